"""XLSX, written whole to a file of its own: one sheet, headers in row 1, cells of their own type.

Row 1 holds the headers and nothing stands above it, so that the file can be
read in again. A text is never a formula, a link or a number, whatever it
begins with. Memory stays flat: each row goes to the disk as it comes.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from tempfile import TemporaryDirectory
from typing import IO, Any
from unicodedata import east_asian_width

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from tracker.refusal import Refused
from tracker.sheets.columns import Column

MOST_ROWS = 1_048_575
"""What a sheet holds below its headers."""

TOO_LONG = "一张工作表最多放 1,048,575 行，这份名单更长。请加上筛选条件分几次导出，或者改用 CSV。"

FORMATS = {
    "day": "yyyy-mm-dd",
    "minute": "yyyy-mm-dd hh:mm",
    "moment": "yyyy-mm-dd hh:mm:ss",
    "count": "#,##0",
    "days": "0",
    "number": "0",
    "money": "#,##0.0###",
}
WHOLE = "#,##0"
"""How money without a fraction is shown: no point that nothing follows."""

WIDTHS = {"day": 12.0, "minute": 17.0, "moment": 20.0, "prose": 48.0}
NARROWEST, WIDEST = 7.0, 40.0
ROWS_MEASURED = 200
LONGEST_TEXT = 32_767
CUT = "…（太长，未写全）"
EARLIEST_YEAR = 1901
EXACT = 10**15
"""Up to here a cell keeps every digit; what is longer is written as text."""

SETTINGS = {
    "constant_memory": True,
    "use_zip64": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
A4 = 9


@dataclass(frozen=True, slots=True)
class About:
    """What the file says of itself: what was asked for, up to when, and who made it."""

    asked: str = ""
    as_of: str = ""
    office: str = ""


def write(
    file: IO[bytes],
    name: str,
    columns: Sequence[Column],
    rows: Iterable[Sequence[Any]],
    about: About | None = None,
) -> int:
    """Write the rows under their headers and close the book; how many there were.

    Raises Refused, and leaves `file` worthless, when a sheet cannot hold them all.
    """
    about = about or About()
    # What XlsxWriter puts aside while it writes goes away with this folder, come what may.
    with TemporaryDirectory() as aside:
        book = Workbook(file, {**SETTINGS, "tmpdir": aside})
        book.set_properties(
            {"title": name, "subject": about.asked, "comments": about.as_of, "author": about.office}
        )
        sheet = book.add_worksheet(sheet_name(name))
        try:
            written = _Sheet(book, sheet, columns).fill(rows)
            _lay_out(sheet, len(columns), written, about)
            book.close()
        finally:
            # Only a book that could be closed has closed the rows that it put aside.
            sheet.row_data_fh.close()
    return written


def sheet_name(name: str) -> str:
    """The name as Excel takes it for a sheet's: 31 signs, none of those that addresses need."""
    return re.sub(r"[\[\]:*?/\\]", " ", name)[:31].strip(" '") or "名单"


class _Sheet:
    """The sheet being filled: a format for each kind, a width for each column."""

    def __init__(self, book: Workbook, sheet: Worksheet, columns: Sequence[Column]) -> None:
        self.sheet, self.columns = sheet, columns
        self.head = book.add_format(
            {
                "bold": True,
                "bg_color": "#E9EDF2",
                "bottom": 1,
                "bottom_color": "#8A97A8",
                "valign": "vcenter",
                "text_wrap": True,
            }
        )
        made: dict[str, Format] = {}
        for column in columns:
            made.setdefault(column.kind, book.add_format(_setting(column.kind)))
        self.formats = [made[column.kind] for column in columns]
        self.whole = book.add_format({"num_format": WHOLE, "valign": "top"})
        self.widths = [_width(column.label) + 3 for column in columns]

    def fill(self, rows: Iterable[Sequence[Any]]) -> int:
        """Every row in its place; how many there were."""
        for place, column in enumerate(self.columns):
            self.sheet.write_string(0, place, column.label, self.head)
        number = 0
        for number, row in enumerate(rows, 1):
            if number > MOST_ROWS:
                raise Refused(TOO_LONG)
            for place, value in enumerate(row):
                if value is not None and value != "":
                    self._put(number, place, value)
            if number <= ROWS_MEASURED:
                self.widths = [
                    max(width, _width(_shown(value)))
                    for width, value in zip(self.widths, row, strict=True)
                ]
        self._set_widths()
        return number

    def _put(self, row: int, place: int, value: Any) -> None:
        shape = self.formats[place]
        if isinstance(value, str):
            self.sheet.write_string(row, place, _fitting(value), shape)
        elif isinstance(value, bool):
            self.sheet.write_string(row, place, "是" if value else "否", shape)
        elif isinstance(value, date) and value.year >= EARLIEST_YEAR:
            self.sheet.write_datetime(row, place, _whole_seconds(value), shape)
        elif isinstance(value, int | float | Decimal) and -EXACT <= value <= EXACT:
            is_whole_sum = self.columns[place].kind == "money" and value == int(value)
            self.sheet.write_number(row, place, value, self.whole if is_whole_sum else shape)
        else:
            self.sheet.write_string(row, place, str(value), shape)

    def _set_widths(self) -> None:
        for place, (column, measured) in enumerate(zip(self.columns, self.widths, strict=True)):
            width = WIDTHS.get(column.kind) or min(max(measured + 1, NARROWEST), WIDEST)
            self.sheet.set_column(place, place, width)


def _whole_seconds(value: date) -> date:
    """A sheet would show .6 of a second as the next one, and a CSV does not."""
    return value.replace(microsecond=0) if isinstance(value, datetime) else value


def _setting(kind: str) -> dict[str, Any]:
    shape: dict[str, Any] = {"valign": "top"}
    if kind in FORMATS:
        shape["num_format"] = FORMATS[kind]
    if kind == "prose":
        shape["text_wrap"] = True
    return shape


def _lay_out(sheet: Worksheet, columns: int, rows: int, about: About) -> None:
    """On screen the headers stay in sight and filter; on paper they head every page."""
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, rows, columns - 1)
    sheet.repeat_rows(0)
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)
    # In a header or footer & begins a code.
    sheet.set_footer(f"&L{about.as_of.replace('&', '&&')}&R第 &P 页，共 &N 页")


def _fitting(text: str) -> str:
    """The text as far as a cell holds it; it counts by UTF-16, where rare signs are two."""
    if len(text) <= LONGEST_TEXT // 2:
        return text
    units = text.encode("utf-16-le")
    if len(units) <= 2 * LONGEST_TEXT:
        return text
    return units[: 2 * (LONGEST_TEXT - len(CUT))].decode("utf-16-le", "ignore") + CUT


def _shown(value: Any) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, int | float | Decimal):
        return f"{value:,}"
    return "" if value is None else f"{value:%Y-%m-%d}"


def _width(text: str) -> float:
    """How wide the longest line is, in the digits that Excel counts by; a 汉字 is two."""
    return max(
        (
            sum(2 if east_asian_width(sign) in "WF" else 1 for sign in line[:60])
            for line in text.splitlines()
        ),
        default=0,
    )
