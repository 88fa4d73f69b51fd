"""A light that a leader pinned: until its day, with a reason, and then the clocks' again."""

from datetime import date, timedelta

import pytest
import time_machine

from tests.world import TODAY, World
from tracker.domain.event import EventKind
from tracker.domain.office.clocks import Reason
from tracker.domain.project import Project
from tracker.domain.words import Colour
from tracker.refusal import Refused

UNTIL = TODAY + timedelta(days=20)


def pin(world: World, colour: Colour, project: Project | None = None) -> Project:
    one = project or world.jia
    one.pin_colour(colour, until=UNTIL, because="示例：市里督办", on=TODAY, by=world.by("leader"))
    world.session.flush()
    return one


@pytest.mark.parametrize("colour", list(Colour))
def test_a_pinned_light_shows_from_today_until_its_day(world: World, colour: Colour) -> None:
    jia = pin(world, colour)
    assert [jia.light_on(day) for day in (TODAY, UNTIL)] == [colour, colour]


@pytest.mark.parametrize("colour", [Colour.RED, Colour.YELLOW])
def test_a_pinned_light_gives_itself_as_the_reason(world: World, colour: Colour) -> None:
    jia = pin(world, colour)
    assert jia.yellow_reason is Reason.PINNED
    assert (jia.red_reason is Reason.PINNED) is (colour is Colour.RED)


def test_the_night_after_its_day_the_clocks_have_it_again(
    world: World, clock: time_machine.Traveller
) -> None:
    jia = world.jia
    before = jia.light_days()
    pin(world, Colour.RED)
    assert jia.light_days() != before
    clock.move_to(UNTIL.isoformat() + "T01:00:00+00:00")
    assert jia.light_days()["red_reason"] is Reason.PINNED
    clock.shift(timedelta(days=1))
    assert jia.light_days() == before


def test_it_is_taken_back_before_its_day(world: World) -> None:
    jia = world.jia
    before = (jia.yellow_on, jia.red_on, jia.yellow_reason, jia.red_reason)
    pin(world, Colour.RED)
    jia.unpin_colour(because="已解决", on=TODAY, by=world.by("leader"))
    assert (jia.yellow_on, jia.red_on, jia.yellow_reason, jia.red_reason) == before
    with pytest.raises(Refused, match="没有定灯"):
        jia.unpin_colour(because="", on=TODAY, by=world.by("leader"))


def test_the_newest_pin_holds_and_the_fold_finds_the_same(world: World) -> None:
    jia = pin(world, Colour.RED)
    pin(world, Colour.GREEN)
    kept = (jia.pinned_colour, jia.pinned_on, jia.pinned_until, jia.red_on)
    jia.fold()
    assert (jia.pinned_colour, jia.pinned_on, jia.pinned_until, jia.red_on) == kept
    assert jia.pinned_colour is Colour.GREEN


def test_a_pin_is_one_event_with_its_reason(world: World) -> None:
    jia = world.jia
    seen = jia.version
    pin(world, Colour.YELLOW)
    [event] = jia.events_since(seen)
    assert (event.kind, event.because) == (EventKind.COLOUR_PINNED, "示例：市里督办")


@pytest.mark.parametrize(
    ("until", "because", "field"),
    [
        (TODAY - timedelta(days=1), "示例", "until"),
        (date(2028, 1, 1), "示例", "until"),
        (UNTIL, " ", "because"),
    ],
)
def test_a_pin_without_its_reason_or_a_fair_end_is_refused(
    world: World, until: date, because: str, field: str
) -> None:
    with pytest.raises(Refused) as refused:
        world.jia.pin_colour(
            Colour.RED, until=until, because=because, on=TODAY, by=world.by("leader")
        )
    assert field in refused.value.fields
