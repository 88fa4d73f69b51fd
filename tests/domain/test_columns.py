"""The columns of a list, as an export writes them."""

from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import Row, select

from tests.plans import dialect_of
from tests.world import BING, JIA, TODAY, YI, World
from tracker.domain.base import FAR_OFF
from tracker.domain.project import Project
from tracker.domain.words import Colour
from tracker.queries.project_list.arguments import in_wan
from tracker.queries.project_list.columns import COLUMNS, HEADERS, Sheet, reasons
from tracker.queries.project_list.filter import ProjectFilter
from tracker.queries.project_list.orders import ORDERS
from tracker.queries.project_list.row_columns import read
from tracker.sheets.columns import texts_of


def rows_of(world: World) -> list[Row[Any]]:
    dialect = dialect_of(world.session)
    statement = ProjectFilter(sort="newest").statement(
        read(TODAY, world.by("leader").asker), world.by("leader").asker, TODAY, dialect
    )
    return list(world.session.execute(statement))


def written(rows: list[Row[Any]]) -> Iterator[tuple[str, ...]]:
    return texts_of(COLUMNS, Sheet(rows, TODAY))


def test_a_row_is_written_in_the_order_of_the_columns(world: World) -> None:
    told = {row[0]: dict(zip(HEADERS, row, strict=True)) for row in written(rows_of(world))}
    assert list(told) == [BING, YI, JIA]
    assert told[JIA] == {
        "编号": JIA,
        "项目名称": "甲示例钢管热处理项目",
        "企业": "示例钢管（衡阳）有限公司",
        "三类500强": "",
        "阶段": "在谈",
        "停留天数": "35",
        "灯": "绿",
        "金额（万元）": "50000",
        "金额原话": "",
        "本区计入（万元）": "50000",
        "上中下游": "中游",
        "环节或行业": "热处理",
        "区域": "示例工业园",
        "跟踪人": "王一",
        "跟踪单位": "商务局",
        "包联领导": "",
        "未销号堵点": "0",
        "最近跟进": "2026-06-03",
        "下次跟进": "2026-06-10",
        "下一步": "送电价方案",
        "登记日期": "2026-03-02",
        "无进展原因": "",
    }
    assert told[YI]["灯"] == "红 2 天未响应"
    assert told[YI]["金额（万元）"] == ""
    assert told[YI]["金额原话"] == "约8000万"
    assert told[YI]["环节或行业"] == "商贸"
    assert told[BING]["未销号堵点"] == "1"


def test_nothing_at_all_is_written_of_no_rows() -> None:
    assert list(written([])) == []


def test_headers_keys_and_orders_are_what_they_say() -> None:
    assert len({column.key for column in COLUMNS}) == len(set(HEADERS)) == len(COLUMNS)
    assert {column.sort for column in COLUMNS if column.sort} <= set(ORDERS)


def test_every_row_says_what_its_project_knows(many: World) -> None:
    rows = rows_of(many)
    sheet = Sheet(rows, TODAY)
    said = reasons(sheet)
    projects = many.session.scalars(select(Project).order_by(Project.id.desc())).all()
    for project, row, why, line in zip(projects, rows, said, written(rows), strict=True):
        told = dict(zip(HEADERS, line, strict=True))
        colour = project.light_on(TODAY)
        assert row.colour == (colour.value if colour else "")
        assert why == _why(project, colour)
        assert told["阶段"] == project.stage.label
        assert told["停留天数"] == str((TODAY - project.stage_since).days)
        assert told["灯"] == (f"{colour.label} {why}".strip() if colour else "")
        assert told["下次跟进"] == (
            "" if project.next_on == FAR_OFF else project.next_on.isoformat()
        )


def _why(project: Project, colour: Colour | None) -> str:
    if colour is Colour.RED and project.red_reason and project.red_since:
        return project.red_reason.said(project.red_since, TODAY)
    if colour is Colour.YELLOW and project.yellow_reason and project.yellow_since:
        return project.yellow_reason.said(project.yellow_since, TODAY)
    return ""


@pytest.mark.parametrize(
    ("yuan", "wan"),
    [
        (0, "0"),
        (1, "0.0001"),
        (10_000, "1"),
        (12_345, "1.2345"),
        (12_340, "1.234"),
        (500_000_000, "50000"),
        (123_450_000_000_001, "12345000000.0001"),
    ],
)
def test_a_sum_in_wan_gives_back_the_very_yuan(yuan: int, wan: str) -> None:
    assert in_wan(yuan) == wan
