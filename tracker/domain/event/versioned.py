"""A noun whose every act is one event, and whose version tells what was missed."""

from datetime import date, datetime
from typing import Any, ClassVar

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Mapped, Session, declared_attr, mapped_column, object_session

from tracker.domain.base import Moment, Record, utc_now
from tracker.domain.event import Event, EventKind, note_event
from tracker.domain.people.user import Actor


class Versioned(Record):
    """The version that guards against two people writing at once, and the note of each act.

    NOUN is how its events name it.
    """

    __abstract__ = True

    NOUN: ClassVar[str]

    version: Mapped[int] = mapped_column(default=1)

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, Any]:
        return {"version_id_col": cls.version}

    @property
    def session(self) -> Session:
        """The session it lives in; its verbs work only inside one."""
        session = object_session(self)
        assert session is not None, f"a {self.NOUN} acts only inside a session"
        return session

    @property
    def subject(self) -> str:
        """What its events and its papers are about."""
        return f"{self.NOUN}:{self.id}"

    def note(
        self,
        kind: EventKind,
        *,
        by: Actor | None,
        on: date,
        because: str = "",
        before: dict[str, Any] | None = None,
        after: dict[str, Any] | None = None,
        subject: str | None = None,
        project_id: int | None = None,
    ) -> Event:
        """Record one act on it, in the session's own transaction."""
        self.session.flush()
        return note_event(
            self.session,
            kind,
            by=by,
            on=on,
            because=because,
            before=before,
            after=after,
            subject=self.subject if subject is None else subject,
            project_id=project_id,
            version=self.version,
        )

    def events_since(self, version: int, *kinds: EventKind) -> list[Event]:
        """What others recorded on it after that version, oldest first."""
        asked = select(Event).where(self.is_its_own(), Event.version > version)
        if kinds:
            asked = asked.where(Event.kind.in_(kinds))
        return list(self.session.scalars(asked.order_by(Event.id)))

    def is_its_own(self) -> ColumnElement[bool]:
        """Whether an event is about it."""
        return Event.subject == self.subject


class Changing(Versioned):
    """One whose every act raises its version, whichever table the act is written to."""

    __abstract__ = True

    changed_at: Mapped[datetime] = mapped_column(Moment(), default=utc_now)

    def note(self, kind: EventKind, **told: Any) -> Event:
        """Record one act on it, in the session's own transaction."""
        self.changed_at = utc_now()
        return super().note(kind, **told)
