"""Recorded: every act on a firm is one event, and every change of its own columns a version."""

from datetime import date
from typing import Any

from sqlalchemy import ForeignKey, select
from sqlalchemy.orm import Mapped, Session, declared_attr, mapped_column, object_session

from tracker.domain.base import Record
from tracker.domain.event import Event, EventKind, age_lists, note_event
from tracker.domain.user import Actor


class Recorded(Record):
    """The version that guards against two people writing at once, and the note of each act."""

    __abstract__ = True

    version: Mapped[int] = mapped_column(default=1)

    @declared_attr
    def merged_into_id(cls) -> Mapped[int | None]:
        return mapped_column(ForeignKey("firm.id"), index=True)

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, Any]:
        return {"version_id_col": cls.version}

    @property
    def session(self) -> Session:
        """The session this firm lives in; its verbs work only inside one."""
        session = object_session(self)
        assert session is not None, "a firm acts only inside a session"
        return session

    @property
    def subject(self) -> str:
        """What its events and its papers are about."""
        return f"firm:{self.id}"

    def note(
        self, kind: EventKind, *, by: Actor | None, on: date, because: str = "",
        before: dict[str, Any] | None = None, after: dict[str, Any] | None = None,
    ) -> Event:  # fmt: skip
        """Record one act on this firm, in the session's own transaction.

        Lists of projects say and find firms by name, so they are made anew.
        """
        self.session.flush()
        told = note_event(
            self.session, kind, by=by, on=on, because=because, before=before, after=after,
            subject=self.subject, version=self.version,
        )  # fmt: skip
        age_lists(self.session)
        return told

    def events_since(self, version: int, *kinds: EventKind) -> list[Event]:
        """What others recorded on this firm after that version of it, oldest first."""
        asked = select(Event).where(Event.subject == self.subject, Event.version > version)
        if kinds:
            asked = asked.where(Event.kind.in_(kinds))
        return list(self.session.scalars(asked.order_by(Event.id)))
