"""Short names as people make them: 衡钢 of 衡阳华菱钢管, 中石化 of 中国石油化工."""

from functools import lru_cache

from tracker.domain.firm.core import Parts
from tracker.domain.firm.trades import is_trade


@lru_cache(maxsize=2048)
def short_names_of(parts: Parts) -> frozenset[str]:
    """What the firm may be called for short, made of the first signs of its parts."""
    trades = parts.trades
    if is_trade(parts.brand):
        trades = (parts.brand, *trades)
    firsts = "".join(word[0] for word in trades)
    if not firsts:
        return frozenset()
    heads = {parts.brand, parts.brand[0]} - {trades[0]}
    if parts.places:
        heads.add(parts.plain[0])
    made = {head + tail for head in heads for tail in (firsts[0], firsts[:2])}
    return frozenset(one for one in made if len(one) >= 2)
