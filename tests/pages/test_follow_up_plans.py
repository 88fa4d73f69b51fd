"""The list of follow-ups is read from indexes, targets' contacts among them."""

from typing import Any

import pytest

from tests.plans import PlanOf, dialect_of
from tests.world import World
from tracker.queries.follow_up_list import NEWEST, FollowUpFilter
from tracker.queries.listing.paging import Stretch


@pytest.mark.parametrize("who", ["leader", "officer", "street"])
@pytest.mark.parametrize(
    "asked", [FollowUpFilter(), FollowUpFilter(q="示例"), FollowUpFilter(person=1)]
)
def test_no_page_of_the_list_walks_all_that_was_ever_written(
    world: World, plan_of: PlanOf, who: str, asked: FollowUpFilter
) -> None:
    plan = plan_of(page(asked, world, who))
    assert plan.of("follow_up"), plan.told
    assert "follow_up" not in plan.walked, plan.told


def test_a_leaders_list_is_read_in_its_order(world: World, plan_of: PlanOf) -> None:
    plan = plan_of(page(FollowUpFilter(), world, "leader"))
    assert plan.of("follow_up"), plan.told
    assert not plan.sorts, plan.told


def page(asked: FollowUpFilter, world: World, who: str) -> Any:
    return asked.stretch(Stretch(NEWEST, None, 51), world.by(who).asker, dialect_of(world.session))
