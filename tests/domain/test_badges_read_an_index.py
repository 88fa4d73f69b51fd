"""Who bears a badge is read from an index of these few alone, in the order of urgency."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.world import TODAY, World
from tracker.domain.project import Project
from tracker.domain.project.badge import Tier
from tracker.domain.words import Stage
from tracker.queries.project_list import counts
from tracker.queries.project_list.filter import ProjectFilter
from tracker.queries.project_list.paging import Mark, Stretch
from tracker.queries.project_list.row_columns import read

INDEX = "ix_project_tier_urgency"


@pytest.mark.parametrize("tier", Tier)
@pytest.mark.parametrize("mark", [None, Mark("2026-01-01", 2)])
def test_a_page_of_the_ledger(
    world: World, plan_of: Callable[[Any], list[str]], tier: Tier, mark: Mark | None
) -> None:
    asked, leader = ProjectFilter(tier=tier), world.by("leader")
    columns = (*read(TODAY, leader.asker), asked.order.expression, Project.id)
    stretch = Stretch(asked.order, mark, 51)
    plan = plan_of(asked.stretch(columns, stretch, leader.asker, TODAY, "sqlite"))
    assert not plan or INDEX in plan[0]
    assert not [step for step in plan if "TEMP B-TREE" in step]


@pytest.mark.parametrize("tier", Tier)
def test_their_counts_touch_no_project(
    world: World, plan_of: Callable[[Any], list[str]], tier: Tier
) -> None:
    leader = world.by("leader")
    statement = counts._counting(ProjectFilter(tier=tier), leader.asker, TODAY, "sqlite", None)
    plan = plan_of(statement)
    assert not plan or "COVERING INDEX ix_project_tier_" in plan[0]


def test_a_stage_of_them_is_no_walk(world: World, plan_of: Callable[[Any], list[str]]) -> None:
    asked, leader = ProjectFilter(tier=Tier.ANY, stage=(Stage.TALKS,)), world.by("leader")
    columns = (*read(TODAY, leader.asker), asked.order.expression, Project.id)
    plan = plan_of(
        asked.stretch(columns, Stretch(asked.order, None, 51), leader.asker, TODAY, "sqlite")
    )
    assert not [step for step in plan if "TEMP B-TREE" in step or step == "SCAN project"]
