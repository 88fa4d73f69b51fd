"""What happened to a thing, newest first, a page at a time, as its timeline draws it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, select, tuple_

from tracker.domain.calendar import local_day
from tracker.domain.event import Event, EventKind
from tracker.domain.people.user import User
from tracker.domain.sentences import quotation, sentence
from tracker.extensions import db
from tracker.queries.listing.readers import LARGEST_ID
from tracker.web.rendering import day_words, moment_words

A_PAGE = 40
READ = (
    Event.id,
    Event.on,
    Event.recorded_at,
    Event.kind,
    User.name.label("who"),
    Event.before,
    Event.after,
    Event.because,
    Event.subject,
)


@dataclass(frozen=True, slots=True)
class Happening:
    """One line of the timeline, as the component draws it; `way_back` leads to voiding it."""

    id: int
    on: date
    when: str
    kind: str
    sentence: str
    quote: str
    by: str
    subject: str = ""
    is_follow_up: bool = False
    way_back: str = ""

    @property
    def iso(self) -> str:
        return self.on.isoformat()


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the story of a blocker or a target, as the component draws it: by its day."""

    on: date
    kind: str
    sentence: str
    quote: str
    by: str
    is_voided: bool = False

    @property
    def iso(self) -> str:
        return self.on.isoformat()

    @property
    def when(self) -> str:
        return day_words(self.on)


@dataclass(frozen=True, slots=True)
class Happenings:
    """One page of them; `next` is the mark of the page of older ones, "" where there is none."""

    lines: list[Happening]
    next: str


def happenings(
    which: ColumnElement[bool], mark: str, is_told: Callable[[list[Any]], set[int]] | None = None
) -> Happenings:
    """The events that meet the condition, from that mark on; `is_told` may leave some out."""
    asked = select(*READ).outerjoin(User, Event.by_id == User.id).where(which)
    if before := mark_of(mark):
        asked = asked.where(tuple_(Event.on, Event.id) < before)
    ordered = asked.order_by(Event.on.desc(), Event.id.desc()).limit(A_PAGE + 1)
    return page_of(list(db.session.execute(ordered)), is_told)


def page_of(rows: list[Any], is_told: Callable[[list[Any]], set[int]] | None = None) -> Happenings:
    """A page of the rows, of which there is one more where there is more."""
    shown, has_more = rows[:A_PAGE], len(rows) > A_PAGE
    told = is_told(shown) if is_told else {row.id for row in shown}
    last = f"{shown[-1].on.isoformat()}.{shown[-1].id}" if has_more else ""
    return Happenings([_line(row) for row in shown if row.id in told], last)


def mark_of(mark: str) -> tuple[date, int] | None:
    """The mark "2026-11-23.512": the day and number of the last line shown."""
    day, _, number = mark.partition(".")
    try:
        return date.fromisoformat(day), min(int(number[:12]), LARGEST_ID)
    except ValueError:
        return None


def _line(row: Any) -> Happening:
    is_same_day = local_day(row.recorded_at) == row.on
    return Happening(
        row.id,
        row.on,
        moment_words(row.recorded_at) if is_same_day else day_words(row.on),
        row.kind.label,
        sentence(row.kind, row.before, row.after),
        quotation(row.kind, row.after, row.because),
        row.who or "系统",
        row.subject,
        row.kind is EventKind.FOLLOW_UP_LOGGED,
    )
