"""Which blockers are open, running and late, as lists and figures ask the database."""

from datetime import date

from sqlalchemy import ColumnElement, and_

from tracker.domain.blocker import Blocker
from tracker.domain.blocker.act_rules import CLOSED, RUNNING

STILL_OPEN: ColumnElement[bool] = and_(Blocker.state != CLOSED, Blocker.voided_at.is_(None))
"""The twin of `is_open`."""


def late_on(day: date) -> ColumnElement[bool]:
    """The twin of `is_overdue_on`: what waits for its check is late for nobody."""
    return and_(Blocker.state.in_(RUNNING), Blocker.voided_at.is_(None), Blocker.due_on < day)


def due_by(until: date, today: date) -> ColumnElement[bool]:
    """Still to be done by that day, and not late yet."""
    runs = and_(Blocker.state.in_(RUNNING), Blocker.voided_at.is_(None))
    return and_(runs, Blocker.due_on >= today, Blocker.due_on <= until)
