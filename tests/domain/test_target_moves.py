"""Moving a target: what each step needs, who answers for it, and the way back."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from tests.builders.targets import FRIDAY, REASON, WANTED, accept, courted, proposal, visited
from tests.world import INDUSTRY, TODAY, World
from tracker.domain.base import FAR_OFF
from tracker.domain.event import Event, EventKind
from tracker.domain.targeting import Target, TargetState
from tracker.domain.targeting.target_states import PASSAGES, Need
from tracker.domain.words import Contact
from tracker.refusal import Refused

S = TargetState


def last_event(target: Target) -> Event:
    return target.events_since(0)[-1]


def told(world: World) -> dict[str, Any]:
    """All that any move may need to be told."""
    return {
        "because": REASON,
        "owner": world.user("officer"),
        "next_step": "上门拜访",
        "next_on": FRIDAY,
    }


def test_a_proposal_is_nobodys_and_says_why(world: World) -> None:
    target = proposal(world)
    assert (target.state, target.state_since, target.owner_id) == (S.PROPOSED, TODAY, None)
    assert (target.because, target.next_on) == (REASON, FAR_OFF)
    event = last_event(target)
    assert (event.kind, event.because) == (EventKind.TARGET_PROPOSED, REASON)
    assert event.after["firm"] == WANTED


def test_accepting_is_one_dated_step_and_one_event(world: World) -> None:
    target = proposal(world)
    version = target.version
    accept(world, target)
    world.session.commit()
    officer = world.user("officer")
    assert (target.state, target.state_since) == (S.ACCEPTED, TODAY)
    assert (target.owner_id, target.owner_department_id) == (officer.id, officer.department_id)
    assert (target.next_step, target.next_on) == ("上门拜访", FRIDAY)
    [event] = target.events_since(version)
    assert (event.kind, event.because) == (EventKind.TARGET_MOVED, REASON)
    assert event.before == {"state": "proposed", "state_since": TODAY.isoformat()}
    assert event.after["owner"] == officer.name
    assert [move.to_state for move in target.moves] == [S.PROPOSED, S.ACCEPTED]


@pytest.mark.parametrize(
    ("missing", "field", "said"),
    [
        ({"because": " "}, "because", "请写明原因"),
        ({"owner": None}, "owner", "请选由谁跟进"),
        ({"next_step": ""}, "next_step", "请写下一步"),
        ({"next_on": None}, "next_on", "请选下一步哪天做"),
        ({"next_on": TODAY - timedelta(days=1)}, "next_on", "不能早于"),
    ],
)
def test_accepting_without_reason_owner_step_or_day_is_refused_at_its_field(
    world: World, missing: dict[str, Any], field: str, said: str
) -> None:
    target = proposal(world)
    with pytest.raises(Refused) as refusal:
        target.move_to(S.ACCEPTED, on=TODAY, by=world.by("officer"), **told(world) | missing)
    assert said in refusal.value.fields[field]
    assert list(refusal.value.fields) == [field]
    assert target.state is S.PROPOSED


def test_who_has_no_department_or_no_account_any_more_answers_for_nothing(world: World) -> None:
    target, officer = proposal(world), world.by("officer")
    for owner in (world.user("leader"), world.user("colleague")):
        owner.is_active = owner.login == "qian"
        with pytest.raises(Refused, match="在岗"):
            target.move_to(S.ACCEPTED, on=TODAY, by=officer, **told(world) | {"owner": owner})


@pytest.mark.parametrize("start", list(S))
@pytest.mark.parametrize("to", list(S))
def test_what_is_no_way_of_the_table_is_refused_with_a_sentence(
    world: World, start: TargetState, to: TargetState
) -> None:
    target = {
        S.PROPOSED: lambda: proposal(world),
        S.ACCEPTED: lambda: courted(world),
        S.CONTACTED: lambda: _contacted(world),
        S.VISITED: lambda: visited(world),
        S.PROJECT: lambda: _become(world),
        S.GIVEN_UP: lambda: _given_up(world),
    }[start]()
    if to is not S.PROJECT and (start, to) in PASSAGES:
        needs = PASSAGES[start, to]
        if Need.CONTACT not in needs and Need.VISIT not in needs:
            target.move_to(to, on=TODAY, by=world.by("officer"), **told(world))
            assert target.state is to
        return
    with pytest.raises(Refused) as refusal:
        target.move_to(to, on=TODAY, by=world.by("officer"), **told(world))
    assert refusal.value.fields["to"]
    assert target.state is start


def _contacted(world: World) -> Target:
    target = courted(world)
    target.log_follow_up(Contact.CALL, on=TODAY, by=world.by("officer"), said="通了电话")
    return target


def _become(world: World) -> Target:
    target = courted(world)
    jia = world.jia
    jia.firm_id = target.firm_id
    target.become(jia, on=TODAY, by=world.by("officer"))
    return target


def _given_up(world: World) -> Target:
    target = courted(world)
    target.move_to(S.GIVEN_UP, on=TODAY, by=world.by("officer"), because="去了别处")
    return target


def test_nobody_is_contacted_without_a_contact_nor_visited_without_a_visit(world: World) -> None:
    target, officer = courted(world), world.by("officer")
    for to, said in ((S.CONTACTED, "一次接触"), (S.VISITED, "走出去或请进来")):
        with pytest.raises(Refused, match=said):
            target.move_to(to, on=TODAY, by=officer)
    target.log_follow_up(Contact.CALL, on=TODAY, by=officer, said="通了电话")
    with pytest.raises(Refused, match="走出去或请进来"):
        target.move_to(S.VISITED, on=TODAY, by=officer)


def test_giving_up_needs_a_reason_and_nothing_comes_due_any_more(world: World) -> None:
    target, officer = visited(world), world.by("officer")
    with pytest.raises(Refused) as refusal:
        target.move_to(S.GIVEN_UP, on=TODAY, by=officer)
    assert list(refusal.value.fields) == ["because"]
    target.move_to(S.GIVEN_UP, on=TODAY, by=officer, because="三年内不扩产")
    assert (target.state, target.next_on, target.next_step) == (S.GIVEN_UP, FAR_OFF, "")
    assert target.owner_id == officer.id, "whoever courted it still finds it"


def test_a_given_up_target_is_courted_anew_and_old_contacts_count_no_more(world: World) -> None:
    target, officer = visited(world), world.by("officer")
    target.move_to(S.GIVEN_UP, on=TODAY, by=officer, because="没有地")
    accept(world, target, "colleague")
    assert (target.state, target.owner_id) == (S.ACCEPTED, world.user("colleague").id)
    assert target.next_on == FRIDAY
    with pytest.raises(Refused, match="走出去或请进来"):
        target.move_to(S.VISITED, on=TODAY, by=officer)


def test_put_back_among_the_proposals_it_is_nobodys_again(world: World) -> None:
    target, officer = courted(world), world.by("officer")
    target.move_to(S.PROPOSED, on=TODAY, by=officer, because="调岗，没有人手")
    assert (target.owner_id, target.owner_department_id) == (None, None)
    assert target.next_on == FAR_OFF


def test_a_step_back_needs_a_reason_and_the_way_forth_again_needs_no_second_visit(
    world: World,
) -> None:
    target, officer = visited(world), world.by("officer")
    with pytest.raises(Refused):
        target.move_to(S.CONTACTED, on=TODAY, by=officer)
    target.move_to(S.CONTACTED, on=TODAY, by=officer, because="对方不认这次来访")
    target.move_to(S.VISITED, on=TODAY, by=officer)
    assert target.state is S.VISITED


def test_a_step_is_not_dated_before_the_last_one(world: World) -> None:
    target = courted(world)
    with pytest.raises(Refused) as refusal:
        target.move_to(
            S.GIVEN_UP, on=TODAY - timedelta(days=1), by=world.by("officer"), because="晚了"
        )
    assert "不能早于" in refusal.value.fields["on"]


def test_a_target_is_handed_over_with_a_reason_and_its_department_goes_along(
    world: World,
) -> None:
    target, head = courted(world), world.by("head")
    since = target.state_since
    stranger = world.user("stranger")
    for owner, because, field in (
        (world.user("officer"), "换人", "owner"),
        (stranger, " ", "because"),
        (world.user("leader"), "换人", "owner"),
    ):
        with pytest.raises(Refused) as refusal:
            target.hand_over_to(owner, by=head, on=TODAY, because=because)
        assert list(refusal.value.fields) == [field]
    target.hand_over_to(stranger, by=head, on=TODAY, because="归口工信")
    assert (target.owner_id, target.state, target.state_since) == (stranger.id, S.ACCEPTED, since)
    assert target.owner_department_id == world.department(INDUSTRY).id
    event = last_event(target)
    assert (event.kind, event.after["owner"]) == (EventKind.TARGET_HANDED_OVER, "赵二")


def test_a_proposal_has_nobody_to_be_handed_over_by(world: World) -> None:
    with pytest.raises(Refused, match="没有人在跟"):
        proposal(world).hand_over_to(
            world.user("officer"), by=world.by("head"), on=TODAY, because="换人"
        )


def test_a_firm_is_wanted_once_for_a_link(world: World) -> None:
    target = proposal(world)
    asked = select(Target).where(Target.firm_id == target.firm_id)
    assert world.session.scalars(asked).all() == [target]
