"""Past its deadline a blocker climbs by itself: the ladder, the climb, and the night's look."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from tracker.domain.blocker import Blocker, BlockerStep
from tracker.domain.blocker.act_rules import BlockerAct
from tracker.domain.blocker.open_conditions import late_on
from tracker.domain.calendar import PUBLISHED, Workdays
from tracker.domain.office.holidays import workdays_of
from tracker.domain.office.settings import DEFAULTS, Setting, number_in_force
from tracker.domain.project import Project
from tracker.domain.words import Level, Stage

AFTER: dict[Level, Setting] = {
    Level.TASK_FORCE: Setting.CLIMB_TASK_FORCE,
    Level.DEPUTY: Setting.CLIMB_DEPUTY,
    Level.CHIEF: Setting.CLIMB_CHIEF,
    Level.CITY: Setting.CLIMB_CITY,
}
"""The office's number for each level: workdays past the deadline; 0 leaves the level out."""

AT_ONCE = 5
"""Blockers that climb in one transaction: so few that nobody else waits for the lock."""


@dataclass(frozen=True, slots=True)
class Ladder:
    """After how many workdays each level is reached, by whose calendar."""

    after: Mapping[Level, int]
    workdays: Workdays

    def days(self, due_on: date) -> list[tuple[Level, date]]:
        """On which day each level is reached; no level before the one below it."""
        found, reached = [], due_on
        for level in Level:
            if self.after[level]:
                reached = max(reached, self.workdays.add(due_on, self.after[level]))
                found.append((level, reached))
        return found


USUAL = Ladder({level: DEFAULTS[key] for level, key in AFTER.items()}, PUBLISHED)
"""Where the office has set nothing of its own."""


def ladder_of(session: Session, due_on: date) -> Ladder:
    """By the numbers that held on the day of the deadline: what was promised then counts."""
    after = {level: number_in_force(session, key, due_on) for level, key in AFTER.items()}
    return Ladder(after, workdays_of(session))


def escalate(blocker: Blocker, *, on: date, ladder: Ladder | None = None) -> list[BlockerStep]:
    """Reach every level that is due by that day; each on its own, however late it is asked.

    `ladder` is the one of its deadline, where that has been read already.
    """
    return [_climb_to(blocker, level, day) for level, day in _levels_due(blocker, on, ladder)]


def _levels_due(blocker: Blocker, day: date, ladder: Ladder | None) -> list[tuple[Level, date]]:
    """The levels that it has to have reached by that day and has not, with their days.

    Nobody is called upon for a project that has left the line; should it come back, so
    does the deadline.
    """
    due_on = blocker.due_on
    if due_on is None or not blocker.is_overdue_on(day) or blocker.project.stage.is_exit:
        return []
    reached = {s.level for s in blocker.steps_of(BlockerAct.CLIMB) if s.due_on == due_on}
    since = max(step.on for step in blocker.steps_of(*SETTING_IT_GOING))
    days = (ladder or ladder_of(blocker.session, due_on)).days(due_on)
    return [(level, max(on, since)) for level, on in days if on <= day and level not in reached]


SETTING_IT_GOING = (
    BlockerAct.RAISE,
    BlockerAct.ASSIGN,
    BlockerAct.GRANT_TIME,
    BlockerAct.REOPEN,
)
"""The steps that give a deadline; nothing climbs before the day on which it was given."""


def _climb_to(blocker: Blocker, level: Level, on: date) -> BlockerStep:
    assert blocker.due_on is not None, "only what is overdue climbs"
    return blocker.take(
        BlockerAct.CLIMB,
        on=on,
        by=None,
        level=level,
        due_on=blocker.due_on,
        before={"level": blocker.level},
        after={"what": blocker.what, "level": level, "due_on": blocker.due_on.isoformat()},
    )


@dataclass(frozen=True, slots=True)
class Late:
    """The blockers that have a level before them, and the ladder of each deadline."""

    numbers: tuple[int, ...]
    ladders: Mapping[date, Ladder]

    def batches(self) -> list[tuple[int, ...]]:
        starts = range(0, len(self.numbers), AT_ONCE)
        return [self.numbers[start : start + AT_ONCE] for start in starts]


def due_to_escalate(session: Session, today: date) -> Late:
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


def escalate_all(session: Session, numbers: tuple[int, ...], late: Late, today: date) -> int:
    """Let these blockers climb; how many levels that was. Each looks again for itself."""
    asked = select(Blocker).where(Blocker.id.in_(numbers)).order_by(Blocker.id)
    whole = (selectinload(Blocker.steps), joinedload(Blocker.project))
    found = session.scalars(asked.options(*whole).with_for_update(of=Blocker)).all()
    return sum(
        len(escalate(one, on=today, ladder=late.ladders.get(one.due_on) if one.due_on else None))
        for one in found
    )
