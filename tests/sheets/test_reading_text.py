"""Reading CSV: the encoding and the delimiter are found out, the cells are as they were typed."""

import pytest

from tracker.refusal import Refused
from tracker.sheets.delimited import BREAKS_OFF, stream
from tracker.sheets.opening import SAID_SHORTENED
from tracker.sheets.reading import Doubt, read
from tracker.sheets.text import HALF, STRANGE, TORN

ROWS = [["项目名称", "投资方", "备注"], ["示例钢管项目", "示例（衡阳）公司", "约5亿元，含税"]]
RARE = "示例𬭎钢㐂"
"""Signs that GB18030 has and GBK has not."""


def rows_in(content: bytes) -> list[list[object]]:
    [sheet] = read(content, "示例.csv").sheets
    return sheet.rows


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_the_encoding_is_found_out(codec: str) -> None:
    text = "\r\n".join(",".join(row) for row in ROWS)
    assert rows_in(text.encode(codec)) == ROWS


def test_signs_that_gbk_lacks_are_read() -> None:
    with pytest.raises(UnicodeEncodeError):
        RARE.encode("gbk")
    assert rows_in(f"名称\r\n{RARE}\r\n".encode("gb18030")) == [["名称"], [RARE]]


@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_the_delimiter_is_found_out(mark: str) -> None:
    lines = [mark.join(row) for row in ROWS]
    assert rows_in("\n".join(lines).encode()) == ROWS


def test_a_title_above_and_commas_in_words_do_not_mislead() -> None:
    text = "在谈项目，截至6月\n序号;项目;金额\n1;甲,乙;3,5\n2;丙;4\n"
    assert rows_in(text.encode())[1:] == [
        ["序号", "项目", "金额"],
        ["1", "甲,乙", "3,5"],
        ["2", "丙", "4"],
    ]


def test_quotes_breaks_and_short_rows_are_kept_as_they_are() -> None:
    text = '项目,备注,人\r\n"甲,乙","说 ""好""\r\n第二行",王\r\n丙\r\n'
    assert rows_in(text.encode()) == [
        ["项目", "备注", "人"],
        ["甲,乙", '说 "好"\r\n第二行', "王"],
        ["丙", "", ""],
    ]


def test_a_telephone_number_wrapped_against_spreadsheets_is_unwrapped() -> None:
    assert rows_in('电话\n="013800001234"\n'.encode()) == [["电话"], ["013800001234"]]


def test_a_number_cut_short_by_a_spreadsheet_is_told() -> None:
    [sheet] = read("人,电话\n甲,1.38E+10\n".encode(), "示例.csv").sheets
    assert sheet.rows[1] == ["甲", "1.38E+10"]
    assert sheet.doubts == [Doubt(1, 1, SAID_SHORTENED)]


def test_our_own_file_reads_back_without_its_apostrophes() -> None:
    rows = [["=1+1", "'已引"], ["＋86", "\t甲"]]
    assert rows_in(b"".join(stream(["一", "二"], rows)))[1:] == rows


def test_our_own_file_that_broke_off_is_not_taken_for_a_whole_one() -> None:
    content = f"名称,金额\r\n甲,1\r\n{BREAKS_OFF}\r\n".encode()
    with pytest.raises(Refused, match=HALF[:10]):
        rows_in(content)


@pytest.mark.parametrize(
    ("content", "said"),
    [(bytes(range(256)) * 4, STRANGE), (b"a\x00b,c\n", STRANGE), (b'a,"' + b"x" * 200_000, TORN)],
)
def test_what_is_no_table_is_refused_with_what_to_do(content: bytes, said: str) -> None:
    with pytest.raises(Refused) as refusal:
        rows_in(content)
    assert refusal.value.message == said
