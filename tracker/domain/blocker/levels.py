"""How far up a blocker climbs that is past its deadline, and on which workday."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from tracker.domain.calendar import PUBLISHED, Workdays
from tracker.domain.office.holidays import workdays_of
from tracker.domain.office.settings import DEFAULTS, Setting, number_in_force
from tracker.word import Word


class Level(Word):
    """Who has to see to a blocker that nobody cleared in time, step by step."""

    TASK_FORCE = "task-force", "专班"
    DEPUTY = "deputy", "分管领导"
    CHIEF = "chief", "主要领导"
    CITY = "city", "市"

    @property
    def height(self) -> int:
        """1 for the lowest."""
        return list(Level).index(self) + 1

    @property
    def is_of_leaders(self) -> bool:
        """Whether the leaders are told: from the one in charge upwards."""
        return self is not Level.TASK_FORCE


AFTER: dict[Level, Setting] = {
    Level.TASK_FORCE: Setting.CLIMB_TASK_FORCE,
    Level.DEPUTY: Setting.CLIMB_DEPUTY,
    Level.CHIEF: Setting.CLIMB_CHIEF,
    Level.CITY: Setting.CLIMB_CITY,
}
"""The office's number for each level: workdays past the deadline; 0 leaves the level out."""


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
