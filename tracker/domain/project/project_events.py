"""Every act on a project is one event, and every write raises its version."""

from typing import Any

from sqlalchemy import ColumnElement

from tracker.domain.event import Event, EventKind
from tracker.domain.event.versioned import Changing


class Recorded(Changing):
    """What every capability of a project stands on; `subject` says which part an act is about."""

    __abstract__ = True

    NOUN = "project"

    def note(self, kind: EventKind, *, subject: str | None = None, **told: Any) -> Event:
        """Record one act on this project, in the session's own transaction."""
        return super().note(kind, subject=subject or "", project_id=self.id, **told)

    def is_its_own(self) -> ColumnElement[bool]:
        """Whether an event is about it, or about any part of it."""
        return Event.project_id == self.id
