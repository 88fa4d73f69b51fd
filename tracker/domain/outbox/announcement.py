"""The notices and messages of an event, written in the event's own transaction."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import insert
from sqlalchemy.orm import Session

from tracker.domain.base import utc_now
from tracker.domain.event import Event
from tracker.domain.notice import Notice, Topic
from tracker.domain.notice.recipients import RULES, told_of
from tracker.domain.notice.wishes import wishes
from tracker.domain.outbox.messages import write_messages


def tell(session: Session, *_: object) -> None:
    """Write what each concerned person is told of the events just flushed.

    An event that fails takes its notices down with it, and a notice that fails its event.
    """
    told = [row for row in session.new if isinstance(row, Event) and row.kind in RULES]
    if not told:
        return
    with session.no_autoflush:
        for event in told:
            people = list(told_of(session, event))
            _write(session, event, people)
            write_messages(session, event, people)


def _write(session: Session, event: Event, people: Sequence[tuple[int, Topic]]) -> None:
    rows: list[dict[str, Any]] = [
        {"user_id": user_id, "event_id": event.id, "topic": topic, "recorded_at": utc_now()}
        for user_id, topic in people
        if wishes(session, user_id, topic)[0]
    ]
    if rows:
        session.execute(insert(Notice), rows)
