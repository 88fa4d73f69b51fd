"""Workdays after the State Council's holiday calendar, months, and the office's own day."""

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

import chinese_calendar

HERE = ZoneInfo("Asia/Shanghai")
WEEKDAYS = ["周一", "周二", "周三", "周四", "周五", "周六", "周日"]
FRIDAY = 4


def local_day(moment: datetime) -> date:
    """The day it was here at that moment."""
    return moment.astimezone(HERE).date()


@dataclass(frozen=True)
class Workdays:
    """Which days offices are open: the State Council's calendar, and `own` days over it.

    `own` maps a day to whether it is a workday; it is what the office itself has
    entered, for years that are not published to us yet or where print was wrong.
    """

    own: Mapping[date, bool] = field(default_factory=dict)

    def is_workday(self, day: date) -> bool:
        """Whether offices are open; Monday to Friday where nobody has said anything of the year."""
        told = self.own.get(day)
        return _is_published_workday(day) if told is None else told

    def add(self, day: date, count: int) -> date:
        """The day `count` workdays after `day` (before it, if negative), not counting `day`."""
        step = timedelta(days=1 if count >= 0 else -1)
        left = abs(count)
        while left:
            day += step
            left -= self.is_workday(day)
        return day

    def on_or_after(self, day: date) -> date:
        """The day itself, or the next workday: a time that ends on a day off ends on that."""
        while not self.is_workday(day):
            day += timedelta(days=1)
        return day


@lru_cache(maxsize=4096)
def _is_published_workday(day: date) -> bool:
    try:
        return bool(chinese_calendar.is_workday(day))
    except NotImplementedError:
        return day.weekday() < 5


PUBLISHED = Workdays()
is_workday, add_workdays = PUBLISHED.is_workday, PUBLISHED.add
"""By the published calendar alone, where no office is asked."""


def is_calendar_known(year: int) -> bool:
    """Whether the holiday calendar of that year has been published to us."""
    try:
        chinese_calendar.is_workday(date(year, 1, 1))
    except NotImplementedError:
        return False
    return True


def add_months(day: date, count: int) -> date:
    """The same day `count` months on; the month's last day where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    month += 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def looked_ahead_to(today: date) -> date:
    """Until which Sunday one looks ahead; from Friday on, the next week is what counts."""
    sunday = today + timedelta(days=6 - today.weekday())
    return sunday if today.weekday() < FRIDAY else sunday + timedelta(days=7)


def weekday_name(day: date) -> str:
    return WEEKDAYS[day.weekday()]
