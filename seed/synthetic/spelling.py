"""Spelling: the pinyin of invented names, put together from words that are spelled only once."""

from collections.abc import Iterable
from functools import cache, reduce
from operator import add

from tracker.domain.search.text_index import Searched, searched_of
from tracker.matching.normal_name import normal_name
from tracker.matching.pinyin import Spelling, spelled

Words = tuple[str, ...]
"""A name cut into words that recur, so that 100,000 names are spelled from a few hundred."""


def name_key(name: Words) -> str:
    """What the project sorts by, as the domain makes it of the whole name."""
    return "".join(_together(name).sounds)[:200]


def searched(names: Iterable[Words]) -> Searched:
    """What the project is found by, as the domain makes it of the whole names."""
    return searched_of(map(_together, names))


def _together(name: Words) -> Spelling:
    return reduce(add, map(_spelled, name))


def _spelled(word: str) -> Spelling:
    if word.isascii():
        plain = normal_name(word)
        return Spelling(plain, (plain,), plain)
    return _spelled_once(word)


@cache
def _spelled_once(word: str) -> Spelling:
    return spelled(word)
