"""Climbing: the night's look at every blocker that is past its deadline."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from tracker.domain.blocker import Blocker
from tracker.domain.blocker.levels import Ladder, ladder_of
from tracker.domain.blocker.open_conditions import late_on
from tracker.domain.project import Project
from tracker.domain.words import Stage

AT_ONCE = 5
"""Blockers that climb in one transaction: so few that nobody else waits for the lock."""


@dataclass(frozen=True, slots=True)
class Late:
    """The blockers that have a level before them, and the ladder of each deadline."""

    numbers: tuple[int, ...]
    ladders: Mapping[date, Ladder]

    def batches(self) -> list[tuple[int, ...]]:
        starts = range(0, len(self.numbers), AT_ONCE)
        return [self.numbers[start : start + AT_ONCE] for start in starts]


def about_to_climb(session: Session, today: date) -> Late:
    """Those that have to reach a level by that day and have not, the longest overdue first."""
    rows = session.execute(
        select(Blocker.id, Blocker.due_on, Blocker.level)
        .join(Blocker.project)
        .where(late_on(today), Project.stage.in_(Stage.line()))
        .order_by(Blocker.due_on, Blocker.id)
    ).all()
    ladders = {due_on: ladder_of(session, due_on) for due_on in {row.due_on for row in rows}}
    highest = {
        due_on: max((level.height for level, on in ladder.days(due_on) if on <= today), default=0)
        for due_on, ladder in ladders.items()
    }
    reached = ((row.id, row.level.height if row.level else 0, row.due_on) for row in rows)
    return Late(
        tuple(number for number, height, due_on in reached if highest[due_on] > height), ladders
    )


def climb_up(session: Session, numbers: tuple[int, ...], late: Late, today: date) -> int:
    """Let these blockers climb; how many levels that was. Each looks again for itself."""
    asked = select(Blocker).where(Blocker.id.in_(numbers)).order_by(Blocker.id)
    whole = (selectinload(Blocker.steps), joinedload(Blocker.project))
    found = session.scalars(asked.options(*whole).with_for_update(of=Blocker)).all()
    return sum(
        len(one.climb(on=today, ladder=late.ladders.get(one.due_on) if one.due_on else None))
        for one in found
    )
