"""The list of follow-ups is read from indexes, targets' contacts among them."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.world import World
from tracker.pages.follow_ups.filter import NEWEST, FollowUpFilter
from tracker.queries.project_list.paging import Stretch


@pytest.mark.parametrize("who", ["leader", "officer", "street"])
@pytest.mark.parametrize(
    "asked", [FollowUpFilter(), FollowUpFilter(q="示例"), FollowUpFilter(person=1)]
)
def test_no_page_of_the_list_walks_all_that_was_ever_written(
    world: World, plan_of: Callable[[Any], list[str]], who: str, asked: FollowUpFilter
) -> None:
    statement = asked.stretch(Stretch(NEWEST, None, 51), world.by(who).asker, "sqlite")
    plan = plan_of(statement)
    walked = [step for step in plan if step.startswith("SCAN follow_up")]
    assert all("INDEX" in step for step in walked), plan


def test_a_leaders_list_is_read_in_its_order(
    world: World, plan_of: Callable[[Any], list[str]]
) -> None:
    plan = plan_of(
        FollowUpFilter().stretch(Stretch(NEWEST, None, 51), world.by("leader").asker, "sqlite")
    )
    assert not [step for step in plan if "TEMP B-TREE" in step], plan
