"""What an act left behind: the events that were recorded by it."""

from sqlalchemy import select

from tests.databases import Database
from tracker.domain.event import Event, EventKind


def kinds_recorded(database: Database, before: int = 0) -> list[EventKind]:
    """The kinds of every event after that number, in order."""
    with database.session() as session:
        asked = select(Event.kind).where(Event.id > before).order_by(Event.id)
        return list(session.scalars(asked))


def last_event(database: Database) -> int:
    """The number of the newest event."""
    with database.session() as session:
        return session.scalar(select(Event.id).order_by(Event.id.desc()).limit(1)) or 0
