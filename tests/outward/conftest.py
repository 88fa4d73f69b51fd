"""A channel in use to a receiver, and messages that wait for it."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from sqlalchemy.orm import Session

from tracker.domain.base import utc_now
from tracker.domain.outbox import AllowedHost, Channel, ChannelKind, OutboxMessage

Waiting = Callable[..., list[str]]


@pytest.fixture
def waiting(session: Session) -> Waiting:
    """`waiting(port, 3, lanes=2)`: so many messages, dealt out to the lanes; their ids."""

    def make(port: int, count: int, *, lanes: int = 1) -> list[str]:
        channel = Channel(
            kind=ChannelKind.WECOM,
            name="示例群",
            in_use=True,
            address=f"http://robot.example:{port}/send?key=1",
        )
        session.add_all([channel, AllowedHost(host="robot.example", port=port)])
        session.flush()
        made = [
            OutboxMessage(
                message_id=str(uuid4()),
                channel_id=channel.id,
                event_id=number + 1,
                lane=f"{channel.id}/{number % lanes}/",
                subject="【示例】",
                body=f"第 {number} 条",
                next_at=utc_now(),
            )
            for number in range(count)
        ]
        session.add_all(made)
        ids = [one.message_id for one in made]
        session.commit()
        return ids

    return make
