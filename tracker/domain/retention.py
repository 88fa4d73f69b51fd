"""How long rows that nobody asks for are kept; facts and events never go."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, delete
from sqlalchemy.orm import Session

from tracker.domain.notice import Notice
from tracker.domain.office.form_submission import Submission
from tracker.domain.office.job_run import JobRun
from tracker.domain.outbox import MessageState, OutboxMessage
from tracker.domain.people.user import SignIn, SignInGuard

Old = Callable[[datetime], tuple[ColumnElement[bool], ...]]

KEPT_FOR: tuple[tuple[type[Any], Old], ...] = (
    (Submission, lambda now: (Submission.recorded_at < now - timedelta(days=7),)),
    (SignIn, lambda now: (SignIn.recorded_at < now - timedelta(days=30),)),
    (SignInGuard, lambda now: (SignInGuard.recorded_at < now - timedelta(days=7),)),
    (Notice, lambda now: (Notice.read_at < now - timedelta(days=180),)),
    (
        OutboxMessage,
        lambda now: (
            OutboxMessage.state == MessageState.SENT,
            OutboxMessage.sent_at < now - timedelta(days=90),
        ),
    ),
    (JobRun, lambda now: (JobRun.recorded_at < now - timedelta(days=400),)),
)
"""What is let go, and when: a form's token after a week, a read notice after half a year …"""


def clean(session: Session, now: datetime) -> int:
    """Delete what is old enough; how many rows went."""
    gone = 0
    for kind, old in KEPT_FOR:
        found = session.execute(delete(kind).where(*old(now)))
        gone += found.rowcount  # type: ignore[attr-defined]
    return gone
