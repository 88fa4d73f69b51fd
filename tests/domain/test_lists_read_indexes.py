"""Every list of projects is read from an index, in its order; no list is sorted first."""

from typing import Any

import pytest
from sqlalchemy.orm import Session

from tests.plans import PlanOf, PlansOf, dialect_of
from tests.world import TODAY, World
from tracker.domain.project import Project
from tracker.domain.words import Stage
from tracker.queries.listing.paging import Mark, Stretch
from tracker.queries.project_list import counts
from tracker.queries.project_list.board_cells import Cells, picked
from tracker.queries.project_list.filter import ProjectFilter
from tracker.queries.project_list.orders import ORDERS
from tracker.queries.project_list.row_columns import read

DEPARTMENT = ProjectFilter(department=1)
FOUND = ProjectFilter(q="示例")
STAGE = ProjectFilter(stage=(Stage.TALKS,))
PRINTED = "ix_project_printed_"


def page(asked: ProjectFilter, world: World, who: str, mark: Mark | None = None) -> Any:
    columns = (*read(TODAY, world.by(who).asker), asked.order.expression, Project.id)
    stretch = Stretch(asked.order, mark, 51)
    return asked.stretch(columns, stretch, world.by(who).asker, TODAY, dialect_of(world.session))


@pytest.mark.parametrize("sort", [key for key in ORDERS if key != "newest"])
def test_each_order_of_the_ledger_is_an_index(world: World, plan_of: PlanOf, sort: str) -> None:
    plan = plan_of(page(ProjectFilter(sort=sort), world, "leader"))
    assert plan.of("project"), plan.told
    assert not plan.sorts, plan.told
    assert not plan.walked, plan.told


@pytest.mark.parametrize("asked", [ProjectFilter(), STAGE, DEPARTMENT])
@pytest.mark.parametrize("mark", [None, Mark("2026-01-01", 2)])
def test_the_usual_pages_are_read_in_their_order(
    world: World, plan_of: PlanOf, asked: ProjectFilter, mark: Mark | None
) -> None:
    plan = plan_of(page(asked, world, "leader", mark))
    assert plan.of("project"), plan.told
    assert not plan.sorts, plan.told
    assert not plan.walked, plan.told


def test_an_officers_page_is_read_from_the_departments_index(world: World, plan_of: PlanOf) -> None:
    plan = plan_of(page(ProjectFilter(), world, "officer"))
    assert "ix_project_department_urgency" in {one.index for one in plan.reads}, plan.told
    assert not [one for one in plan.of("project") if one.is_whole], plan.told


def test_each_column_of_the_board_is_read_from_its_stages_index(
    world: World, plan_of: PlanOf
) -> None:
    cells = tuple(ProjectFilter(stage=(stage,)) for stage in Stage.line())
    asked = picked(Cells(cells, 51), world.by("leader").asker, TODAY, dialect_of(world.session))
    plan = plan_of(asked)
    assert not plan.sorts, plan.told
    by_stage = [one for one in plan.reads if one.index == "ix_project_stage_urgency"]
    assert len(by_stage) == len(cells), plan.told


@pytest.mark.parametrize("who", ["leader", "officer"])
def test_counting_touches_no_project_of_ones_own_department(
    world: World, plans_of: PlansOf, who: str
) -> None:
    session, by = world.session, world.by(who)
    counting, lighting = plans_of(lambda: counts.count(ProjectFilter(), session, by, TODAY))
    assert counting.of("tally"), counting.told
    for plan in (counting, lighting):
        # The index of the printed holds none but the few that were entered from print.
        whole = [one for one in plan.of("project") if one.is_whole]
        assert all(one.is_covered and PRINTED in one.index for one in whole), plan.told


def test_what_is_counted_is_what_is_listed(session: Session, world: World) -> None:
    dialect = dialect_of(session)
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
