"""Noted: every act on a blocker is one event on its project, and raises its version by one."""

from typing import Any

from tracker.domain.event import Event, EventKind, Witnessed
from tracker.domain.event.versioned import Changing


class Noted(Witnessed, Changing):
    """What every capability of a blocker stands on."""

    __abstract__ = True

    NOUN = "blocker"

    def note(self, kind: EventKind, **told: Any) -> Event:
        """Record one act, on the project that is blocked and with the blocker as its subject."""
        self.session.flush()
        event: Event = self.project.note(kind, subject=self.subject, **told)
        return event
