"""Which events a list asks for, and the rows that answer it."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select

from tracker.domain.calendar import HERE
from tracker.domain.event import Event, EventKind
from tracker.domain.people.user import User
from tracker.domain.project import Project
from tracker.queries.listing.filter import Filter, argument
from tracker.queries.listing.paging import Order, row_number
from tracker.queries.listing.readers import day, number

NEWEST = Order("最近的在前", Event.id, Event.id, row_number, is_down=True)
READ = (
    Event.recorded_at,
    User.name.label("who"),
    Event.origin,
    Event.kind,
    Project.code,
    Event.before,
    Event.after,
    Event.because,
    *NEWEST.place,
)


@dataclass(frozen=True, slots=True)
class EventFilter(Filter):
    """Of which kind, by whom, between which days."""

    kind: EventKind | None = argument("类别", EventKind)
    person: int | None = argument("谁", number)
    since: date | None = argument("从", day)
    until: date | None = argument("到", day)

    @property
    def order(self) -> Order:
        return NEWEST

    def wanted(self) -> list[ColumnElement[bool]]:
        found: list[ColumnElement[bool]] = []
        if self.kind:
            found.append(Event.kind == self.kind)
        if self.person:
            found.append(Event.by_id == self.person)
        if self.since:
            found.append(Event.recorded_at >= _begin_of(self.since))
        if self.until:
            found.append(Event.recorded_at < _begin_of(self.until + timedelta(days=1)))
        return found

    def count(self) -> Select[Any]:
        """How many they are."""
        return select(func.count()).select_from(Event).where(*self.wanted())

    def statement(self) -> Select[Any]:
        """Core rows of all the events asked for, in order."""
        return (
            select(*READ)
            .select_from(Event)
            .outerjoin(User, User.id == Event.by_id)
            .outerjoin(Project, Project.id == Event.project_id)
            .where(*self.wanted())
            .order_by(*self.order.ordering())
        )


def _begin_of(day: date) -> datetime:
    return datetime.combine(day, time.min, HERE)
