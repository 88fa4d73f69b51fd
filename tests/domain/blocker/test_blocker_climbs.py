"""A blocker past its deadline climbs by itself, once and on its days, whenever one looks."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from tests.builders.blockers import answered
from tests.world import STREET, TODAY, World
from tracker.domain.blocker import Blocker, BlockerAct, BlockerStep, report_blocker
from tracker.domain.blocker.escalation import (
    USUAL,
    due_to_escalate,
    escalate,
    escalate_all,
    ladder_of,
)
from tracker.domain.calendar import add_workdays
from tracker.domain.event import Event, EventKind
from tracker.domain.notice import Notice, Topic
from tracker.domain.office.settings import Setting
from tracker.domain.settings_changes import set_number
from tracker.domain.words import BlockerKind, Level, Stage
from tracker.refusal import Refused

DUE = date(2026, 6, 22)
"""A Monday; the workdays after it are 06-23, 24, 25, 26, 29 …"""

REACHED = {
    Level.TASK_FORCE: date(2026, 6, 23),
    Level.DEPUTY: date(2026, 6, 25),
    Level.CHIEF: date(2026, 6, 29),
    Level.CITY: date(2026, 7, 6),
}


def night(world: World, day: date) -> int:
    """What the job does that night."""
    late = due_to_escalate(world.session, day)
    climbed = sum(escalate_all(world.session, batch, late, day) for batch in late.batches())
    world.session.commit()
    return climbed


def climbs(world: World, blocker: Blocker) -> list[tuple[object, ...]]:
    """Everything that climbing left behind: what is kept, its steps and its events."""
    steps = [
        (step.level, step.due_on, step.on, step.by_id)
        for step in blocker.steps_of(BlockerAct.CLIMB)
    ]
    asked = select(Event.on, Event.after).where(
        Event.kind == EventKind.BLOCKER_CLIMBED, Event.subject == blocker.subject
    )
    events = [(row.on, row.after) for row in world.session.execute(asked.order_by(Event.id))]
    return [(blocker.level, blocker.climbed_on), *steps, *events]


def test_nobody_is_called_upon_while_the_project_is_out(world: World) -> None:
    blocker, jia, officer = world.blocker, world.blocker.project, world.by("officer")
    jia.advance_to(Stage.SHELVED, on=TODAY, by=officer, because="对方暂缓")
    late = max(REACHED.values())
    assert (night(world, late), escalate(blocker, on=late)) == (0, [])
    with pytest.raises(Refused, match="先重新招商"):
        report_blocker(jia, BlockerKind.LAND, "缺地", on=TODAY, by=officer)
    jia.advance_to(Stage.TALKS, on=TODAY, by=officer, because="又谈了")
    assert night(world, late) == len(REACHED)


def test_each_level_is_reached_on_its_workday(world: World) -> None:
    assert dict(USUAL.days(DUE)) == REACHED
    blocker = world.blocker
    assert night(world, DUE) == 0
    for level, day in REACHED.items():
        assert night(world, day - timedelta(days=1)) == 0
        assert night(world, day) == 1
        assert (blocker.level, blocker.climbed_on) == (level, day)
    assert night(world, date(2026, 12, 1)) == 0, "there is nobody above"


def test_a_second_night_and_three_missed_ones_leave_the_same(world: World) -> None:
    old, last = world.blocker, date(2026, 6, 26)
    twin = report_blocker(
        world.bing,
        old.kind,
        old.what,
        on=old.on,
        by=world.by("colleague"),
        due_on=DUE,
        department=world.department(STREET),
    )
    world.session.commit()
    for number in range((last - DUE).days + 1):
        for _ in range(2):
            escalate(old, on=DUE + timedelta(days=number))
            world.session.commit()
    escalate(twin, on=last)
    world.session.commit()
    assert old.level is Level.DEPUTY
    assert climbs(world, old) == climbs(world, twin)
    assert len(climbs(world, old)) == 5, "each level once"


def test_a_climb_is_one_dated_event_by_nobody(world: World) -> None:
    night(world, REACHED[Level.TASK_FORCE])
    event = world.bing.events_since(0)[-1]
    assert (event.kind, event.by_id, event.on) == (
        EventKind.BLOCKER_CLIMBED,
        None,
        REACHED[Level.TASK_FORCE],
    )
    assert event.after == {"what": "停车位缺 300 个", "level": "task-force", "due_on": "2026-06-22"}


def test_nobody_climbs_while_an_answer_waits_or_when_all_is_done(world: World) -> None:
    answered(world)
    world.session.commit()
    assert night(world, date(2026, 7, 20)) == 0
    world.blocker.close("好了", on=TODAY, by=world.by("colleague"))
    world.session.commit()
    assert night(world, date(2026, 7, 20)) == 0


def test_more_time_begins_anew_from_the_bottom(world: World) -> None:
    blocker, day = world.blocker, REACHED[Level.DEPUTY]
    night(world, day)
    later = date(2026, 7, 1)
    blocker.ask_for_time(later, because="等会签", on=day, by=world.by("street"))
    blocker.grant_time(on=day, by=world.by("colleague"))
    world.session.commit()
    assert (blocker.level, blocker.climbed_on) == (None, None)
    assert night(world, later) == 0
    assert night(world, add_workdays(later, 1)) == 1
    assert blocker.level is Level.TASK_FORCE


def test_what_is_sent_back_late_climbs_from_that_day_on_and_not_before(world: World) -> None:
    blocker, back = answered(world), date(2026, 7, 8)
    blocker.reopen(because="没好", on=back, by=world.by("colleague"))
    world.session.commit()
    assert night(world, back) == 4
    assert {step.on for step in blocker.steps if step.level} == {back}


def test_the_offices_numbers_hold_for_deadlines_from_their_day_on(world: World) -> None:
    session = world.session
    for key, number in ((Setting.CLIMB_TASK_FORCE, 0), (Setting.CLIMB_DEPUTY, 2)):
        set_number(session, key, number, holds_from=DUE, by=world.by("admin"), on=TODAY)
    session.commit()
    assert ladder_of(session, DUE - timedelta(days=1)).after == USUAL.after
    assert ladder_of(session, DUE).days(DUE)[0] == (Level.DEPUTY, date(2026, 6, 24))
    assert night(world, date(2026, 6, 24)) == 1
    assert world.blocker.level is Level.DEPUTY


def test_no_level_is_reached_before_the_one_below(world: World) -> None:
    session = world.session
    set_number(session, Setting.CLIMB_DEPUTY, 8, holds_from=TODAY, by=world.by("admin"), on=TODAY)
    days = [day for _, day in ladder_of(session, DUE).days(DUE)]
    assert days == sorted(days)


@pytest.mark.parametrize(
    ("level", "leader"), [(Level.TASK_FORCE, False), (Level.DEPUTY, True)], ids=str
)
def test_those_concerned_are_told_and_leaders_at_their_level(
    world: World, level: Level, leader: bool
) -> None:
    night(world, REACHED[level])
    event = world.bing.events_since(0)[-1]
    told = {
        row.user_id: row.topic
        for row in world.session.scalars(select(Notice).where(Notice.event_id == event.id))
    }
    expected = {
        world.user("street").id: Topic.TO_CLEAR,
        world.user("colleague").id: Topic.MY_BLOCKER,
    }
    if leader:
        expected[world.user("leader").id] = Topic.CLIMBED
    assert told == expected


def test_the_database_itself_lets_no_level_be_reached_twice(world: World) -> None:
    night(world, REACHED[Level.TASK_FORCE])
    first = world.blocker.steps[-1]
    again = BlockerStep(**first.told() | {"blocker_id": first.blocker_id})
    world.session.add(again)
    with pytest.raises(IntegrityError):
        world.session.flush()
