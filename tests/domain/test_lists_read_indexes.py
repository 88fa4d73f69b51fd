"""Every list of projects is read from an index, in its order; no list is sorted first."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy.orm import Session

from tests.world import TODAY, World
from tracker.domain.project import Project
from tracker.domain.words import Stage
from tracker.queries.project_list import counts
from tracker.queries.project_list.board_cells import Cells, picked
from tracker.queries.project_list.filter import ProjectFilter
from tracker.queries.project_list.paging import SORTS, Mark, Stretch
from tracker.queries.project_list.row_columns import read

DEPARTMENT = ProjectFilter(department=1)
FOUND = ProjectFilter(q="示例")
STAGE = ProjectFilter(stage=(Stage.TALKS,))


OF_PRINT = "COVERING INDEX ix_project_printed_"
"""It holds none but the few that were entered from print."""


def _page(asked: ProjectFilter, world: World, who: str, mark: Mark | None = None) -> Any:
    columns = (*read(TODAY, world.by(who).asker), asked.order.expression, Project.id)
    stretch = Stretch(asked.order, mark, 51)
    return asked.stretch(columns, stretch, world.by(who).asker, TODAY, "sqlite")


def _walks(plan: list[str]) -> list[str]:
    return [step for step in plan if step.startswith("SCAN") and "INDEX" not in step]


@pytest.mark.parametrize("sort", [key for key in SORTS if key != "newest"])
def test_each_order_of_the_ledger_is_an_index(
    world: World, plan_of: Callable[[Any], list[str]], sort: str
) -> None:
    plan = plan_of(_page(ProjectFilter(sort=sort), world, "leader"))
    assert not [step for step in plan if "TEMP B-TREE" in step]
    assert not _walks(plan)


@pytest.mark.parametrize("asked", [ProjectFilter(), STAGE, DEPARTMENT])
@pytest.mark.parametrize("mark", [None, Mark("2026-01-01", 2)])
def test_the_usual_pages_are_read_in_their_order(
    world: World, plan_of: Callable[[Any], list[str]], asked: ProjectFilter, mark: Mark | None
) -> None:
    plan = plan_of(_page(asked, world, "leader", mark))
    assert not [step for step in plan if "TEMP B-TREE" in step]
    assert not _walks(plan)


def test_an_officers_page_is_read_from_the_departments_index(
    world: World, plan_of: Callable[[Any], list[str]]
) -> None:
    plan = plan_of(_page(ProjectFilter(), world, "officer"))
    assert not plan or any("ix_project_department_urgency" in step for step in plan)
    assert not [step for step in plan if step.startswith("SCAN project")]


def test_each_column_of_the_board_is_read_from_its_stages_index(
    world: World, plan_of: Callable[[Any], list[str]]
) -> None:
    cells = tuple(ProjectFilter(stage=(stage,)) for stage in Stage.line())
    plan = plan_of(picked(Cells(cells, 51), world.by("leader").asker, TODAY, "sqlite"))
    assert not [step for step in plan if "TEMP B-TREE" in step]
    assert len([step for step in plan if "ix_project_stage_urgency" in step]) in (0, len(cells))


@pytest.mark.parametrize("who", ["leader", "officer"])
def test_counting_touches_no_project_of_ones_own_department(
    world: World, plan_of: Callable[[Any], list[str]], who: str
) -> None:
    by = world.by(who)
    for statement in (
        counts._counting(ProjectFilter(), by.asker, TODAY, "sqlite", None),
        counts._lighting(ProjectFilter(), by, TODAY, "sqlite"),
    ):
        plan = plan_of(statement)
        assert not [
            step for step in plan if step.startswith("SCAN project") and OF_PRINT not in step
        ]


def test_what_is_counted_is_what_is_listed(session: Session, world: World) -> None:
    dialect = session.get_bind().dialect.name
    for who in ("leader", "officer", "stranger", "street", "auditor"):
        by = world.by(who)
        for asked in (
            ProjectFilter(),
            STAGE,
            DEPARTMENT,
            ProjectFilter(q="示例"),
            ProjectFilter(year=2026),
        ):
            statement = asked.statement([Project.amount_yuan], by.asker, TODAY, dialect)
            sums = [yuan or 0 for yuan in session.scalars(statement)]
            for lanes in (None, *counts.Lanes):
                found = counts.count(asked, session, by, TODAY, lanes)
                assert (found.total.projects, found.total.sum_yuan) == (len(sums), sum(sums))
