"""More time for a blocker: asked for, and granted or not."""

from datetime import date, timedelta

import pytest

from tests.builders.blockers import accepted, answered, handed_out
from tests.world import STREET, TODAY, World
from tracker.domain.blocker import Blocker
from tracker.domain.event import EventKind
from tracker.domain.sentences import sentence
from tracker.refusal import Refused

DUE, LATER = date(2026, 6, 22), date(2026, 7, 1)


def asked(world: World) -> Blocker:
    """The street asks for time until LATER."""
    blocker = accepted(world)
    blocker.ask_for_time(LATER, because="等会签", on=TODAY, by=world.by("street"))
    return blocker


def test_time_that_is_asked_for_is_not_given_yet(world: World) -> None:
    blocker = asked(world)
    world.session.commit()
    assert (blocker.due_on, blocker.asked_due_on) == (DUE, LATER)
    assert world.bing.blocker_due_on == DUE
    event = world.bing.events_since(0)[-1]
    assert (event.kind, event.because) == (EventKind.BLOCKER_TIME_ASKED, "等会签")
    assert (event.before, event.after) == (
        {"due_on": DUE.isoformat()},
        {"due_on": LATER.isoformat()},
    )


@pytest.mark.parametrize("other", [None, date(2026, 6, 26)], ids=["as asked", "another day"])
def test_time_is_granted(world: World, other: date | None) -> None:
    blocker = asked(world)
    blocker.grant_time(on=TODAY, by=world.by("colleague"), due_on=other)
    world.session.commit()
    assert (blocker.due_on, blocker.asked_due_on) == (other or LATER, None)
    assert world.bing.blocker_due_on == (other or LATER)
    assert world.bing.events_since(0)[-1].kind is EventKind.BLOCKER_TIME_GRANTED


def test_time_is_refused_with_a_reason(world: World) -> None:
    blocker = asked(world)
    with pytest.raises(Refused) as refusal:
        blocker.refuse_time(because=" ", on=TODAY, by=world.by("colleague"))
    assert list(refusal.value.fields) == ["because"]
    blocker.refuse_time(because="等不起", on=TODAY, by=world.by("colleague"))
    world.session.commit()
    assert (blocker.due_on, blocker.asked_due_on) == (DUE, None)
    event = world.bing.events_since(0)[-1]
    assert (event.kind, event.because) == (EventKind.BLOCKER_TIME_REFUSED, "等不起")
    blocker.ask_for_time(LATER, because="还是等会签", on=TODAY, by=world.by("street"))


@pytest.mark.parametrize(
    ("due_on", "because", "field"),
    [
        (TODAY - timedelta(days=1), "等", "due_on"),
        (DUE, "等", "due_on"),
        (TODAY, "等", "due_on"),
        (LATER, " ", "because"),
    ],
    ids=["a day that is past", "the same day", "an earlier day", "no reason"],
)
def test_time_is_not_asked_for_with(world: World, due_on: date, because: str, field: str) -> None:
    blocker = accepted(world)
    with pytest.raises(Refused) as refusal:
        blocker.ask_for_time(due_on, because=because, on=TODAY, by=world.by("street"))
    assert list(refusal.value.fields) == [field]
    assert blocker.asked_due_on is None


def test_time_is_asked_for_once_until_it_is_decided(world: World) -> None:
    blocker = asked(world)
    with pytest.raises(Refused, match="已经申请延到 2026-07-01"):
        blocker.ask_for_time(LATER, because="再等", on=TODAY, by=world.by("street"))


def test_time_that_nobody_asked_for_is_neither_granted_nor_refused(world: World) -> None:
    for act in (
        lambda: handed_out(world).grant_time(on=TODAY, by=world.by("colleague")),
        lambda: handed_out(world).refuse_time(because="不", on=TODAY, by=world.by("colleague")),
    ):
        with pytest.raises(Refused, match="没有等答复的延期申请"):
            act()


@pytest.mark.parametrize("act", ["answer", "close", "assign"])
def test_what_goes_on_leaves_no_question_behind(world: World, act: str) -> None:
    blocker, colleague = asked(world), world.by("colleague")
    if act == "answer":
        blocker.answer("好了", on=TODAY, by=world.by("street"))
    elif act == "close":
        blocker.close("好了", on=TODAY, by=colleague)
    else:
        blocker.assign_to(world.department(STREET), due_on=LATER, on=TODAY, by=colleague)
    assert blocker.asked_due_on is None


def test_an_answer_tells_of_the_time_that_is_needed_no_more(world: World) -> None:
    blocker, street = asked(world), world.by("street")
    day = blocker.asked_due_on
    blocker.report("还在办", on=TODAY, by=street)
    blocker.answer("好了", on=TODAY, by=street)
    *_, report, answer = blocker.project.events_since(0)
    assert "asked_due_on" not in report.after
    said = sentence(answer.kind, answer.before, answer.after)
    assert said.endswith(f"：好了；原先申请延到 {day:%m-%d}，不再需要")


def test_no_time_is_asked_for_when_the_work_is_done(world: World) -> None:
    with pytest.raises(Refused, match="正等复核"):
        answered(world).ask_for_time(LATER, because="等", on=TODAY, by=world.by("street"))
