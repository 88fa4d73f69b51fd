"""Who is told of each step of a blocker's life, and nobody is told of their own."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from tests.builders.blockers import SOLVED
from tests.world import INDUSTRY, PEOPLE, STREET, TODAY, World
from tracker.domain.blocker import report_blocker
from tracker.domain.event import Event
from tracker.domain.notice import Notice, Topic
from tracker.domain.words import BlockerKind

DUE = TODAY + timedelta(days=5)
CLEAR, MINE = Topic.TO_CLEAR, Topic.MY_BLOCKER


def told_of_last(world: World) -> dict[str, Topic]:
    """Whom the newest event was told to, by the names of the world."""
    world.session.flush()
    last = world.session.scalar(select(func.max(Event.id)))
    names = {world.user(who).id: who for who in PEOPLE}
    asked = select(Notice.user_id, Notice.topic).where(Notice.event_id == last)
    return {names[row.user_id]: row.topic for row in world.session.execute(asked)}


def test_each_step_reaches_the_other_side(world: World) -> None:
    """丙's blocker: the colleague's, handed to the street, with the stranger's office helping."""
    blocker, street, colleague = world.blocker, world.by("street"), world.by("colleague")
    where, industry = world.department(STREET), world.department(INDUSTRY)
    steps = [
        (
            lambda: blocker.assign_to(
                where, due_on=DUE, on=TODAY, by=colleague, helpers=[industry]
            ),
            {"street": CLEAR, "stranger": CLEAR},
        ),
        (lambda: blocker.accept(on=TODAY, by=street), {"colleague": MINE}),
        (lambda: blocker.report("看了", on=TODAY, by=street), {"colleague": MINE}),
        (
            lambda: blocker.ask_for_time(
                DUE + timedelta(days=9), because="等", on=TODAY, by=street
            ),
            {"colleague": MINE},
        ),
        (lambda: blocker.grant_time(on=TODAY, by=colleague), {"street": CLEAR, "stranger": CLEAR}),
        (
            lambda: blocker.draw_in(where, by=street, on=TODAY),
            {"stranger": CLEAR},
        ),
        (
            lambda: blocker.hold_meeting("谈", by=street, on=TODAY),
            {"stranger": CLEAR, "colleague": MINE},
        ),
        (lambda: blocker.answer(SOLVED, on=TODAY, by=street), {"colleague": MINE}),
        (
            lambda: blocker.reopen(because="没好", on=TODAY, by=colleague),
            {"street": CLEAR, "stranger": CLEAR},
        ),
        (
            lambda: blocker.close(SOLVED, on=TODAY, by=colleague),
            {"street": CLEAR, "stranger": CLEAR},
        ),
    ]
    for number, (act, expected) in enumerate(steps):
        act()
        assert told_of_last(world) == expected, f"step {number}"


@pytest.mark.parametrize(("by", "told"), [("officer", {}), ("colleague", {"officer": MINE})])
def test_the_owner_is_told_of_what_others_raise_on_the_project(
    world: World, by: str, told: dict[str, Topic]
) -> None:
    report_blocker(world.jia, BlockerKind.LAND, "没有地", on=TODAY, by=world.by(by))
    assert told_of_last(world) == told


def test_who_raised_it_learns_that_it_was_handed_out(world: World) -> None:
    blocker = report_blocker(
        world.jia, BlockerKind.LAND, "没有地", on=TODAY, by=world.by("officer")
    )
    blocker.assign_to(world.department(STREET), due_on=DUE, on=TODAY, by=world.by("head"))
    assert told_of_last(world) == {"street": CLEAR, "officer": MINE}


def test_of_a_projects_own_task_force_nobody_is_told_here(world: World) -> None:
    world.jia.draw_in(world.department(STREET), by=world.by("officer"), on=TODAY)
    assert told_of_last(world) == {}
