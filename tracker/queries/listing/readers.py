"""How the arguments of a list's address are read; each raises ValueError for what it cannot."""

import re
from collections.abc import Callable, Collection
from datetime import date

LARGEST_ID = 2**31 - 1
"""What both databases take for a row's number."""

LONGEST_SEARCH = 100

YEARS = range(1900, 2201)
"""What a filter's day may lie in; beyond, a day has no neighbour or no moment."""

_SLUG = re.compile(r"[a-z0-9-]{1,40}")


def number(text: str) -> int:
    """A row's number, as either database can compare it."""
    # Its length comes first: Python refuses to read thousands of digits, SQLite to bind them.
    is_short = len(text) <= 10 and text.isascii() and text.isdecimal()
    if not (is_short and 0 < int(text) <= LARGEST_ID):
        raise ValueError(text)
    return int(text)


def day(text: str) -> date:
    """A day in ISO form, of a year that people mean."""
    found = date.fromisoformat(text)
    if found.year not in YEARS:
        raise ValueError(text)
    return found


def truth(text: str) -> bool:
    """A condition that is asked for by 1 and by nothing else."""
    if text != "1":
        raise ValueError(text)
    return True


def words(text: str) -> str:
    """What is searched for; NUL, which no database stores, is nowhere found."""
    return text.replace("\x00", " ").strip()[:LONGEST_SEARCH]


def slug(text: str) -> str:
    if not _SLUG.fullmatch(text):
        raise ValueError(text)
    return text


def one_of(known: Collection[str]) -> Callable[[str], str]:
    """One of these, word for word."""

    def read(text: str) -> str:
        if text not in known:
            raise ValueError(text)
        return text

    return read
