"""Spelling: the pinyin of invented names, put together from words that are spelled only once."""

from collections.abc import Iterable
from functools import cache

from tracker.domain.names import normal_name
from tracker.domain.pinyin import pinyin_of

Words = tuple[str, ...]
"""A name cut into words that recur, so that 100,000 names are spelled from a few hundred."""


def name_key(name: Words) -> str:
    """What the project sorts by, as the domain makes it of the whole name."""
    return "".join(_spelled(word)[0] for word in name)[:200]


def searched(names: Iterable[Words]) -> str:
    """What the project is found by, as the domain makes it of the whole names."""
    lines: dict[str, None] = {}
    for name in names:
        spelled = [_spelled(word) for word in name]
        full = "".join(one for one, _ in spelled)
        initials = "".join(one for _, one in spelled)
        lines.update(dict.fromkeys((normal_name("".join(name)), full, initials)))
    return "\n".join(lines)


def _spelled(word: str) -> tuple[str, str]:
    if word.isascii():
        return normal_name(word), normal_name(word)
    return _spelled_once(word)


@cache
def _spelled_once(word: str) -> tuple[str, str]:
    return pinyin_of(word)
