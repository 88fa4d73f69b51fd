"""Append-only rows, each sealed to the one before with a keyed hash."""

import hashlib
import hmac
import json
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, Text, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from tracker.domain.base import Base, Moment, Record, utc_now, word_column
from tracker.domain.event.kinds import EventKind
from tracker.domain.people.user import Actor, User


class Event(Base):
    """One act: who, when, from where, on what, before and after, why. Never changed."""

    __tablename__ = "event"
    __table_args__ = (
        Index("ix_event_project_id_on_id", "project_id", "on", "id"),
        Index("ix_event_subject_on_id", "subject", "on", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    recorded_at: Mapped[datetime] = mapped_column(Moment())
    kind: Mapped[EventKind] = mapped_column(word_column(EventKind))
    by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    origin: Mapped[str] = mapped_column(String(60), default="")
    project_id: Mapped[int | None] = mapped_column(ForeignKey("project.id"))
    subject: Mapped[str] = mapped_column(String(60), default="")
    on: Mapped[date]
    version: Mapped[int] = mapped_column(default=0)
    before: Mapped[dict[str, Any]] = mapped_column(default=dict)
    after: Mapped[dict[str, Any]] = mapped_column(default=dict)
    because: Mapped[str] = mapped_column(Text, default="")
    seal: Mapped[str] = mapped_column(String(64))

    by: Mapped[User | None] = relationship()

    def content(self) -> str:
        """Everything that the seal vouches for, as canonical JSON."""
        return content_of({name: getattr(self, name) for name in SEALED})


SEALED = (
    "id",
    "recorded_at",
    "kind",
    "by_id",
    "origin",
    "project_id",
    "subject",
    "on",
    "version",
    "before",
    "after",
    "because",
)


def note_event(
    session: Session,
    kind: EventKind,
    *,
    by: Actor | None,
    on: date,
    subject: str = "",
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
    because: str = "",
    project_id: int | None = None,
    version: int = 0,
) -> Event:
    """Record one act in the session's own transaction; it is sealed when it is flushed."""
    told = Event(
        kind=kind,
        by_id=by.id if by else None,
        project_id=project_id,
        on=on,
        subject=subject,
        before=before or {},
        after=after or {},
        because=because,
        version=version,
    )
    session.add(told)
    return told


IN_EVERY_HEAD = ("directive:", "target:")
"""Subjects that are counted in the head of every page, and may be on no project."""


class EventTail(Base):
    """The last event's number and seal, with a seal of its own, so that a cut tail shows.

    `project_event_id`, the last event on any project or on what the head of every page
    counts, is the version of every list.
    """

    __tablename__ = "event_tail"

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int]
    seal: Mapped[str] = mapped_column(String(64))
    tail_seal: Mapped[str] = mapped_column(String(64))
    project_event_id: Mapped[int] = mapped_column(default=0)


def age_lists(session: Session) -> None:
    """Let every list of projects be made anew, though the act was on none of them."""
    session.flush()
    session.execute(update(EventTail).values(project_event_id=EventTail.event_id))


def content_of(values: dict[str, Any]) -> str:
    """Canonical JSON of an event's sealed values; days and moments in ISO form."""
    plain = {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in values.items()
    }
    return json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def seal_of(key: bytes, previous: str, content: str) -> str:
    return hmac.new(key, f"{previous}\n{content}".encode(), hashlib.sha256).hexdigest()


def tail_seal_of(key: bytes, event_id: int, seal: str) -> str:
    return hmac.new(key, f"tail\n{event_id}\n{seal}".encode(), hashlib.sha256).hexdigest()


def seal_new_events(session: Session, *_: object) -> None:
    """Number and seal each new event after the last one.

    The tail row is locked first: whoever writes an event is alone in doing so
    until the commit, on either database, so the numbers have no gap.
    """
    fresh = [row for row in session.new if isinstance(row, Event)]
    if not fresh:
        return
    key: bytes = session.info["event_key"]
    with session.no_autoflush:
        tail = session.scalar(
            select(EventTail).with_for_update().execution_options(populate_existing=True)
        )
        if tail is None:
            tail = EventTail(id=1, event_id=0, seal="", project_event_id=0)
            session.add(tail)
        for row in fresh:
            row.id = tail.event_id + 1
            row.recorded_at = row.recorded_at or utc_now()
            row.origin = row.origin or session.info.get("origin", "")
            row.version = row.version or 0
            row.before, row.after = row.before or {}, row.after or {}
            row.subject, row.because = row.subject or "", row.because or ""
            row.seal = seal_of(key, tail.seal, row.content())
            tail.event_id, tail.seal = row.id, row.seal
            if row.project_id or row.subject.startswith(IN_EVERY_HEAD):
                tail.project_event_id = row.id
        tail.tail_seal = tail_seal_of(key, tail.event_id, tail.seal)


def broken_links(session: Session, key: bytes) -> Iterator[str]:
    """Say each place where the chain of events does not hold."""
    columns = [getattr(Event, name) for name in SEALED]
    rows = session.execute(
        select(*columns, Event.seal).order_by(Event.id), execution_options={"yield_per": 1000}
    )
    previous, number = "", 0
    for row in rows:
        if row.id != number + 1:
            yield f"events {number + 1} to {row.id - 1} are missing"
        content = content_of(dict(zip(SEALED, row[:-1], strict=True)))
        if row.seal != seal_of(key, previous, content):
            yield f"event {row.id} does not fit its seal"
        previous, number = row.seal, row.id
    tail = session.get(EventTail, 1)
    if tail is None:
        if number:
            yield "the tail of the chain is missing"
    elif (tail.event_id, tail.seal) != (number, previous):
        yield f"the chain ends at event {number}, its tail says {tail.event_id}"
    elif tail.tail_seal != tail_seal_of(key, tail.event_id, tail.seal):
        yield "the tail of the chain does not fit its seal"


class DatedFact(Record):
    """A dated fact: recorded by someone, never edited, voided with a reason instead."""

    __abstract__ = True

    on: Mapped[date]
    by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    voided_at: Mapped[datetime | None] = mapped_column(Moment())
    voided_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    voided_because: Mapped[str | None] = mapped_column(Text)

    @property
    def is_void(self) -> bool:
        return self.voided_at is not None

    def void(self, by_id: int, because: str) -> None:
        self.voided_at, self.voided_by_id, self.voided_because = utc_now(), by_id, because
