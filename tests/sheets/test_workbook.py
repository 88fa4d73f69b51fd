"""The workbook that an export is: typed, quiet, printable, and never a broken file."""

import tempfile
import tracemalloc
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from tracker.refusal import Refused
from tracker.sheets import workbook
from tracker.sheets.columns import Column, wan
from tracker.sheets.workbook import CUT, TOO_LONG, About, sheet_name, write

COLUMNS = (
    Column("项目名称", lambda row: row[0]),
    Column("金额（万元）", lambda row: wan(row[1]), "money"),
    Column("登记日期", lambda row: row[2], "day"),
    Column("写于", lambda row: row[3], "minute"),
    Column("未销号堵点", lambda row: row[4], "count"),
    Column("谈了什么", lambda row: row[5], "prose"),
)
MOMENT = datetime.fromisoformat("2026-06-10T09:05:00")
ROW = ("示例钢管项目", 5_000_000_000, date(2026, 3, 2), MOMENT, 1234, "看了厂房，\n谈到电价。")
ABOUT = About("阶段：在谈；环节：热处理", "数据截至 2026-06-10 09:00", "示例区招商办")


def made(rows: Sequence[Any] = (ROW,), about: About | None = ABOUT) -> openpyxl.Workbook:
    file = BytesIO()
    write(
        file, "项目台账", COLUMNS, ([column.read(row) for column in COLUMNS] for row in rows), about
    )
    return openpyxl.load_workbook(file)


def sheet_of(book: openpyxl.Workbook) -> Worksheet:
    [sheet] = book.worksheets
    return sheet


def test_row_1_is_the_headers_bold_and_filled_and_stays_in_sight() -> None:
    sheet = sheet_of(made())
    assert [cell.value for cell in sheet[1]] == [column.label for column in COLUMNS]
    assert all(cell.font.bold and cell.fill.fgColor.rgb == "FFE9EDF2" for cell in sheet[1])
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:F2"


def test_numbers_days_and_moments_are_themselves_and_shown_as_people_read_them() -> None:
    cells = sheet_of(made())[2]
    assert [cell.value for cell in cells] == [
        "示例钢管项目",
        500_000,
        datetime.fromisoformat("2026-03-02"),
        MOMENT,
        1234,
        "看了厂房，\n谈到电价。",
    ]
    assert [cell.number_format for cell in cells] == [
        "General",
        "#,##0",
        "yyyy-mm-dd",
        "yyyy-mm-dd hh:mm",
        "#,##0",
        "General",
    ]
    assert cells[5].alignment.wrap_text


@pytest.mark.parametrize(
    ("yuan", "value", "shown"),
    [
        (10_000, 1, "#,##0"),
        (12_345_000, 1234.5, "#,##0.0###"),
        (123_450_001, 12345.0001, "#,##0.0###"),
        (9_999_999_999_999_999, 999999999999.9999, "#,##0.0###"),
    ],
)
def test_money_is_kept_to_the_last_yuan(yuan: int, value: float, shown: str) -> None:
    cell = sheet_of(made([(*ROW[:1], yuan, *ROW[2:])]))["B2"]
    assert (cell.value, cell.number_format) == (value, shown)


def test_a_moment_is_never_shown_as_the_next_second() -> None:
    late = MOMENT.replace(second=59, microsecond=900_000)
    assert sheet_of(made([(*ROW[:3], late, *ROW[4:])]))["D2"].value == MOMENT.replace(second=59)


def test_nothing_is_an_empty_cell() -> None:
    sheet = sheet_of(made([("", None, None, None, None, None)]))
    assert [cell.value for cell in sheet[2]] == [None] * 6


def test_a_column_is_as_wide_as_what_stands_in_it_within_reason() -> None:
    long = ("示例" * 60, *ROW[1:])
    widths = {
        key: shape.width for key, shape in sheet_of(made([ROW, long])).column_dimensions.items()
    }
    assert widths["A"] == pytest.approx(40, abs=1)
    assert widths["C"] == pytest.approx(12, abs=1)
    assert widths["E"] > 2 * len("未销号堵点")
    assert widths["F"] == pytest.approx(48, abs=1)


def test_it_prints_on_a4_with_its_headers_on_every_page() -> None:
    sheet = sheet_of(made())
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.page_setup.fitToHeight == 0
    assert sheet.print_title_rows == "$1:$1"
    assert sheet.oddFooter.left.text == "数据截至 2026-06-10 09:00"


def test_it_says_what_was_asked_for_and_up_to_when() -> None:
    told = made().properties
    assert (told.title, told.subject, told.description, told.creator) == (
        "项目台账",
        "阶段：在谈；环节：热处理",
        "数据截至 2026-06-10 09:00",
        "示例区招商办",
    )


@pytest.mark.parametrize(
    ("name", "taken"),
    [
        ("项目台账", "项目台账"),
        ("2025/2026 [一]:*?\\", "2025 2026  一"),
        ("长" * 40, "长" * 31),
        ("'引'", "引"),
        ("//", "名单"),
    ],
)
def test_a_sheet_is_called_as_excel_allows(name: str, taken: str) -> None:
    assert sheet_name(name) == taken


@pytest.mark.parametrize("sign", ["甲", "𠮷"])
def test_a_text_longer_than_a_cell_says_that_it_was_cut(sign: str) -> None:
    value = sheet_of(made([(sign * 40_000, *ROW[1:])]))["A2"].value
    assert str(value).endswith(sign + CUT)
    assert len(str(value).encode("utf-16-le")) // 2 in (32_766, 32_767)


def test_a_number_longer_than_excel_counts_is_a_text() -> None:
    value = sheet_of(made([("a", None, None, None, 430405198001011234, "")]))["E2"].value
    assert value == "430405198001011234"


def test_a_list_longer_than_a_sheet_is_refused_and_leaves_nothing_behind(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(workbook, "MOST_ROWS", 2)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    assert sheet_of(made([ROW] * 2)).max_row == 3
    with pytest.raises(Refused) as refusal:
        made([ROW] * 3)
    assert refusal.value.message == TOO_LONG
    assert list(tmp_path.iterdir()) == []


def test_rows_that_break_off_leave_nothing_behind(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def rows() -> Iterator[list[str]]:
        yield ["甲"]
        raise RuntimeError("the line went dead")

    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    file = BytesIO()
    with pytest.raises(RuntimeError, match="dead"):
        write(file, "名单", COLUMNS[:1], rows())
    assert file.getvalue() == b""
    assert list(tmp_path.iterdir()) == []


def test_four_times_the_rows_take_no_more_memory() -> None:
    def peak(rows: int) -> int:
        tracemalloc.start()
        with tempfile.TemporaryFile() as file:
            write(file, "名单", COLUMNS[:1], ([f"示例企业{number}"] for number in range(rows)))
        found = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return found

    peak(100)
    assert peak(8_000) < peak(2_000) + 200_000


def test_a_csv_shows_the_same_values_as_texts() -> None:
    assert [column.text(ROW) for column in COLUMNS] == [
        "示例钢管项目",
        "500000",
        "2026-03-02",
        "2026-06-10 09:05",
        "1234",
        "看了厂房，\n谈到电价。",
    ]
    assert [column.text(("", None, None, None, None, None)) for column in COLUMNS] == [""] * 6
    assert COLUMNS[1].text(("", 12_345_001)) == "1234.5001"
    assert wan(0) == Decimal(0)
