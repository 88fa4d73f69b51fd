"""The worker against receivers that take, refuse, redirect, babble, hang or are not there."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import datetime, timedelta

import pytest
import time_machine
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.databases import Database
from tests.outward.conftest import Waiting
from tests.outward.receiver import TAKEN, Answer, Receiver, receiving
from tracker.domain.base import utc_now
from tracker.domain.outbox import AllowedHost, Channel, ChannelKind, MessageState, OutboxMessage
from tracker.domain.outbox.queue import TRIES
from tracker.outward import posting
from tracker.outward.worker import Post, deliver


def send_to(receiver: Receiver) -> Post:
    """As the worker sends, but that the robot's name leads to the receiver here."""

    def send(channel: Channel, message: OutboxMessage, now: datetime) -> None:
        here = channel.address.replace("robot.example", "127.0.0.1")
        posting.post(Channel(kind=channel.kind, address=here), message, now, receiver.lookup)

    return send


def sessions(database: Database) -> Callable[[], AbstractContextManager[Session]]:
    return database.session


def go(database: Database, receiver: Receiver) -> int:
    return deliver(sessions(database), sessions(database), send_to(receiver))


def states(database: Database) -> list[OutboxMessage]:
    with database.session() as session:
        found = session.scalars(select(OutboxMessage).order_by(OutboxMessage.id)).all()
        session.expunge_all()
    return list(found)


def test_what_waits_is_sent_once_and_in_order(database: Database, waiting: Waiting) -> None:
    with receiving() as receiver:
        made = waiting(receiver.port, 5)
        assert go(database, receiver) == 5
        assert receiver.ids == made
        assert go(database, receiver) == 0
        assert receiver.ids == made
    assert {one.state for one in states(database)} == {MessageState.SENT}


REFUSALS: dict[str, Answer] = {
    "a redirect": (302, b""),
    "an error": (500, b"oops"),
    "garbage": (200, b"\xff\xfe<html>"),
    "a refusal": (200, b'{"errcode": 45009, "errmsg": "too fast"}'),
    "nothing": (200, b""),
    "a list": (200, b"[0]"),
    "a nest": (200, b"[" * 50_000),
}


@pytest.mark.parametrize("answer", REFUSALS.values(), ids=REFUSALS.keys())
def test_whatever_is_not_surely_taken_waits_and_holds_back_its_lane_alone(
    database: Database, waiting: Waiting, answer: Answer
) -> None:
    with receiving() as receiver:
        waiting(receiver.port, 4, lanes=2)
        receiver.answer = lambda body: answer if "第 0 条" in body["text"]["content"] else TAKEN
        assert go(database, receiver) == 2
    first, second, third, fourth = states(database)
    assert (first.state, first.attempts) == (MessageState.WAITING, 1)
    assert first.error
    assert first.next_at > utc_now()
    assert (third.state, third.attempts) == (MessageState.WAITING, 0), "behind the first"
    assert second.state is fourth.state is MessageState.SENT


def test_what_cannot_be_written_on_the_wire_is_told_and_holds_up_nobody_else(
    database: Database, waiting: Waiting
) -> None:
    with receiving() as receiver:
        waiting(receiver.port, 2, lanes=2)
        to_receiver = send_to(receiver)

        def send(channel: Channel, message: OutboxMessage, now: datetime) -> None:
            if "第 0 条" in message.body:
                channel = Channel(kind=ChannelKind.MAIL, address="smtp://127.0.0.1", login="示例\n")
                return posting.post(channel, message, now, receiver.lookup)
            return to_receiver(channel, message, now)

        assert deliver(sessions(database), sessions(database), send) == 1
    assert "没连上" in states(database)[0].error


def test_a_robot_that_hangs_is_let_go_and_told(
    database: Database, waiting: Waiting, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(posting, "SECONDS", 0.2)
    with receiving(delay=1.0) as receiver:
        waiting(receiver.port, 1)
        assert go(database, receiver) == 0
    assert "没有回应" in states(database)[0].error


def test_a_robot_that_is_not_there_is_tried_again_and_at_last_put_aside(
    database: Database, waiting: Waiting, clock: time_machine.Traveller
) -> None:
    with receiving() as receiver:
        waiting(receiver.port, 1)
    for _ in range(TRIES):
        go(database, receiver)
        clock.shift(timedelta(hours=3))
    [dead] = states(database)
    assert (dead.state, dead.attempts) == (MessageState.DEAD, TRIES)
    assert "没连上" in dead.error


def test_a_host_that_is_no_longer_allowed_is_not_spoken_to(
    database: Database, waiting: Waiting, session: Session
) -> None:
    with receiving() as receiver:
        waiting(receiver.port, 1)
        session.delete(session.scalars(select(AllowedHost)).one())
        session.commit()
        assert go(database, receiver) == 0
        assert receiver.got == []
    assert "不在允许名单" in states(database)[0].error


def test_a_channel_switched_off_keeps_what_waits(
    database: Database, waiting: Waiting, session: Session
) -> None:
    with receiving() as receiver:
        waiting(receiver.port, 2)
        session.scalars(select(Channel)).one().in_use = False
        session.commit()
        assert go(database, receiver) == 0
        session.scalars(select(Channel)).one().in_use = True
        session.commit()
        assert go(database, receiver) == 2


def test_a_worker_killed_between_sending_and_writing_sends_again_with_the_same_id(
    database: Database, waiting: Waiting
) -> None:
    with receiving() as receiver:
        made = waiting(receiver.port, 3)

        def killed() -> AbstractContextManager[Session]:
            raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            deliver(killed, sessions(database), send_to(receiver))
        assert receiver.ids == made[:1]
        go(database, receiver)
        assert receiver.ids == [made[0], *made]


def test_a_slow_receiver_and_three_deaths_lose_nothing_and_keep_the_order(
    database: Database, waiting: Waiting
) -> None:
    with receiving(delay=0.001) as receiver:
        made = waiting(receiver.port, 300, lanes=6)
        send, calls = send_to(receiver), iter(range(10_000))

        def dying(channel: Channel, message: OutboxMessage, now: datetime) -> None:
            send(channel, message, now)
            if next(calls) in (40, 110, 190):
                raise KeyboardInterrupt

        for _ in range(3):
            with pytest.raises(KeyboardInterrupt):
                deliver(sessions(database), sessions(database), dying)
        go(database, receiver)
    first_times = list(dict.fromkeys(receiver.ids))
    assert sorted(first_times) == sorted(made)
    for lane in range(6):
        own = made[lane::6]
        assert [one for one in first_times if one in set(own)] == own
