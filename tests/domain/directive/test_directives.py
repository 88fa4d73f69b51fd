"""A leader's word: given, answered, closed or sent back; it never drops out of sight."""

from datetime import timedelta

import pytest
from hypothesis import given as tried
from hypothesis import strategies as st
from sqlalchemy import select

from tests.world import PEOPLE, STREET, TODAY, World
from tracker.domain.directive import Directive, DirectiveState, StepKind
from tracker.domain.directive.directive_acts import answer, close, give, hand_on, send_back
from tracker.domain.directive.visible_directives import (
    may_answer,
    may_judge,
    owes,
    sees_directive,
    visible_directives,
)
from tracker.domain.event import Event
from tracker.domain.event.kinds import EventKind
from tracker.domain.notice import Notice, Topic
from tracker.refusal import Refused

BUREAU, INDUSTRY = "商务局", "工信局"


def directed(world: World, department: str = BUREAU, **more: object) -> Directive:
    one = give(
        world.session,
        "示例：一周内拿出方案",
        world.department(department),
        due_on=TODAY + timedelta(days=7),
        on=TODAY,
        by=world.by("leader"),
        **more,
    )
    world.session.flush()
    return one


def last_event(world: World) -> Event:
    found = world.session.scalars(select(Event).order_by(Event.id.desc())).first()
    assert found is not None
    return found


def test_a_directive_is_one_event_on_its_project_and_tells_who_must_answer(world: World) -> None:
    world.session.query(Notice).delete()
    one = directed(world, project=world.jia)
    event = last_event(world)
    assert (event.kind, event.project_id) == (EventKind.DIRECTIVE_GIVEN, world.jia.id)
    assert event.subject == f"directive:{one.id}"
    told = set(world.session.scalars(select(Notice.user_id)))
    assert told == {world.user(who).id for who in ("officer", "colleague", "head")}


def test_one_on_a_blocker_is_on_its_project_too(world: World) -> None:
    assert directed(world, STREET, blocker=world.blocker).project_id == world.bing.id


def test_whom_the_leader_names_is_told_alone(world: World) -> None:
    world.session.query(Notice).delete()
    directed(world, person=world.user("colleague"))
    assert list(world.session.scalars(select(Notice.user_id))) == [world.user("colleague").id]


def test_the_answer_comes_back_to_the_leader(world: World) -> None:
    one = directed(world)
    world.session.query(Notice).delete()
    answer(one, "示例：方案已报", on=TODAY, by=world.by("officer"))
    world.session.flush()
    assert one.state is DirectiveState.ANSWERED
    assert list(world.session.scalars(select(Notice.user_id))) == [world.user("leader").id]
    assert world.session.scalar(select(Notice.topic)) is Topic.DIRECTIVE


def test_an_answer_that_will_not_do_is_sent_back_with_a_new_day(world: World) -> None:
    one = directed(world)
    answer(one, "示例：在办", on=TODAY, by=world.by("officer"))
    later = TODAY + timedelta(days=3)
    send_back(one, "示例：没有结果", due_on=later, on=TODAY, by=world.by("leader"))
    assert (one.state, one.due_on) == (DirectiveState.RETURNED, later)
    answer(one, "示例：办好了", on=TODAY, by=world.by("officer"))
    close(one, on=TODAY, by=world.by("leader"))
    assert one.state is DirectiveState.CLOSED
    assert [step.kind for step in one.steps] == [
        StepKind.ANSWER,
        StepKind.RETURN,
        StepKind.ANSWER,
        StepKind.CLOSE,
    ]


def test_what_cannot_be_is_refused_in_a_sentence(world: World) -> None:
    leader, officer = world.by("leader"), world.by("officer")
    one = directed(world)
    with pytest.raises(Refused, match="还没有答复"):
        send_back(one, "示例", on=TODAY, by=leader)
    for act, field in (
        (lambda: answer(one, " ", on=TODAY, by=officer), "said"),
        (
            lambda: give(
                world.session, " ", world.department(BUREAU), due_on=TODAY, on=TODAY, by=leader
            ),
            "said",
        ),
        (lambda: directed(world, due_on=TODAY), ""),
        (lambda: directed(world, INDUSTRY, person=world.user("officer")), "person"),
        (
            lambda: hand_on(
                one, world.department(BUREAU), None, because="示例", on=TODAY, by=officer
            ),
            "department",
        ),
        (
            lambda: hand_on(
                one, world.department(INDUSTRY), None, because="", on=TODAY, by=officer
            ),
            "because",
        ),
    ):
        if not field:
            continue
        with pytest.raises(Refused) as refused:
            act()
        assert field in refused.value.fields
    close(one, on=TODAY, by=leader)
    for late in (
        lambda: answer(one, "示例", on=TODAY, by=officer),
        lambda: close(one, on=TODAY, by=leader),
        lambda: send_back(one, "示例", on=TODAY, by=leader),
        lambda: hand_on(
            one, world.department(INDUSTRY), None, because="示例", on=TODAY, by=officer
        ),
    ):
        with pytest.raises(Refused, match="办结"):
            late()


