"""What is exported and read in again is what it was, whatever people typed."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.sheets.columns import Column
from tracker.sheets.delimited import bare, safe, stream
from tracker.sheets.reading import read
from tracker.sheets.workbook import write

RISKY = [
    "=1+1",
    "+86",
    "-1",
    "@SUM(1)",
    "\tx",
    "\rx",
    "  =1",
    "＝1",
    "＋1",
    "－1",
    "＠x",
    "'已引",
    "''",
    "\u3000=1",
    '=HYPERLINK("http://x","y")',
    "https://示例.cn",
    "mailto:a@b",
    "007",
    "1e5",
    "2026-01-01",
    "12345678901234567890",
    "_x0041_",
    "<b>&amp;</b>",
    "两\r\n行",
    "a\rb",
    "\x01",
    "𠮷",
    " 前后 ",
    "\u202e反",
    '"',
    ",",
    ";",
    "真",
    "TRUE",
    "#N/A",
    "{=1}",
]
"""What a spreadsheet, a parser or a careless writer would make something else of."""

texts = st.one_of(
    st.sampled_from(RISKY),
    st.text(
        st.characters(exclude_categories=["Cs"], exclude_characters="\x00\ufffe\uffff"),
        max_size=30,
    ),
)
"""Anything that the database stores; XML has no way to say the two last signs of a plane."""
numbers = st.one_of(
    st.integers(-(10**15) + 1, 10**15 - 1),
    st.decimals(-(10**9), 10**9, places=4).map(float).map(lambda n: int(n) if n == int(n) else n),
)
days = st.dates(date(1901, 1, 1), date(2100, 12, 31))
moments = st.datetimes(
    datetime(1901, 1, 1, 0, 0, 1, tzinfo=UTC).replace(tzinfo=None),
    datetime(2100, 12, 31, tzinfo=UTC).replace(tzinfo=None),
).map(lambda one: one.replace(microsecond=0, second=max(one.second, 1)))
rows_of_texts = st.lists(st.lists(texts, min_size=3, max_size=3), min_size=1, max_size=8)
rows_of_all = st.lists(
    st.tuples(texts, numbers, days | st.none(), moments | st.none(), numbers),
    min_size=1,
    max_size=8,
)
KINDS = ("text", "number", "day", "moment", "money")


def workbook_of(rows: Sequence[Sequence[Any]], kinds: Sequence[str]) -> bytes:
    columns = [Column(f"第{place}列", lambda row: row, kind) for place, kind in enumerate(kinds)]
    file = BytesIO()
    write(file, "名单", columns, rows)
    return file.getvalue()


@pytest.mark.slow
@given(rows=rows_of_texts, codec=st.sampled_from(["utf-8", "gb18030"]))
def test_a_csv_reads_back_equal(rows: list[list[str]], codec: str) -> None:
    content = b"".join(stream(["甲", "乙", "丙"], rows, codec))
    assert read(content, "名单.csv").first.rows[1:] == rows


@pytest.mark.slow
@given(rows=rows_of_all)
def test_a_workbook_reads_back_equal(rows: list[tuple[Any, ...]]) -> None:
    [headers, *found] = read(workbook_of(rows, KINDS), "名单.xlsx").first.rows
    assert headers == ["第0列", "第1列", "第2列", "第3列", "第4列"]
    assert found == [["" if cell is None else cell for cell in row] for row in rows]


@given(text=texts)
def test_what_is_made_safe_is_bared_again(text: str) -> None:
    assert bare(safe(text)) == text


@pytest.mark.parametrize("text", ["'甲", "'13800001234", "甲'", "'"])
def test_an_apostrophe_that_we_did_not_put_stays(text: str) -> None:
    assert bare(text) == text


@pytest.mark.parametrize("text", RISKY)
def test_in_a_workbook_whatever_it_begins_with_is_a_text(text: str) -> None:
    sheet = openpyxl.load_workbook(BytesIO(workbook_of([[text]], ["text"]))).active
    assert sheet is not None
    cell = sheet["A2"]
    assert cell.data_type in ("s", "inlineStr")
    assert cell.hyperlink is None
    assert sheet["A1"].data_type in ("s", "inlineStr")
