"""The days off and the make-up workdays that the office itself has entered."""

from datetime import date
from typing import Any

from sqlalchemy import Index, Select, String, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from tracker.domain.base import Record
from tracker.domain.calendar import Workdays, is_calendar_known
from tracker.domain.event import EventKind, note_event
from tracker.domain.people.user import Actor
from tracker.domain.statement_cache import kept
from tracker.refusal import refuse

LONGEST_STRETCH = 31
DECEMBER = 12


class Holiday(Record):
    """One day that is not what the week, or the published calendar, makes of it."""

    __tablename__ = "holiday"
    __table_args__ = (Index("ix_holiday_day", "day", unique=True),)

    day: Mapped[date]
    is_workday: Mapped[bool] = mapped_column(default=False)
    name: Mapped[str] = mapped_column(String(40), default="")
    source: Mapped[str] = mapped_column(String(200), default="")


def workdays_of(session: Session) -> Workdays:
    """Workdays as this office keeps them."""
    return Workdays({row.day: row.is_workday for row in _entered().rows(session)})


@kept(1)
def _entered() -> Select[Any]:
    return select(Holiday.day, Holiday.is_workday)


def unknown_year(session: Session, now: date) -> int | None:
    """The year whose workdays are only guessed: this one, or in December the next.

    It is known once it has been published to us, or any of its days has been entered.
    """
    for year in [now.year, now.year + 1] if now.month == DECEMBER else [now.year]:
        of_year = Holiday.day.between(date(year, 1, 1), date(year, 12, 31))
        if not is_calendar_known(year) and not session.scalar(
            select(select(Holiday.id).where(of_year).exists())
        ):
            return year
    return None


def enter_days(
    session: Session,
    since: date,
    until: date,
    *,
    is_workday: bool,
    name: str,
    source: str,
    by: Actor,
    on: date,
) -> int:
    """Enter a stretch of days as off, or as make-up workdays; how many days changed."""
    if until < since:
        refuse("until", "结束的日子不能早于开始的日子。")
    if (until - since).days >= LONGEST_STRETCH:
        refuse("until", f"一次最多填 {LONGEST_STRETCH} 天，请分几次填。")
    kept = {
        row.day: row
        for row in session.scalars(select(Holiday).where(Holiday.day.between(since, until)))
    }
    changed = 0
    for number in range(since.toordinal(), until.toordinal() + 1):
        day = date.fromordinal(number)
        row = kept.get(day)
        if row is None:
            row = Holiday(day=day)
            session.add(row)
        elif (row.is_workday, row.name, row.source) == (is_workday, name, source):
            continue
        row.is_workday, row.name, row.source = is_workday, name, source
        changed += 1
    if not changed:
        refuse("since", "这几天已经是这样填的。")
    _note(
        session,
        EventKind.HOLIDAYS_ENTERED,
        by,
        on,
        {
            "since": since.isoformat(),
            "until": until.isoformat(),
            "is_workday": is_workday,
            "name": name,
        },
    )
    return changed


def strike_day(session: Session, holiday: Holiday, *, by: Actor, on: date) -> None:
    """Take a day back: it is again what the published calendar makes of it."""
    _note(
        session,
        EventKind.HOLIDAY_STRUCK,
        by,
        on,
        {
            "day": holiday.day.isoformat(),
            "name": holiday.name,
        },
    )
    session.delete(holiday)


def _note(session: Session, kind: EventKind, by: Actor, on: date, told: dict[str, Any]) -> None:
    session.flush()
    note_event(session, kind, by=by, on=on, subject="calendar", after=told)