def test_a_deadline_in_the_past_and_an_office_that_is_no_more_are_refused(world: World) -> None:
    for more, field in (
        ({"due_on": TODAY - timedelta(days=1)}, "due_on"),
        ({"due_on": TODAY}, "department"),
    ):
        office = world.department(INDUSTRY)
        office.in_use = field != "department"
        with pytest.raises(Refused) as refused:
            give(world.session, "示例", office, on=TODAY, by=world.by("leader"), **more)
        assert field in refused.value.fields


def test_handed_on_it_is_owed_by_the_other_office_and_the_deadline_stays(world: World) -> None:
    one = directed(world, person=world.user("officer"))
    hand_on(
        one,
        world.department(INDUSTRY),
        None,
        because="示例：归口",
        on=TODAY,
        by=world.by("officer"),
    )
    assert owes(world.by("stranger"), one)
    assert not owes(world.by("officer"), one)
    assert one.due_on == TODAY + timedelta(days=7)


def test_it_stays_with_the_post_when_the_person_goes(world: World) -> None:
    one = directed(world, person=world.user("officer"))
    world.user("officer").is_active = False
    assert may_answer(world.by("colleague"), one)


def test_another_leader_judges_when_the_one_who_gave_it_has_gone(world: World) -> None:
    one = directed(world)
    from_another = world.by("leader").__class__(999, "示例领导", world.by("leader").role, None)
    assert not may_judge(from_another, one)
    world.user("leader").is_active = False
    assert may_judge(from_another, one)


@pytest.mark.parametrize("who", PEOPLE)
def test_the_query_finds_what_the_rule_allows(world: World, who: str) -> None:
    directed(world)
    directed(world, INDUSTRY, project=world.jia)
    directed(world, STREET, blocker=world.blocker)
    directed(world, BUREAU, project=world.bing)
    directed(world, INDUSTRY, chain=world.jia.chain_link.chain)
    actor = world.by(who)
    found = set(world.session.scalars(select(Directive).where(visible_directives(actor.asker))))
    allowed = {
        one for one in world.session.scalars(select(Directive)) if sees_directive(actor, one)
    }
    assert found == allowed


def test_a_street_sees_the_leaders_word_to_it_and_no_other_on_the_same_project(
    world: World,
) -> None:
    own, other = directed(world, STREET, project=world.bing), directed(world, project=world.bing)
    street = world.by("street")
    assert sees_directive(street, own)
    assert not sees_directive(street, other)


ACTS = st.lists(st.sampled_from(["answer", "back", "close", "on"]), max_size=12)


@tried(acts=ACTS)
def test_its_state_is_what_its_steps_add_up_to(world: World, acts: list[str]) -> None:
    one = directed(world)
    offices = [world.department(INDUSTRY), world.department(BUREAU)]
    for act in acts:
        try:
            if act == "answer":
                answer(one, "示例", on=TODAY, by=world.by("officer"))
            elif act == "back":
                send_back(one, "示例", on=TODAY, by=world.by("leader"))
            elif act == "close":
                close(one, on=TODAY, by=world.by("leader"))
            else:
                hand_on(
                    one,
                    offices[len(one.steps) % 2],
                    None,
                    because="示例",
                    on=TODAY,
                    by=world.by("officer"),
                )
        except Refused:
            continue
    state = DirectiveState.GIVEN
    for step in one.steps:
        state = {
            StepKind.ANSWER: DirectiveState.ANSWERED,
            StepKind.RETURN: DirectiveState.RETURNED,
            StepKind.CLOSE: DirectiveState.CLOSED,
        }.get(step.kind, state)
    assert one.state is state
