"""What a closed account left open falls to its head, or to whoever keeps accounts."""

import pytest

from tests.world import TODAY, World
from tracker.domain.handover.closed_accounts import hands_over_for, left_to
from tracker.domain.office.accounts import disable


def closed(world: World, *whom: str) -> None:
    for who in whom:
        disable(world.user(who), by=world.by("admin"), on=TODAY)
    world.session.flush()


def handing_over_for(world: World, who: str) -> set[str]:
    """Who of the world may hand over for that person, who is not among them."""
    people = ("colleague", "head", "stranger", "leader", "street", "admin", "guard", "auditor")
    user = world.user(who)
    return {
        one for one in people if one != who and hands_over_for(world.session, user, world.by(one))
    }


@pytest.mark.parametrize(
    ("whom", "who", "found"),
    [
        ((), "officer", {"head"}),
        (("officer",), "officer", {"head"}),
        (("officer", "head"), "officer", {"admin"}),
        ((), "stranger", set()),
        (("stranger",), "stranger", {"admin"}),
        (("head",), "head", {"admin"}),
    ],
)
def test_somebody_can_always_hand_over_for_a_closed_account(
    world: World, whom: tuple[str, ...], who: str, found: set[str]
) -> None:
    closed(world, *whom)
    by = {one for one in handing_over_for(world, who) if world.user(one).is_active}
    assert by == found


def test_each_is_told_of_what_falls_to_them_and_of_nothing_that_is_done(world: World) -> None:
    closed(world, "officer", "stranger", "street")
    told = {
        who: [one.name for one in left_to(world.session, world.by(who))]
        for who in ("head", "admin", "leader", "colleague")
    }
    assert told == {"head": ["王一"], "admin": ["赵二"], "leader": [], "colleague": []}


def test_a_closed_account_of_no_department_falls_to_whoever_keeps_accounts(world: World) -> None:
    closed(world, "officer")
    world.user("officer").department = None
    world.session.flush()
    assert handing_over_for(world, "officer") == {"admin"}
    assert [one.name for one in left_to(world.session, world.by("admin"))] == ["王一"]
