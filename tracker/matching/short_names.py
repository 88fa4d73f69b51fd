"""Short names as people make them: 衡钢 of 衡阳华菱钢管, 中石化 of 中国石油化工."""

from functools import lru_cache

from tracker.matching.name_parts import Parts
from tracker.matching.places import NATION
from tracker.matching.trades import is_trade


@lru_cache(maxsize=2048)
def short_names_of(parts: Parts) -> frozenset[str]:
    """What the firm may be called for short, made of the first signs of its parts."""
    is_unnamed = is_trade(parts.brand)
    trades = (parts.brand, *parts.trades) if is_unnamed else parts.trades
    if not trades:
        return frozenset()
    firsts = "".join(word[0] for word in trades)
    named = {parts.brand, parts.brand[0]} if not is_unnamed else set()
    made = {head + firsts[0] for head in named}
    tails = {firsts[0], firsts[:2]} | ({trades[0], trades[0][-1]} if is_unnamed else set())
    made |= {head + tail for head in _places_short(parts) for tail in tails}
    return frozenset(one for one in made if len(one) >= 2)


def _places_short(parts: Parts) -> set[str]:
    """The sign that stands for each place that is written in the name: 衡 of 衡阳, 中 and 国."""
    if NATION in parts.places:
        return set(NATION)
    return {place[0] for place in parts.places if place in parts.plain}
