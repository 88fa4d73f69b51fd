"""A list's header and titles: columns by many names, units, and another list told from this one."""

from typing import Any

import pytest

from tests.builders.ranking_tables import PLAIN, private, told
from tracker.domain.ranking import RankingList
from tracker.domain.ranking.list_table import Row, read


@pytest.mark.parametrize(
    "header",
    [
        ["rank", "name", "province", "revenue_wan"],
        ["名次", "公司名称", "所在地", "营收（万元）"],
        ["Rank", "Company", "Province", "Revenue (万元)"],
        ["２０２６年排名", "企业名称（中文）", "所属省份", "2025年营业收入(万元)"],
        ["排\n名", "企业\n名称", "省　份", "营业收入\n（人民币 万元）"],
        ["位次", "单位名称", "省市", "营业收入_万元"],
    ],
)
def test_headers_are_known_by_many_names(header: list[str]) -> None:
    table = private([1, "示例钢铁", "湖南省", 12.5], header=header)
    assert table.faults == []
    assert table.rows == [Row(2, 1, "示例钢铁", "", "湖南省", 125_000)]


def test_columns_stand_in_any_order_and_others_are_passed_over() -> None:
    header = ["备注", "营业收入（亿元）", "英文名称", "企业名称", "上年排名", "排名"]
    table = private(["新上榜", "1,234.5", "SHILI", "示例钢铁", 7, 3], header=header)
    assert table.rows == [Row(2, 3, "示例钢铁", "SHILI", "", 123_450_000_000)]


@pytest.mark.parametrize(
    ("above", "header", "yuan"),
    [
        ([["单位：亿元", "", ""]], "营业收入", 200_000_000),
        ([["2026中国民营企业500强", "", ""], ["（单位: 万元）", "", ""]], "营收", 20_000),
        ([], "营业收入（元）", 2),
        ([], "revenue_yi", 200_000_000),
    ],
)
def test_the_unit_comes_from_the_header_or_from_a_line_above(
    above: list[list[str]], header: str, yuan: int
) -> None:
    table = read([*above, ["排名", "名称", header], [1, "甲", 2]], RankingList.PRIVATE, 2026)
    assert (table.faults, table.rows[0].revenue_yuan) == ([], yuan)


@pytest.mark.parametrize(
    ("header", "line", "said"),
    [
        (["排名", "省份"], 1, "缺少“企业名称”一列，请在表头补上。"),
        (["企业名称", "省份"], 1, "缺少“排名”一列，请在表头补上。"),
        (["排名", "名称", "公司"], 1, "有 2 列都像“企业名称”：“名称”、“公司”，请只留一列。"),
        (
            ["排名", "名称", "营业收入"],
            1,
            "“营业收入”没有写明单位，请把表头写成“营业收入（万元）”或“营业收入（亿元）”。",
        ),
        (
            ["排名", "名称", "营业收入（百万元）"],
            1,
            "“营业收入（百万元）”没有写明单位，请把表头写成“营业收入（万元）”或“营业收入（亿元）”。",
        ),
    ],
)
def test_a_header_that_will_not_do_is_told(header: list[str], line: int, said: str) -> None:
    assert (line, said) in told(read([header, [1, "甲", 2]], RankingList.PRIVATE, 2026))


@pytest.mark.parametrize("rows", [[], [[]], [["你好"], ["世界"]], [["1", "甲", "湖南省"]]])
def test_a_table_without_a_header_says_what_a_header_is(rows: list[list[str]]) -> None:
    (fault,) = read(rows, RankingList.WORLD, 2026).faults
    assert (fault.line, "没有找到表头" in fault.said) == (0, True)


def test_a_header_alone_is_no_list() -> None:
    assert told(private()) == [(1, "表头下面没有一行企业，请检查是不是选错了文件。")]


def test_revenue_in_foreign_money_is_left_out_and_said() -> None:
    table = private([1, "甲", 5], header=["排名", "公司", "营业收入（百万美元）"])
    assert table.notes == ["“营业收入（百万美元）”不是人民币，营业收入没有导入。"]
    assert table.rows == [Row(2, 1, "甲")]


def test_where_yuan_stand_beside_dollars_yuan_are_taken() -> None:
    header = ["排名", "公司", "营业收入（百万美元）", "营业收入（亿元）"]
    table = private([1, "甲", 5, 2], header=header)
    assert (table.faults, table.rows[0].revenue_yuan) == ([], 200_000_000)


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("2025中国民营企业500强", "写的是 2025 年的榜单，要导入的是 2026 年的。"),
        ("2025 年民营企业五百强（2026年整理）", "写的是 2025 年的榜单，要导入的是 2026 年的。"),
        ("2026中国企业500强", "写的是“中国企业500强”，要导入的是“中国民营企业500强”。"),
        ("2026中国民营企业制造业500强", "写的是“中国民营企业制造业500强”"),
        ("2026 财富中国500强", "写的是“财富中国500强”"),
        ("Fortune Global 500, 2026", "写的是“fortuneglobal500”"),
    ],
)
def test_a_title_of_another_list_or_year_is_told(title: str, said: str) -> None:
    rows: list[list[Any]] = [[title, "", "", ""], PLAIN, [1, "甲", "", 1]]
    (fault,) = read(rows, RankingList.PRIVATE, 2026).faults
    assert fault.line == 1
    assert said in fault.said


def test_a_title_that_names_the_revenues_year_too_is_understood() -> None:
    title = "2026年中国民营企业500强榜单（营业收入为2025年）"
    rows: list[list[Any]] = [[title], PLAIN, [1, "甲", "", 1]]
    assert read(rows, RankingList.PRIVATE, 2026).faults == []
