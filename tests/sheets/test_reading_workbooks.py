"""Reading XLSX: cells come as plain values, and what cannot be trusted is told at its cell."""

from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from xlsxwriter.worksheet import Worksheet

from tests.sheets.books import HEAD, NAMESPACE, SHEET, TEXTS, book, sheet_of_xml, with_part
from tests.sheets.old_book import old_book
from tracker.sheets.cells import NO_DAY, RUINED
from tracker.sheets.formulas import IN_ERROR, PERHAPS_UNCOUNTED, UNCOUNTED
from tracker.sheets.reading import Doubt, Merged, Sheet, letters, read


def moment(*parts: int) -> datetime:
    """A moment as a cell holds it: without a zone."""
    return datetime(*parts, tzinfo=UTC).replace(tzinfo=None)  # type: ignore[misc, arg-type]


def only_sheet(content: bytes) -> Sheet:
    [sheet] = read(content, "示例.xlsx").sheets
    return sheet


def saved(made: openpyxl.Workbook) -> bytes:
    file = BytesIO()
    made.save(file)
    return file.getvalue()


@pytest.mark.parametrize(
    ("value", "shown", "read_back"),
    [
        (7, "General", 7),
        (7.0, "General", 7),
        (-3, "0", -3),
        (0.5, "0.00", 0.5),
        (45182, "General", 45182),
        ("45182", "@", "45182"),
        (True, "General", True),
        (date(2026, 2, 3), "yyyy/m/d", date(2026, 2, 3)),
        (date(2026, 5, 1), 'yyyy"年"m"月"', date(2026, 5, 1)),
        (moment(2026, 2, 3, 23, 59, 59), "yyyy-mm-dd hh:mm:ss", moment(2026, 2, 3, 23, 59, 59)),
        (46082.878, "yyyy/m/d h:mm", moment(2026, 3, 1, 21, 4, 19)),
        (0.5, "hh:mm", "12:00"),
        (1.5, "[h]:mm", "36:00:00"),
        ("１２３", "General", "１２３"),
        (" 前后 ", "General", " 前后 "),
        ("两\n行", "General", "两\n行"),
        ("=1+1", "@", "=1+1"),
    ],
)
def test_a_cell_comes_as_a_plain_value(value: Any, shown: str, read_back: Any) -> None:
    made = openpyxl.Workbook()
    cell = made.active["A1"]
    cell.value, cell.number_format = value, shown
    if isinstance(value, str):
        cell.data_type = "s"
    sheet = only_sheet(saved(made))
    assert sheet.rows == [[read_back]]
    assert type(sheet.rows[0][0]) is type(read_back)
    assert sheet.doubts == []


def test_a_row_number_is_the_sheets_own_and_an_empty_cell_is_an_empty_text() -> None:
    sheet = only_sheet(book(lambda one: one.write(2, 1, "甲")))
    assert sheet.rows == [["", ""], ["", ""], ["", "甲"]]
    assert (sheet.name, sheet.width) == ("表一", 2)


def test_a_formatted_cell_far_below_adds_no_rows() -> None:
    made = openpyxl.Workbook()
    made.active["A1"] = "甲"
    made.active["C1048576"].font = openpyxl.styles.Font(bold=True)
    assert only_sheet(saved(made)).rows == [["甲"]]


def test_merged_ranges_are_known_and_hold_their_value_at_the_top_left() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet.merge_range(0, 0, 1, 2, "两行三列")
        sheet.write(2, 0, "甲")

    sheet = only_sheet(book(fill))
    assert sheet.merged == (Merged(0, 0, 1, 2),)
    assert sheet.rows == [["两行三列"], [""], ["甲"]]


def test_every_sheet_is_there_and_the_first_that_is_seen_comes_first() -> None:
    made = openpyxl.Workbook()
    made.active.title = "空的"
    made.create_sheet("藏着").append(["甲"])
    made["藏着"].sheet_state = "hidden"
    made.create_sheet("名单").append(["乙"])
    found = read(saved(made), "示例.XLSX")
    assert [(one.name, one.is_hidden) for one in found.sheets] == [
        ("空的", False),
        ("藏着", True),
        ("名单", False),
    ]
    assert found.first.name == "名单"


