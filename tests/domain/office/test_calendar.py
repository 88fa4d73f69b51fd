"""Workdays, months, and what day it is here."""

from datetime import UTC, date, datetime, timedelta

import chinese_calendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.calendar import (
    add_months,
    add_workdays,
    is_calendar_known,
    is_workday,
    local_day,
    weekday_name,
)

KNOWN = st.dates(date(2005, 1, 1), date(2026, 6, 30))


def test_five_workdays_from_before_the_spring_festival_end_after_it() -> None:
    assert add_workdays(date(2026, 2, 12), 5) == date(2026, 2, 26)


def test_a_saturday_made_up_for_a_holiday_is_a_workday() -> None:
    assert is_workday(date(2026, 5, 9))
    assert not is_workday(date(2026, 5, 4))


def by_brute_force(day: date, count: int) -> date:
    """Walk day by day and strike one off at each day that the holiday calendar calls work."""
    while count:
        day += timedelta(days=1 if count > 0 else -1)
        if chinese_calendar.is_workday(day):
            count -= 1 if count > 0 else -1
    return day


@given(KNOWN, st.integers(-60, 60))
def test_workdays_are_added_as_by_brute_force(day: date, count: int) -> None:
    assert add_workdays(day, count) == by_brute_force(day, count)


@given(KNOWN, st.integers(1, 60))
def test_from_a_workday_there_and_back_is_the_same_day(day: date, count: int) -> None:
    start = add_workdays(day, 1)
    assert add_workdays(add_workdays(start, count), -count) == start


@pytest.mark.parametrize("year", [2003, 2040])
def test_a_year_without_a_calendar_falls_back_to_monday_to_friday(year: int) -> None:
    assert not is_calendar_known(year)
    days = [date(year, 10, 1) + timedelta(days=ahead) for ahead in range(14)]
    assert [is_workday(day) for day in days] == [day.weekday() < 5 for day in days]


def test_the_year_of_the_world_is_known() -> None:
    assert is_calendar_known(2026)


@pytest.mark.parametrize(
    ("day", "months", "after"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2026, 3, 31), 1, date(2026, 4, 30)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
        (date(2026, 3, 31), -1, date(2026, 2, 28)),
        (date(2026, 6, 10), 0, date(2026, 6, 10)),
        (date(2026, 1, 5), -13, date(2024, 12, 5)),
    ],
)
def test_months_end_where_the_month_ends(day: date, months: int, after: date) -> None:
    assert add_months(day, months) == after


def test_the_day_is_that_of_shanghai() -> None:
    assert local_day(datetime(2026, 6, 9, 16, 0, tzinfo=UTC)) == date(2026, 6, 10)
    assert local_day(datetime(2026, 6, 9, 15, 59, tzinfo=UTC)) == date(2026, 6, 9)


def test_a_wednesday_is_called_so() -> None:
    assert weekday_name(date(2026, 6, 10)) == "周三"
