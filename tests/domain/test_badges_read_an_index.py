"""Who bears a badge is read from an index of these few alone, in the order of urgency."""

from typing import Any

import pytest

from tests.plans import PlanOf, PlansOf, Read, dialect_of
from tests.world import TODAY, World
from tracker.domain.project import Project
from tracker.domain.project.badge import Tier
from tracker.domain.words import Stage
from tracker.queries.listing.paging import Mark, Stretch
from tracker.queries.project_list import counts
from tracker.queries.project_list.filter import ProjectFilter
from tracker.queries.project_list.row_columns import read

INDEX = "ix_project_tier_urgency"


def page(world: World, asked: ProjectFilter, mark: Mark | None = None) -> Any:
    leader = world.by("leader")
    columns = (*read(TODAY, leader.asker), asked.order.expression, Project.id)
    stretch = Stretch(asked.order, mark, 51)
    return asked.stretch(columns, stretch, leader.asker, TODAY, dialect_of(world.session))


@pytest.mark.parametrize("tier", Tier)
@pytest.mark.parametrize("mark", [None, Mark("2026-01-01", 2)])
def test_a_page_of_the_ledger(world: World, plan_of: PlanOf, tier: Tier, mark: Mark | None) -> None:
    plan = plan_of(page(world, ProjectFilter(tier=tier), mark))
    assert {one.index for one in plan.of("project")} == {INDEX}, plan.told
    assert not plan.sorts, plan.told


def counting(world: World, plans_of: PlansOf, tier: Tier) -> Read:
    """The one reading of projects behind their count."""
    asked, leader = ProjectFilter(tier=tier), world.by("leader")
    (plan,) = plans_of(lambda: counts.count(asked, world.session, leader, TODAY))
    (found,) = plan.of("project")
    return found


@pytest.mark.parametrize("tier", Tier)
def test_they_are_counted_from_an_index(world: World, plans_of: PlansOf, tier: Tier) -> None:
    assert counting(world, plans_of, tier).index.startswith("ix_project_tier_")


@pytest.mark.sqlite
@pytest.mark.parametrize("tier", Tier)
def test_their_counts_touch_no_project(world: World, plans_of: PlansOf, tier: Tier) -> None:
    assert counting(world, plans_of, tier).is_covered, "SQLite's indexes hold the row's number"


def test_a_stage_of_them_is_no_walk(world: World, plan_of: PlanOf) -> None:
    plan = plan_of(page(world, ProjectFilter(tier=Tier.ANY, stage=(Stage.TALKS,))))
    assert plan.of("project"), plan.told
    assert not plan.sorts, plan.told
    assert "project" not in plan.walked, plan.told
