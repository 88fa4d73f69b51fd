"""The clocks that turn a project's light, as a table: in which stages each runs, and since when."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from tracker.domain.calendar import add_months
from tracker.domain.office.clocks import Reason
from tracker.domain.project.project_part import ProjectPart
from tracker.domain.project.stage_rules import PLANT, Fact
from tracker.domain.words import Colour, Stage

SIGNED_NOT_BUILT = frozenset({Stage.SIGNED, Stage.REGISTERED, Stage.PERMITTED})
UNFINISHED = frozenset(Stage.line()) - {Stage.FULL_CAPACITY}
UNLIT = frozenset(Stage) - UNFINISHED


@dataclass(frozen=True, slots=True)
class ClockRule:
    """Which stages a clock runs in, and the day it began for a project (None: not running)."""

    reason: Reason
    stages: frozenset[Stage]
    since: Callable[[ProjectPart], date | None]


def _unanswered_since(project: ProjectPart) -> date | None:
    return None if project.last_followed_on else project.stage_since


def _planned_month_end(project: ProjectPart) -> date | None:
    planned = project.planned_start_on
    return add_months(planned.replace(day=1), 1) if planned else None


def _permit_since(*, plant: bool) -> Callable[[ProjectPart], date | None]:
    def since(project: ProjectPart) -> date | None:
        is_plant = project.facts.get(Fact.PERMIT_KIND) == PLANT
        return project.stage_since if is_plant is plant else None

    return since


CLOCK_RULES: tuple[ClockRule, ...] = (
    ClockRule(Reason.BLOCKER, UNFINISHED, lambda p: p.blocker_due_on),
    ClockRule(Reason.RESPOND, frozenset({Stage.LEAD}), _unanswered_since),
    ClockRule(Reason.JUDGE, frozenset({Stage.LEAD}), lambda p: p.stage_since),
    ClockRule(
        Reason.ANSWER, frozenset({Stage.LEAD}), lambda p: p.stage_since if p.referrer else None
    ),
    ClockRule(Reason.FOLLOW_TALKS, frozenset({Stage.TALKS}), lambda p: p.last_progress_on()),
    ClockRule(Reason.STUCK_IN_TALKS, frozenset({Stage.TALKS}), lambda p: p.stage_since),
    ClockRule(Reason.REVIEW, frozenset({Stage.REVIEW}), lambda p: p.stage_since),
    ClockRule(
        Reason.FILE,
        frozenset({Stage.SIGNED}),
        lambda p: None if p.knows(Fact.FILED_ON) else p.stage_since,
    ),
    ClockRule(Reason.FOLLOW_SIGNED, frozenset({Stage.SIGNED}), lambda p: p.last_progress_on()),
    ClockRule(Reason.REGISTER, frozenset({Stage.REGISTERED}), lambda p: p.stage_since),
    ClockRule(Reason.PERMIT_LAND, frozenset({Stage.PERMITTED}), _permit_since(plant=False)),
    ClockRule(Reason.PERMIT_PLANT, frozenset({Stage.PERMITTED}), _permit_since(plant=True)),
    ClockRule(Reason.UNSTARTED, SIGNED_NOT_BUILT, lambda p: p.signed_on),
    ClockRule(Reason.PLANNED_MONTH, SIGNED_NOT_BUILT, _planned_month_end),
)
"""Every clock, in the order in which reasons are named. Source: HANDBOOK §3 and §4."""


@dataclass(frozen=True, slots=True)
class RunningClock:
    """One clock running on a project: when it began and when it turns the light."""

    reason: Reason
    since: date
    yellow_on: date
    red_on: date

    def colour_on(self, day: date) -> Colour:
        return colour_on(day, self.yellow_on, self.red_on)

    def said(self, today: date) -> str:
        return self.reason.said(self.since, today)


def light_of(
    stage: Stage, yellow_on: date, red_on: date, day: date, *, is_printed: bool
) -> Colour | None:
    """The light of a project in that stage; finished and exited projects have none.

    Green says that all is well, and of what is known from print alone nobody knows that.
    """
    colour = None if stage in UNLIT else colour_on(day, yellow_on, red_on)
    return None if is_printed and colour is Colour.GREEN else colour


def colour_on(day: date, yellow_on: date, red_on: date) -> Colour:
    """The colour on that day, given the days on which it turns."""
    if day >= red_on:
        return Colour.RED
    return Colour.YELLOW if day >= yellow_on else Colour.GREEN
