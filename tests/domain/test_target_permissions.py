"""Who sees and courts which targets: the rule, and the query that is its twin."""

import pytest
from sqlalchemy import select

from tests.builders.targets import courted, proposal
from tests.world import PEOPLE, TODAY, World
from tracker.domain.people.user import Actor
from tracker.domain.permissions import Can
from tracker.domain.targeting import Target, TargetState
from tracker.domain.targeting.visible_targets import can_court, question_of_targets, visible_targets
from tracker.domain.words import Role


@pytest.fixture
def wanted(world: World) -> dict[str, Target]:
    """A proposal of nobody's, one courted by each of two departments, and one put aside."""
    names = {
        "nobodys": proposal(world, "示例甲管件有限公司"),
        "ours": courted(world, "officer", "示例乙管件有限公司"),
        "theirs": courted(world, "stranger", "示例丙管件有限公司"),
        "given up": courted(world, "colleague", "示例丁管件有限公司"),
    }
    names["given up"].move_to(
        TargetState.GIVEN_UP, on=TODAY, by=world.by("colleague"), because="没有地"
    )
    world.session.flush()
    return names


OF_THE_BUREAU = {"nobodys", "ours", "given up"}
SEEN = {
    "officer": OF_THE_BUREAU,
    "colleague": OF_THE_BUREAU,
    "head": OF_THE_BUREAU,
    "stranger": {"nobodys", "theirs"},
    "leader": {"nobodys", "ours", "theirs", "given up"},
}


@pytest.mark.parametrize("who", PEOPLE)
def test_the_query_finds_just_the_targets_that_the_rule_allows(
    world: World, wanted: dict[str, Target], who: str
) -> None:
    actor = world.by(who)
    found = set(world.session.scalars(select(Target).where(visible_targets(actor.asker))))
    assert found == {one for one in wanted.values() if can_court(actor, one, Can.SEE_TARGETS)}
    assert {name for name, one in wanted.items() if one in found} == SEEN.get(who, set())


@pytest.mark.parametrize("who", PEOPLE)
def test_who_courts_sees_and_a_leader_only_sees(
    world: World, wanted: dict[str, Target], who: str
) -> None:
    actor, may_court = world.by(who), question_of_targets(world.by(who), Can.COURT)
    for target in wanted.values():
        seen = can_court(actor, target, Can.SEE_TARGETS)
        assert can_court(actor, target) is (seen and who != "leader")
        asked = may_court(target.owner_id, target.owner_department_id)
        assert asked is can_court(actor, target)


def test_what_one_courts_is_seen_even_after_changing_departments(
    world: World, wanted: dict[str, Target]
) -> None:
    moved = Actor(world.user("stranger").id, "赵二", Role.OFFICER, world.user("street").id)
    assert can_court(moved, wanted["theirs"])
    found = set(world.session.scalars(select(Target).where(visible_targets(moved.asker))))
    assert wanted["theirs"] in found
    assert wanted["ours"] not in found
