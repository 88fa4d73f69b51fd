"""A workbook's cells as calamine gives them, made plain: whole numbers whole, days days."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import Any

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from tracker.refusal import Refused
from tracker.sheets.bounds import Bounds, check_size
from tracker.sheets.formulas import UNCOUNTED, Place, doubts_in
from tracker.sheets.kinds import BROKEN, EMPTY, LOCKED

EXACT = 10**15
"""Excel keeps fifteen digits; of a longer number it has made the rest zeros."""

FIRST_TRUE_DAY = date(1900, 3, 1)
"""Before it Excel counts a 29 February 1900 that never was."""

RUINED = "是超过 15 位的数字，后面的位数已经被表格软件改掉了。请把这一列设成文本，照原件重填。"
NO_DAY = "是 1900 年初的日期，多半是数字被设成了日期格式，请核对。"
MOST_MERGED = 100_000


def sheets_of(content: bytes, kind: str) -> Iterator[Any]:
    """Each sheet's description, its rows and its doubts, in the order of the tabs."""
    doubts = doubts_in(content) if kind == "xlsx" else {}
    bounds = Bounds()
    try:
        with CalamineWorkbook.from_filelike(BytesIO(content)) as book:
            for about in book.sheets_metadata:
                if about.typ is SheetTypeEnum.WorkSheet:
                    is_hidden = about.visible is not SheetVisibleEnum.Visible
                    sheet = book.get_sheet_by_name(about.name)
                    yield from _told(sheet, is_hidden, doubts.get(about.name, {}), bounds)
    except PasswordError as problem:
        raise Refused(LOCKED) from problem
    except CalamineError as problem:
        raise Refused(BROKEN) from problem
    if not bounds.rows:
        raise Refused(EMPTY)


def _told(
    sheet: CalamineSheet, is_hidden: bool, doubts: dict[Place, str], bounds: Bounds
) -> Iterator[Any]:
    """The sheet, and each of its rows with what is doubtful about its cells behind it."""
    # calamine takes a formula without its result for nothing, and such a cell may be the last.
    corners = [place for place in (sheet.end, *doubts) if place]
    height = 1 + max((row for row, _ in corners), default=-1)
    width = 1 + max((column for _, column in corners), default=-1)
    check_size(height, width)
    merged = [[*first, *last] for first, last in sheet.merged_cell_ranges or ()]
    yield {
        "sheet": sheet.name,
        "width": width,
        "is_hidden": is_hidden,
        "merged": merged[:MOST_MERGED],
    }
    for number, row in enumerate(_rows_of(sheet, height, width)):
        bounds.add(width, sum(len(cell) for cell in row if type(cell) is str))
        said = [doubts.get((number, place)) or _doubt_about(cell) for place, cell in enumerate(row)]
        yield ["" if words == UNCOUNTED else cell for cell, words in zip(row, said, strict=True)]
        yield from ({"doubt": [number, place, words]} for place, words in enumerate(said) if words)


def _rows_of(sheet: CalamineSheet, height: int, width: int) -> Iterator[list[Any]]:
    """All rows from the sheet's corner on; calamine leaves out what is empty on the left."""
    left = [""] * sheet.start[1] if sheet.start else []
    coming = iter(sheet.iter_rows() if sheet.start else ())
    for _ in range(height):
        row = left + [_plain(cell) for cell in next(coming, ())]
        yield row + [""] * (width - len(row))


def _doubt_about(value: Any) -> str:
    if isinstance(value, int | float) and not -EXACT < value < EXACT:
        return RUINED
    if isinstance(value, date):
        day = value.date() if isinstance(value, datetime) else value
        return NO_DAY if day < FIRST_TRUE_DAY else ""
    return ""


def _plain(value: Any) -> Any:
    if isinstance(value, float):
        return int(value) if value.is_integer() else value
    if isinstance(value, datetime):
        return (value + timedelta(microseconds=500_000)).replace(microsecond=0)
    if isinstance(value, time):
        return f"{value:%H:%M:%S}".removesuffix(":00")
    if isinstance(value, timedelta):
        minutes, seconds = divmod(round(value.total_seconds()), 60)
        return f"{minutes // 60}:{minutes % 60:02}:{seconds:02}"
    return value
