"""Chained: the events of a batch, numbered and sealed one after the other."""

from collections.abc import Sequence

from sqlalchemy import insert
from sqlalchemy.orm import Session

from seed.synthetic.sheaf import Row
from tracker.domain.event import SEALED, Event, EventTail, content_of, seal_of, tail_seal_of


def chain_events(session: Session, events: Sequence[Row]) -> None:
    """Write the events of projects in order behind the last one, and move the tail. No commit."""
    key: bytes = session.info["event_key"]
    tail = session.get_one(EventTail, 1, with_for_update=True, populate_existing=True)
    number, seal = tail.event_id, tail.seal
    for event in events:
        number += 1
        event["id"] = number
        event["origin"] = session.info.get("origin", "")
        seal = seal_of(key, seal, content_of({name: event[name] for name in SEALED}))
        event["seal"] = seal
    session.execute(insert(Event.__table__), events)  # type: ignore[arg-type]
    tail.event_id, tail.project_event_id, tail.seal = number, number, seal
    tail.tail_seal = tail_seal_of(key, number, seal)
    session.flush()