def test_a_number_too_long_for_a_spreadsheet_is_told() -> None:
    sheet = only_sheet(book(lambda one: one.write_row(1, 2, [430405198001011234, 430405, 10**15])))
    assert sheet.doubts == [Doubt(1, 2, RUINED), Doubt(1, 4, RUINED)]
    assert [doubt.cell for doubt in sheet.doubts] == ["C2", "E2"]


@pytest.mark.parametrize("serial", [0.25, 1, 59, 60])
def test_a_serial_shown_as_a_day_that_never_was_is_told(serial: float) -> None:
    made = openpyxl.Workbook()
    made.active["B2"] = serial
    made.active["B2"].number_format = "yyyy-mm-dd"
    sheet = only_sheet(saved(made))
    assert [doubt.said for doubt in sheet.doubts] == ([NO_DAY] if serial >= 1 else [])


def test_a_formula_that_was_never_worked_out_is_told_and_its_cell_empty() -> None:
    made = openpyxl.Workbook()
    made.active.append(["=SUM(1,2)", 5])
    sheet = only_sheet(saved(made))
    assert sheet.rows == [["", 5]]
    assert sheet.doubts == [Doubt(0, 0, UNCOUNTED)]


def test_a_formula_in_xml_with_prefixes_is_told_too() -> None:
    cells = '<x:c r="A1"><x:f>1+1</x:f><x:v/></x:c><x:c r="B1"><x:v>2</x:v></x:c>'
    rows = f'<x:sheetData><x:row r="1">{cells}</x:row></x:sheetData>'
    xml = f"{HEAD}<x:worksheet {NAMESPACE.replace('xmlns', 'xmlns:x')}>{rows}</x:worksheet>"
    sheet = only_sheet(with_part(book(lambda one: one.write(0, 0, 1)), SHEET, xml))
    assert sheet.rows == [["", 2]]
    assert sheet.doubts == [Doubt(0, 0, UNCOUNTED)]


def test_a_worked_out_formula_counts_and_a_zero_nobody_worked_out_is_told() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet.write_formula(0, 0, "=1+1", None, 2)
        sheet.write_formula(0, 1, "=1+1")

    sheet = only_sheet(book(fill))
    assert sheet.rows == [[2, 0]]
    assert sheet.doubts == [Doubt(0, 1, PERHAPS_UNCOUNTED)]


def test_an_error_in_a_cell_is_told() -> None:
    sheet = only_sheet(sheet_of_xml('<row r="3"><c r="B3" t="e"><v>#N/A</v></c></row>'))
    assert [(doubt.cell, doubt.said) for doubt in sheet.doubts] == [("B3", IN_ERROR)]


@pytest.mark.slow
def test_the_last_row_of_a_long_sheet_is_looked_at_too() -> None:
    def fill(sheet: Worksheet) -> None:
        for row in range(30_000):
            sheet.write_row(row, 0, ["示例企业有限公司", row, row / 2])
        sheet.write_formula(29_999, 3, "=1+1", None, "")

    sheet = only_sheet(book(fill))
    assert len(sheet.rows) == 30_000
    assert [doubt.cell for doubt in sheet.doubts] == ["D30000"]


def test_rich_and_phonetic_text_is_one_text() -> None:
    texts = (
        f'{HEAD}<sst {NAMESPACE} count="1" uniqueCount="1"><si><r><t>示例</t></r><r><t>钢管</t></r>'
        "</si></sst>"
    )
    content = with_part(book(lambda sheet: sheet.write(0, 0, "甲")), TEXTS, texts)
    assert only_sheet(content).rows == [["示例钢管"]]


def test_a_workbook_of_excel_97_is_read_too() -> None:
    content = old_book([["项目", "金额"], ["示例钢管", 5.0], ["甲", 430405198001011234]])
    [sheet] = read(content, "示例.xls").sheets
    assert sheet.rows[:2] == [["项目", "金额"], ["示例钢管", 5]]
    assert sheet.doubts == [Doubt(2, 1, RUINED)]


def test_a_file_on_the_disk_is_read_like_its_bytes(tmp_path: Path) -> None:
    path = tmp_path / "示例.xlsx"
    path.write_bytes(book(lambda sheet: sheet.write(0, 0, "甲")))
    assert read(path, path.name).first.rows == [["甲"]]


def test_columns_are_named_as_a_spreadsheet_names_them() -> None:
    assert [letters(column) for column in (0, 25, 26, 701, 702, 16383)] == [
        "A",
        "Z",
        "AA",
        "ZZ",
        "AAA",
        "XFD",
    ]
