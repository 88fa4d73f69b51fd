"""Noted: every act on a blocker is one event on its project, and raises its version by one."""

from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Mapped, Session, declared_attr, mapped_column, object_session

from tracker.domain.base import Moment, utc_now
from tracker.domain.event import Event, EventKind, Witnessed
from tracker.domain.user import Actor


class Noted(Witnessed):
    """The version that guards against two people acting at once, and the note of each act."""

    __abstract__ = True

    version: Mapped[int] = mapped_column(default=1)
    changed_at: Mapped[datetime] = mapped_column(Moment(), default=utc_now)

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, Any]:
        return {"version_id_col": cls.version}

    @property
    def session(self) -> Session:
        """The session this blocker lives in; its verbs work only inside one."""
        session = object_session(self)
        assert session is not None, "a blocker acts only inside a session"
        return session

    @property
    def subject(self) -> str:
        """What its events and its papers are about."""
        return f"blocker:{self.id}"

    def note(
        self, kind: EventKind, *, by: Actor | None, on: date, because: str = "",
        before: dict[str, Any] | None = None, after: dict[str, Any] | None = None,
    ) -> Event:  # fmt: skip
        """Record one act, on the project that is blocked and with the blocker as its subject."""
        self.session.flush()
        event: Event = self.project.note(
            kind, by=by, on=on, because=because, before=before, after=after, subject=self.subject
        )
        return event
