"""A blocker's life as its page tells it: how far it has come, and what happened, step by step."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from tracker.domain.blocker import RULES, Blocker, BlockerAct
from tracker.domain.event import Event
from tracker.domain.people.user import User
from tracker.domain.sentences import quotation, sentence
from tracker.domain.words import BlockerState
from tracker.extensions import db
from tracker.web.rendering import day_words
from tracker.web.timeline import Step

OF_ITS_LIFE = [rule.event for rule in RULES.values()]
"""The events of which each raises the blocker's version by one."""

STOPS = ("提出", "下发", "签收", "办理", "反馈", "销号")
AT: dict[BlockerState, int] = {
    BlockerState.RAISED: 1,
    BlockerState.ASSIGNED: 2,
    BlockerState.ACCEPTED: 3,
    BlockerState.REOPENED: 3,
    BlockerState.ANSWERED: 5,
    BlockerState.CLOSED: 6,
}
"""The stop that each state waits for or is busy with; 6 is past the last."""


@dataclass(frozen=True, slots=True)
class Stop:
    """One stop on the way: done, now or ahead, with its day or what it waits for."""

    label: str
    state: str
    note: str


def steps(blocker: Blocker, *, newest: int | None = None) -> list[Step]:
    """What happened to it, newest first: everything, or so many steps of its own life."""
    asked = (
        select(Event.on, Event.kind, Event.before, Event.after, Event.because, User.name)
        .outerjoin(User, User.id == Event.by_id)
        .where(Event.project_id == blocker.project_id, Event.subject == blocker.subject)
        .order_by(Event.id.desc())
    )
    if newest is not None:
        asked = asked.where(Event.kind.in_(OF_ITS_LIFE)).limit(newest)
    return [_step(row) for row in db.session.execute(asked)]


def told_since(blocker: Blocker, version: str) -> list[Step]:
    """What others did since that version of it; the last step where the version is none."""
    missed = blocker.version - int(version) if version.isdecimal() and len(version) < 9 else 0
    return steps(blocker, newest=max(missed, 1))


def stops(blocker: Blocker) -> Iterator[Stop]:
    """The six stops from being raised to being closed."""
    here, days = AT[blocker.state], _days(blocker)
    for number, (label, day) in enumerate(zip(STOPS, days, strict=True)):
        state = "done" if number < here else "now" if number == here else "ahead"
        note = blocker.state.tone if state == "now" else day_words(day) if day else ""
        yield Stop(label, state, note if state != "ahead" else "")


def _days(blocker: Blocker) -> list[date | None]:
    """On which day each stop was last passed."""
    handed = [step.on for step in blocker.steps if step.department_id and step.act in HANDED]
    worked = [step.on for step in blocker.steps_of(BlockerAct.REPORT)]
    return [
        blocker.on,
        max(handed, default=None),
        blocker.accepted_on,
        max(worked, default=None),
        blocker.answered_on,
        blocker.closed_on,
    ]


HANDED = (BlockerAct.RAISE, BlockerAct.ASSIGN)


def _step(row: Any) -> Step:
    said = sentence(row.kind, row.before, row.after)
    quote = quotation(row.kind, row.after, row.because)
    return Step(row.on, row.kind.label, said, quote, row.name or "系统")
