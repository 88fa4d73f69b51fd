"""The ledger's table on screen: some of COLUMNS, each set by its kind."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import url_for

from tracker.domain.words import Stage
from tracker.queries.project_list.columns import (
    COLUMNS,
    SHAPES,
    Made,
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


def rows_of(
    rows: Sequence[Any], today: date, columns: Sequence[ProjectColumn]
) -> list[tuple[str, list[tuple[str, str, Any]]]]:
    """(code, cells) of each row; a cell is (kind, label, what the template sets by that kind).

    Every text is escaped here, for the template does not.
    """
    if not rows:
        return []
    sheet = Sheet(rows, today)
    written = [_set(column, sheet) for column in columns]
    heads = [(column.kind, column.label) for column in columns]
    return [
        (code, [(*head, cell) for head, cell in zip(heads, cells, strict=True)])
        for code, *cells in zip(sheet["code"], *written, strict=True)
    ]


def _set(column: ProjectColumn, sheet: Sheet) -> Sequence[Any]:
    if column.kind == "firm":
        firms = escaped(column.texts(sheet))
        return list(zip(firms, *badges(sheet), sheet["firm_id"], strict=True))
    if column.kind == "stage":
        return list(zip(sheet["stage"], column.texts(sheet), strict=True))
    if column.kind == "light":
        shapes = [SHAPES[colour] for colour in sheet["colour"]]
        return list(zip(sheet["colour"], shapes, reasons(sheet), strict=True))
    cells = column.texts(sheet)
    if column.kind == "money":
        return [_grouped(cell) for cell in cells]
    if column.kind == "day":
        days, late = Made(_day), Made(lambda cell: _due(cell, sheet.day))
        if column.key != "next_on":
            return [days[cell] for cell in cells]
        told, exits = zip(cells, sheet["stage"], strict=True), Stage.exits()
        return [(days if stage in exits else late)[cell] for cell, stage in told]
    return escaped(cells)


def _day(cell: str) -> tuple[str, bool]:
    """A day's words, and whether they say that something is late."""
    return (day_words(date.fromisoformat(cell)) if cell else ""), False


def _due(cell: str, today: date) -> tuple[str, bool]:
    late = (today - date.fromisoformat(cell)).days if cell else 0
    return (f"逾期 {late} 天", True) if late > 0 else _day(cell)


def _grouped(number: str) -> str:
    """Thousands set apart: 52840.5 → 52,840.5."""
    whole, dot, rest = number.partition(".")
    return f"{int(whole):,}{dot}{rest}" if number else ""
