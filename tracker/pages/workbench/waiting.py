"""The blockers on a workbench: those that wait for me, and those that are stuck."""

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, case, func, select

from tracker.domain.blocker import Blocker
from tracker.domain.blocker.counted import STILL_OPEN, late_on
from tracker.domain.blocker.waiting import waits_for
from tracker.domain.permissions import visible_blockers
from tracker.domain.user import Actor
from tracker.domain.words import Role
from tracker.extensions import db
from tracker.pages.blockers.filter import READ, SOONEST, joined
from tracker.pages.workbench.mine import SHOWN


def waiting(who: Actor, now: date) -> list[Any]:
    """Open blockers that wait for this person (for a leader: all), the first due on top.

    Each row also says how many there are in all and how many of them are late.
    """
    total = func.count().over().label("total")
    late = func.sum(case((late_on(now), 1), else_=0)).over().label("late")
    asked = joined(select(*READ, Blocker.id, total, late)).where(*_wanted(who))
    return list(db.session.execute(asked.order_by(*SOONEST.ordering()).limit(SHOWN)))


def counted(rows: list[Any]) -> tuple[int, int]:
    """How many blockers there are in all, and how many are late."""
    return (rows[0].total, rows[0].late) if rows else (0, 0)


def _wanted(who: Actor) -> list[ColumnElement[bool]]:
    found = [STILL_OPEN, visible_blockers(who)]
    return found if who.role in (Role.LEADER, Role.UNIT) else [*found, waits_for(who)]
