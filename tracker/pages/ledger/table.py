"""The ledger's table on screen: some of COLUMNS, each set by its kind."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from flask import url_for

from tracker.domain.words import Stage
from tracker.queries.project_list.columns import (
    COLUMNS,
    SHAPES,
    Memo,
    ProjectColumn,
    Sheet,
    badges,
    reasons,
)
from tracker.queries.project_list.filter import ProjectFilter
from tracker.queries.project_list.orders import ORDERS
from tracker.queries.project_list.watch_lists import Watch
from tracker.web.escaping import escaped
from tracker.web.rendering import day_words, with_args

BY_KEY = {column.key: column for column in COLUMNS}
SHOWN = tuple(
    BY_KEY[key]
    for key in (
        "name",
        "firm",
        "stage",
        "days",
        "light",
        "amount",
        "link",
        "owner",
        "department",
        "blockers",
        "next_on",
    )
)
SHOWN_OF_QUIET = tuple(
    BY_KEY[key]
    for key in (
        "name",
        "firm",
        "stage",
        "days",
        "light",
        "amount",
        "owner",
        "department",
        "followed",
        "next_on",
        "quiet",
    )
)
"""Of what does not move: since when nobody spoke, and why."""
QUIET = (Watch.QUIET, Watch.UNEXPLAINED)
NUMBERS = {"money", "days", "count"}
TURNED = {"amount": "amount-up"}
"""Sorts that a second click on the head turns round."""


class CellKind(NamedTuple):
    """How the template sets the cells of a column, and what the column is called."""

    kind: str
    label: str


class Row(NamedTuple):
    """A project's row on the screen: what stands in each column, with its kind.

    Every text is escaped, for the template does not.
    """

    code: str
    cells: list[tuple[CellKind, Any]]


class FirmCell(NamedTuple):
    """A firm, and what its badge says, short and in full."""

    name: str
    badge: str
    title: str
    id: int | None


class StageCell(NamedTuple):
    """A stage by its value, and in words."""

    value: str
    label: str


class LightCell(NamedTuple):
    """A light's colour, its shape with its name, and why it is on."""

    colour: str
    shape: str
    reason: str


class DayCell(NamedTuple):
    """A day's words, and whether they say that something is late."""

    words: str
    is_late: bool


@dataclass(frozen=True, slots=True)
class Heading:
    """A column's head: its words, its unit, and where a click on it leads."""

    label: str
    unit: str
    is_number: bool
    href: str
    direction: str


def shown(asked: ProjectFilter) -> tuple[ProjectColumn, ...]:
    """The columns that the screen has room for, by what is asked for."""
    return SHOWN_OF_QUIET if asked.watch in QUIET else SHOWN


def headings(asked: ProjectFilter) -> list[Heading]:
    path, plain = url_for("ledger.show"), asked.on_page_one.to_args()
    heads = []
    for column in shown(asked):
        label, _, unit = column.label.rstrip("）").partition("（")
        turned = TURNED.get(column.sort)
        key = turned if turned and asked.sort == column.sort else column.sort
        now = asked.sort if asked.sort in {column.sort, turned} else ""
        direction = ("descending" if ORDERS[now].is_down else "ascending") if now else ""
        sort = [] if key == "urgency" else [("sort", key)]
        href = with_args(path, plain + sort) if key else ""
        heads.append(Heading(label, unit, column.kind in NUMBERS, href, direction))
    return heads


def rows_of(rows: Sequence[Any], today: date, columns: Sequence[ProjectColumn]) -> list[Row]:
    if not rows:
        return []
    sheet = Sheet(rows, today)
    written = [_set(column, sheet) for column in columns]
    kinds = [CellKind(column.kind, column.label) for column in columns]
    return [
        Row(code, list(zip(kinds, cells, strict=True)))
        for code, *cells in zip(sheet["code"], *written, strict=True)
    ]


def _set(column: ProjectColumn, sheet: Sheet) -> Sequence[Any]:
    if column.kind == "firm":
        return list(map(FirmCell, escaped(column.texts(sheet)), *badges(sheet), sheet["firm_id"]))
    if column.kind == "stage":
        return list(map(StageCell, sheet["stage"], column.texts(sheet)))
    if column.kind == "light":
        shapes = [SHAPES[colour] for colour in sheet["colour"]]
        return list(map(LightCell, sheet["colour"], shapes, reasons(sheet)))
    cells = column.texts(sheet)
    if column.kind == "money":
        return [_grouped(cell) for cell in cells]
    if column.kind == "day":
        days, late = Memo(_day), Memo(lambda cell: _due(cell, sheet.day))
        if column.key != "next_on":
            return [days[cell] for cell in cells]
        told, exits = zip(cells, sheet["stage"], strict=True), Stage.exits()
        return [(days if stage in exits else late)[cell] for cell, stage in told]
    return escaped(cells)


def _day(cell: str) -> DayCell:
    return DayCell(day_words(date.fromisoformat(cell)) if cell else "", is_late=False)


def _due(cell: str, today: date) -> DayCell:
    late = (today - date.fromisoformat(cell)).days if cell else 0
    return DayCell(f"逾期 {late} 天", is_late=True) if late > 0 else _day(cell)


def _grouped(number: str) -> str:
    """Thousands set apart: 52840.5 → 52,840.5."""
    whole, dot, rest = number.partition(".")
    return f"{int(whole):,}{dot}{rest}" if number else ""
