"""Sections: the boxes of a workbench, each a few rows of a list and the way to all of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

SHOWN = 8
"""Rows in a section; the link below it leads to all of them."""


@dataclass(frozen=True, slots=True)
class Section:
    """One box. `draws` names the macro that draws a row; `more` is the list of just these rows.

    `nothing` stands where there are no rows; a section without it is left out then.
    """

    key: str
    heading: str
    rows: Sequence[Any]
    draws: str
    nothing: str = ""
    count: int | None = None
    note: str = ""
    more: str = ""
    more_label: str = "看全部"

    @property
    def is_shown(self) -> bool:
        return bool(self.rows or self.nothing)


@dataclass(frozen=True, slots=True)
class Figure:
    """One number of the head line, and the list that it counts."""

    label: str
    number: int
    href: str


@dataclass(frozen=True, slots=True)
class Bench:
    """The whole workbench in columns, and the figures of its head line.

    `is_first_day`: nothing to answer for, and nothing that waits.
    """

    columns: tuple[tuple[Section, ...], ...]
    figures: tuple[Figure, ...]
    is_first_day: bool


def column(*sections: Section) -> tuple[Section, ...]:
    """Those that have something to say, in order."""
    return tuple(section for section in sections if section.is_shown)
