"""Which messages may be sent now, and what became of each.

At least once, and in order: of each lane only the oldest message that waits may
go, so one that must be tried again holds back those behind it and nobody else's.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import exists, select
from sqlalchemy.orm import Session, aliased, joinedload

from tracker.domain.outbox import Channel, MessageState, OutboxMessage

AT_ONCE = 50
FIRST_WAIT = timedelta(seconds=15)
LONGEST_WAIT = timedelta(hours=2)
TRIES = 12
"""With the waits between them, about a working day; after that a person must look."""


def due(session: Session, now: datetime, most: int = AT_ONCE) -> Sequence[OutboxMessage]:
    """The head of each lane whose time has come, the oldest first."""
    before = aliased(OutboxMessage)
    held_back = exists().where(
        before.state == MessageState.WAITING,
        before.lane == OutboxMessage.lane,
        before.id < OutboxMessage.id,
    )
    return session.scalars(
        select(OutboxMessage)
        .join(OutboxMessage.channel)
        .where(
            OutboxMessage.state == MessageState.WAITING,
            OutboxMessage.next_at <= now,
            Channel.in_use,
            ~held_back,
        )
        .order_by(OutboxMessage.id)
        .limit(most)
        .options(joinedload(OutboxMessage.channel))
    ).all()


def mark_sent(message: OutboxMessage, now: datetime) -> None:
    message.state, message.sent_at, message.error = MessageState.SENT, now, ""
    message.attempts += 1


def mark_failed(message: OutboxMessage, error: str, now: datetime) -> None:
    """Try again later, each time after twice as long; after TRIES times put it aside."""
    message.attempts += 1
    message.error = error[:300]
    if message.attempts >= TRIES:
        message.state = MessageState.DEAD
    else:
        message.next_at = now + min(FIRST_WAIT * 2 ** (message.attempts - 1), LONGEST_WAIT)
