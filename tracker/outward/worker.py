"""The worker: sends what is due, lane by lane, and writes down what became of each.

Nothing is sent inside a transaction. A worker that is killed between sending and
writing sends again: at least once, with the same id.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from datetime import datetime
from itertools import repeat

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.domain.base import utc_now
from tracker.domain.outbox import AllowedHost, Channel, OutboxMessage
from tracker.domain.outbox.channels import host_of
from tracker.domain.outbox.queue import due, mark_failed, mark_sent
from tracker.outward.posting import NotTaken, post
from tracker.refusal import Refused

HANDS = 8
"""Lanes that are served at once; one that hangs holds up one hand for ten seconds."""

Post = Callable[[Channel, OutboxMessage, datetime], None]
Sessions = Callable[[], AbstractContextManager[Session]]


def deliver(sessions: Sessions, reading: Sessions, send: Post = post) -> int:
    """Send everything that is due by now; how many messages were taken.

    `sessions` begin to write, `reading` ones only read.
    """
    taken = 0
    with ThreadPoolExecutor(HANDS) as hands:
        while True:
            with reading() as session:
                heads = list(due(session, utc_now()))
                allowed = set(session.execute(select(AllowedHost.host, AllowedHost.port)).tuples())
                session.expunge_all()
            if not heads:
                return taken
            outcomes = list(hands.map(_try, heads, repeat(allowed), repeat(send)))
            with sessions() as session:
                taken += _write(session, [one.id for one in heads], outcomes)
                session.commit()


def _try(message: OutboxMessage, allowed: set[tuple[str, int]], send: Post) -> str:
    """Empty when it was taken, else why not."""
    try:
        _, host, port = host_of(message.channel.kind, message.channel.address)
        if (host, port) not in allowed:
            return f"{host}:{port} 不在允许名单里"
        send(message.channel, message, utc_now())
    except (NotTaken, Refused) as problem:
        return str(problem) or "地址看不懂"
    return ""


def _write(session: Session, ids: list[int], outcomes: list[str]) -> int:
    found = {
        one.id: one
        for one in session.scalars(select(OutboxMessage).where(OutboxMessage.id.in_(ids)))
    }
    for number, error in zip(ids, outcomes, strict=True):
        if error:
            mark_failed(found[number], error, utc_now())
        else:
            mark_sent(found[number], utc_now())
    return outcomes.count("")
