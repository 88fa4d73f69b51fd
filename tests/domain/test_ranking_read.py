"""A list's table is understood whatever its headers; what is wrong is told by its line."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders.ranking_tables import PLAIN, lines_of, private, told
from tracker.domain.ranking import RankingList
from tracker.domain.ranking.list_cells import LAST_RANK
from tracker.domain.ranking.list_table import Fault, Row, read


@pytest.mark.parametrize(
    ("name", "kind", "year", "many", "extent"),
    [
        ("china-private-500-2026", RankingList.PRIVATE, 2026, 500, "全部 500 家"),
        ("china-500-2025-top120", RankingList.CHINA, 2025, 120, "第 1–120 名，共 120 家，不是全榜"),
        (
            "fortune-global-500-2026-top100",
            RankingList.WORLD,
            2026,
            100,
            "第 1–100 名，共 100 家，不是全榜",
        ),
    ],
)
def test_the_three_printed_lists_are_understood_as_they_are(
    name: str, kind: RankingList, year: int, many: int, extent: str
) -> None:
    table = read(lines_of(name), kind, year)
    assert (table.faults, table.notes) == ([], [])
    assert (len(table.rows), table.extent) == (many, extent)
    assert [row.rank for row in table.rows] == list(range(1, many + 1))


def test_a_row_says_what_is_printed_with_its_revenue_in_whole_yuan() -> None:
    rows = read(lines_of("china-private-500-2026"), RankingList.PRIVATE, 2026).rows
    assert rows[1] == Row(3, 2, "阿里巴巴（中国）有限公司", "", "浙江省", 1_016_744_000_000)
    world = read(lines_of("fortune-global-500-2026-top100"), RankingList.WORLD, 2026).rows
    assert world[0] == Row(2, 1, "亚马逊", "AMAZON.COM")


def test_brackets_stay_as_they_are_printed() -> None:
    rows = read(lines_of("china-private-500-2026"), RankingList.PRIVATE, 2026).rows
    assert [row.rank for row in rows if "(" in row.name] == [177, 406, 415]


def test_full_width_signs_blanks_and_line_breaks_do_not_matter() -> None:
    table = private(
        ["１２", "示例\n钢铁", "　湖南省 ", "１，２３４．５"], ["第 3 名", "甲", "-", "—"]
    )
    assert table.faults == []
    assert table.rows == [Row(3, 3, "甲"), Row(2, 12, "示例钢铁", "", "湖南省", 12_345_000)]


def test_a_title_empty_lines_a_second_header_and_footers_are_no_rows() -> None:
    table = private(
        [1, "甲", "", 1],
        ["", "", "", ""],
        PLAIN,
        [2, "乙", "", 1],
        ["合计", "", "", 2],
        ["数据来源：示例网", "", "", ""],
    )
    assert (table.faults, len(table.rows)) == ([], 2)


def test_gaps_in_the_ranks_are_told_not_refused() -> None:
    table = private([1, "甲", "", ""], [4, "乙", "", ""])
    assert (table.faults, table.extent) == ([], "第 1–4 名，共 2 家，不是全榜，中间缺 2 个名次")


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ([2, "", "湖南省", 1], "没有企业名称。"),
        (["", "乙", "湖南省", 1], "没有排名。"),
        (["二", "乙", "", 1], "排名“二”不是整数，请写 1 到 500。"),
        ([2.5, "乙", "", 1], "排名“2.5”不是整数，请写 1 到 500。"),
        (["2–3", "乙", "", 1], "排名“2–3”不是整数，请写 1 到 500。"),
        ([0, "乙", "", 1], "排名 0 不在 1 到 500 之间。"),
        ([501, "乙", "", 1], "排名 501 不在 1 到 500 之间。"),
        ([1, "乙", "", 1], "排名 1 与第 2 行“甲（集团）”重复。"),
        ([2, "甲(集团)", "", 1], "“甲(集团)”与第 2 行是同一家，一份榜单里只能出现一次。"),
        ([2, "长" * 121, "", 1], "企业名称超过 120 个字，请核对。"),
        ([2, "乙", "省" * 41, 1], "省份超过 40 个字，请核对。"),
        ([2, "乙\x00丙", "", 1], "企业名称里有无法保存的字符，请删掉后重新输入。"),
        (
            [2, "乙", "", "很多"],
            "营业收入“很多”不是数字，或者超过 10 万亿元，请核对数字和单位。",
        ),
        (
            [2, "乙", "", -5],
            "营业收入“-5”不是数字，或者超过 10 万亿元，请核对数字和单位。",
        ),
        (
            [2, "乙", "", 10**12],
            "营业收入“1000000000000”不是数字，或者超过 10 万亿元，请核对数字和单位。",
        ),
    ],
)
def test_what_is_wrong_in_a_row_is_told_at_its_line(row: list[Any], said: str) -> None:
    assert told(private([1, "甲（集团）", "", 1], row)) == [(3, said)]


def test_every_fault_of_a_file_is_told_at_once_in_the_order_of_its_lines() -> None:
    table = private([1, "甲", "", 1], ["", "", "", 1], [1, "丙", "", "x"], [501, "丁", "", 1])
    assert [fault.line for fault in table.faults] == [3, 3, 4, 5]


def test_rows_of_another_year_or_list_are_told_one_by_one() -> None:
    header = ["年份", "榜单", "排名", "企业名称"]
    table = read(
        [
            header,
            [2026, "中国民营企业500强", 1, "甲"],
            ["2025年", "民营企业500强", 2, "乙"],
            [2026, "中国企业500强", 3, "丙"],
        ],
        RankingList.PRIVATE,
        2026,
    )
    assert told(table) == [
        (3, "写的是 2025 年，要导入的是 2026 年的榜单。"),
        (4, "写的是“中国企业500强”，要导入的是“中国民营企业500强”。"),
    ]


def test_a_cell_that_its_reader_doubts_is_told_where_it_matters() -> None:
    doubts = [(1, 3, "被改成了科学计数法。"), (1, 9, "与榜单无关。")]
    table = read([PLAIN, [1, "甲", "", "5E+9"]], RankingList.PRIVATE, 2026, doubts)
    assert Fault(2, "“营业收入”被改成了科学计数法。") in table.faults
    assert len(table.faults) == 2


@given(
    st.lists(
        st.tuples(
            st.integers(1, LAST_RANK),
            st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=8),
        ),
        max_size=12,
    )
)
def test_a_table_is_either_whole_or_told_by_line_whatever_it_says(
    pairs: list[tuple[int, str]],
) -> None:
    table = private(*([rank, name, "", ""] for rank, name in pairs))
    ranks = [row.rank for row in table.rows]
    assert ranks == sorted(ranks)
    assert table.faults or len(set(ranks)) == len(ranks)
    assert all(fault.said.endswith("。") for fault in table.faults)
