"""The office's own days: over print, for a year that nobody has published, and struck out again."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from tests.world import TODAY, World
from tracker.domain.calendar import Workdays
from tracker.domain.office.clocks import Reason, clocks_in_force
from tracker.domain.office.holidays import (
    Holiday,
    enter_days,
    strike_day,
    unknown_year,
    workdays_of,
)
from tracker.refusal import Refused

FAR = date(2031, 10, 1)


def enter(world: World, since: date, until: date, *, is_workday: bool = False) -> int:
    return enter_days(
        world.session,
        since,
        until,
        is_workday=is_workday,
        name="国庆节",
        source="示例：国办发明电",
        by=world.by("admin"),
        on=TODAY,
    )


def test_a_year_that_nobody_published_goes_by_the_week_until_its_days_are_entered(
    world: World,
) -> None:
    assert workdays_of(world.session).is_workday(FAR)
    assert enter(world, FAR, FAR + timedelta(days=6)) == 7
    enter(world, date(2031, 10, 11), date(2031, 10, 11), is_workday=True)
    own = workdays_of(world.session)
    assert not own.is_workday(FAR)
    assert own.is_workday(date(2031, 10, 11)), "a Saturday made up for"
    assert own.add(date(2031, 9, 30), 1) == date(2031, 10, 8)
    assert own.add(date(2031, 10, 9), 2) == date(2031, 10, 11)


def test_the_published_calendar_holds_where_the_office_says_nothing() -> None:
    """5 workdays from 2026-02-12 is 2026-02-26: the 14th is worked, the feast lasts to the 23rd."""
    assert Workdays().add(date(2026, 2, 12), 5) == date(2026, 2, 26)


def test_what_the_office_says_is_stronger_than_print(world: World) -> None:
    monday = date(2026, 6, 15)
    enter(world, monday, monday)
    own = workdays_of(world.session)
    assert own.add(date(2026, 6, 12), 1) == date(2026, 6, 16)
    assert own.on_or_after(date(2026, 6, 13)) == date(2026, 6, 16)


def test_clocks_run_by_the_offices_own_days(world: World) -> None:
    enter(world, date(2026, 6, 15), date(2026, 6, 16))
    clocks = clocks_in_force(world.session, TODAY)
    assert clocks[Reason.JUDGE].yellow_on(date(2026, 6, 12)) == date(2026, 6, 17)


def test_a_day_is_struck_out_again(world: World) -> None:
    enter(world, FAR, FAR)
    strike_day(
        world.session,
        world.session.scalars(select(Holiday)).one(),
        by=world.by("admin"),
        on=TODAY,
    )
    world.session.flush()
    assert workdays_of(world.session).is_workday(FAR)


def test_the_same_days_twice_and_days_the_wrong_way_round_are_refused(
    world: World,
) -> None:
    enter(world, FAR, FAR)
    for since, until, field in (
        (FAR, FAR, "since"),
        (FAR, FAR - timedelta(days=1), "until"),
        (FAR, FAR + timedelta(days=40), "until"),
    ):
        with pytest.raises(Refused) as refused:
            enter(world, since, until)
        assert field in refused.value.fields


@pytest.mark.parametrize(
    ("day", "year"),
    [
        (date(2030, 11, 30), 2030),
        (date(2026, 11, 30), None),
        (date(2026, 12, 1), 2027),
        (date(2027, 3, 1), 2027),
        (date(2025, 12, 31), None),
    ],
)
def test_a_calendar_that_is_missing_is_told_from_december_on(
    world: World, day: date, year: int | None
) -> None:
    assert unknown_year(world.session, day) == year


def test_a_year_whose_days_have_been_entered_is_not_missing(world: World) -> None:
    enter(world, date(2027, 10, 1), date(2027, 10, 7))
    assert unknown_year(world.session, date(2026, 12, 1)) is None
    assert unknown_year(world.session, date(2027, 1, 4)) is None
