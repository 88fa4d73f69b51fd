"""Climbing: the night's look at every blocker that is past its deadline."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from tracker.domain.blocker import Blocker
from tracker.domain.blocker.counted import late_on
from tracker.domain.blocker.levels import ladder_of

AT_ONCE = 20
"""Blockers that climb in one transaction, so that nobody waits long for the lock."""


def about_to_climb(session: Session, today: date) -> list[int]:
    """The blockers that have a level before them by that day, the longest overdue first."""
    rows = session.execute(
        select(Blocker.id, Blocker.due_on, Blocker.level)
        .where(late_on(today))
        .order_by(Blocker.due_on, Blocker.id)
    ).all()
    highest = {}
    for due_on in {row.due_on for row in rows}:
        days = ladder_of(session, due_on).days(due_on)
        highest[due_on] = max((level.height for level, on in days if on <= today), default=0)
    return [row.id for row in rows if highest[row.due_on] > (row.level.height if row.level else 0)]


def climb_up(session: Session, numbers: Sequence[int], today: date) -> int:
    """Let these blockers climb; how many levels that was. Each looks again for itself."""
    asked = select(Blocker).where(Blocker.id.in_(numbers)).order_by(Blocker.id)
    found = session.scalars(asked.options(selectinload(Blocker.steps)).with_for_update())
    return sum(len(blocker.climb(on=today)) for blocker in found.all())
