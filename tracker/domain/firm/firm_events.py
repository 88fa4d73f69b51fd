"""Every act on a firm is one event, and every change of its own columns a version."""

from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, declared_attr, mapped_column

from tracker.domain.event import Event, EventKind, age_lists
from tracker.domain.event.versioned import Versioned


class Recorded(Versioned):
    """What every capability of a firm stands on."""

    __abstract__ = True

    NOUN = "firm"

    @declared_attr
    def merged_into_id(cls) -> Mapped[int | None]:
        return mapped_column(ForeignKey("firm.id"), index=True)

    def note(self, kind: EventKind, **told: Any) -> Event:
        """Record one act on this firm; lists of projects find firms by name and are made anew."""
        noted = super().note(kind, **told)
        age_lists(self.session)
        return noted
