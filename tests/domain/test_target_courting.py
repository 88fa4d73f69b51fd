"""Courting a target: contacts, where they lead, what comes next, and striking one out."""

from datetime import timedelta

import pytest

from tests.builders.targets import FRIDAY, accept, courted, proposal, visited
from tests.world import TODAY, World
from tracker.domain.base import FAR_OFF
from tracker.domain.event import EventKind
from tracker.domain.project.follow_ups import FollowUp
from tracker.domain.targeting import Target, TargetState
from tracker.domain.words import Contact
from tracker.refusal import Refused

S = TargetState
MONDAY = FRIDAY + timedelta(days=3)


def log(world: World, target: Target, kind: Contact = Contact.CALL, **told: object) -> FollowUp:
    target.log_follow_up(
        kind, **{"on": TODAY, "by": world.by("officer"), "said": "谈了扩产"} | told
    )
    return target.follow_ups[-1]


@pytest.mark.parametrize(
    ("kind", "state"),
    [
        (Contact.CALL, S.CONTACTED),
        (Contact.MEETING, S.CONTACTED),
        (Contact.SITE, S.CONTACTED),
        (Contact.VISIT_OUT, S.VISITED),
        (Contact.VISIT_IN, S.VISITED),
    ],
)
def test_a_contact_brings_the_target_on_by_itself_in_one_event(
    world: World, kind: Contact, state: TargetState
) -> None:
    target = courted(world)
    version = target.version
    log(world, target, kind)
    world.session.commit()
    assert (target.state, target.last_followed_on) == (state, TODAY)
    [event] = target.events_since(version)
    assert event.kind is EventKind.FOLLOW_UP_LOGGED
    assert (event.before["state"], event.after["state"]) == ("accepted", state)
    assert target.moves[-1].because == kind.label


def test_a_call_after_a_visit_brings_nothing_back(world: World) -> None:
    target = visited(world)
    log(world, target)
    assert target.state is S.VISITED
    assert "state" not in target.events_since(0)[-1].after


def test_the_newest_word_says_what_comes_next(world: World) -> None:
    target = courted(world)
    log(world, target, next_step="送样品", next_on=MONDAY)
    assert (target.next_step, target.next_on) == ("送样品", MONDAY)
    log(world, target, on=TODAY - timedelta(days=3), next_step="早就做了", next_on=TODAY)
    assert (target.next_step, target.next_on) == ("送样品", MONDAY)
    log(world, target)
    assert (target.next_step, target.next_on) == ("", FAR_OFF)


def test_a_contact_from_before_the_step_is_written_down_late(world: World) -> None:
    target = courted(world, on=TODAY - timedelta(days=5))
    log(world, target)
    log(world, target, Contact.VISIT_OUT, on=TODAY - timedelta(days=2))
    assert (target.state, target.state_since) == (S.VISITED, TODAY)


def test_a_contact_from_before_it_was_a_target_is_kept_and_brings_it_nowhere(world: World) -> None:
    target, officer = courted(world), world.by("officer")
    early = log(world, target, Contact.VISIT_OUT, on=TODAY - timedelta(days=1))
    assert (target.state, target.last_followed_on) == (S.ACCEPTED, early.on)
    assert target.contacts == [early]
    assert "state" not in target.events_since(0)[-1].after
    for to in (S.CONTACTED, S.VISITED):
        with pytest.raises(Refused, match="立为目标以后"):
            target.move_to(to, on=TODAY, by=officer)
    call = log(world, target)
    assert target.state is S.CONTACTED
    target.void_follow_up(call, by=officer, on=TODAY, because="记错了")
    assert target.state is S.ACCEPTED


@pytest.mark.parametrize(
    ("told", "field"),
    [({"next_step": "送样品"}, "next_on"), ({"next_on": TODAY - timedelta(days=1)}, "next_on")],
)
def test_a_next_step_has_a_day_that_is_still_to_come(
    world: World, told: dict[str, object], field: str
) -> None:
    target = courted(world)
    with pytest.raises(Refused) as refusal:
        log(world, target, **told)
    assert list(refusal.value.fields) == [field]
    assert (target.state, target.follow_ups) == (S.ACCEPTED, [])


def test_what_nobody_courts_is_not_followed_up(world: World) -> None:
    target = proposal(world)
    with pytest.raises(Refused, match="先立为目标"):
        log(world, target)
    accept(world, target)
    target.move_to(S.GIVEN_UP, on=TODAY, by=world.by("officer"), because="没有地")
    with pytest.raises(Refused, match="重新立为目标"):
        log(world, target)


def test_a_voided_contact_takes_the_step_along_that_it_alone_warranted(world: World) -> None:
    target, officer = courted(world), world.by("officer")
    call = log(world, target)
    visit = log(world, target, Contact.VISIT_IN, next_step="回访", next_on=MONDAY)
    version = target.version
    target.void_follow_up(visit, by=officer, on=TODAY, because="记错了企业")
    assert (target.state, target.next_step) == (S.CONTACTED, "")
    [event] = target.events_since(version)
    assert (event.before["state"], event.after["state"]) == ("visited", "contacted")
    target.void_follow_up(call, by=officer, on=TODAY, because="也记错了")
    assert (target.state, target.next_step, target.next_on) == (S.ACCEPTED, "上门拜访", FRIDAY)
    assert target.last_followed_on is None


def test_a_voided_contact_leaves_the_step_that_another_one_warrants(world: World) -> None:
    target = courted(world)
    first = log(world, target, Contact.VISIT_OUT)
    log(world, target, Contact.VISIT_IN)
    target.void_follow_up(first, by=world.by("officer"), on=TODAY, because="重复")
    assert target.state is S.VISITED


def test_a_contact_is_voided_once_and_with_a_reason(world: World) -> None:
    target, officer = courted(world), world.by("officer")
    call = log(world, target)
    with pytest.raises(Refused):
        target.void_follow_up(call, by=officer, on=TODAY, because=" ")
    target.void_follow_up(call, by=officer, on=TODAY, because="重复")
    with pytest.raises(Refused, match="已经作废"):
        target.void_follow_up(call, by=officer, on=TODAY, because="重复")
