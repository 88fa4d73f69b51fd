"""Noted: every act on a target is one event, and every write raises its version."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Mapped, Session, declared_attr, mapped_column, object_session

from tracker.domain.base import Moment, Record, utc_now
from tracker.domain.event import Event, EventKind, note_event
from tracker.domain.user import Actor


class Noted(Record):
    """The version that guards against two people writing at once, and the note of each act."""

    __abstract__ = True

    version: Mapped[int] = mapped_column(default=1)
    changed_at: Mapped[datetime] = mapped_column(Moment(), default=utc_now)

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, Any]:
        return {"version_id_col": cls.version}

    @property
    def session(self) -> Session:
        """The session this target lives in; its verbs work only inside one."""
        session = object_session(self)
        assert session is not None, "a target acts only inside a session"
        return session

    @property
    def subject(self) -> str:
        """What its events are about."""
        return f"target:{self.id}"

    def note(
        self, kind: EventKind, *, by: Actor | None, on: date, because: str = "",
        before: dict[str, Any] | None = None, after: dict[str, Any] | None = None,
        project_id: int | None = None,
    ) -> Event:  # fmt: skip
        """Record one act on this target, in the session's own transaction."""
        self.changed_at = utc_now()
        self.session.flush()
        return note_event(
            self.session, kind, by=by, on=on, because=because, before=before, after=after,
            subject=self.subject, project_id=project_id, version=self.version,
        )  # fmt: skip

    def events_since(self, version: int, *kinds: EventKind) -> list[Event]:
        """What others recorded on this target after that version of it, oldest first."""
        statement = (
            select(Event)
            .where(Event.subject == self.subject, Event.version > version)
            .order_by(Event.id)
        )
        if kinds:
            statement = statement.where(Event.kind.in_(kinds))
        return list(self.session.scalars(statement))
