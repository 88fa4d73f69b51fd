"""The light is derived from clocks; the days on which it turns are kept for the lists."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, cast

from sqlalchemy.orm import Mapped, mapped_column

from tracker.domain.base import FAR_OFF, utc_now, word_column
from tracker.domain.calendar import add_months, local_day
from tracker.domain.office.clocks import Clock, Reason, clocks_in_force
from tracker.domain.project.pinned_light import Pinned
from tracker.domain.project.stage_rules import PLANT, Fact
from tracker.domain.words import Colour, Stage

if TYPE_CHECKING:
    from tracker.domain.project import Project

SIGNED_NOT_BUILT = frozenset({Stage.SIGNED, Stage.REGISTERED, Stage.PERMITTED})
UNFINISHED = frozenset(Stage.line()) - {Stage.FULL_CAPACITY}
UNLIT = frozenset(Stage) - UNFINISHED


@dataclass(frozen=True, slots=True)
class Watch:
    """Which stages a clock runs in, and the day it began for a project (None: not running)."""

    reason: Reason
    stages: frozenset[Stage]
    since: Callable[["Project"], date | None]


@dataclass(frozen=True, slots=True)
class Turn:
    """One clock running on a project: when it began and when it turns the light."""

    reason: Reason
    since: date
    yellow_on: date
    red_on: date

    def colour_on(self, day: date) -> Colour:
        return colour_on(day, self.yellow_on, self.red_on)

    def said(self, today: date) -> str:
        return self.reason.said(self.since, today)


def colour_on(day: date, yellow_on: date, red_on: date) -> Colour:
    """The colour on that day, given the days on which it turns."""
    if day >= red_on:
        return Colour.RED
    return Colour.YELLOW if day >= yellow_on else Colour.GREEN


def _last_word(project: "Project") -> date:
    return max(project.last_followed_on or project.stage_since, project.stage_since)


def _unanswered_since(project: "Project") -> date | None:
    return None if project.last_followed_on else project.stage_since


def _planned_month_end(project: "Project") -> date | None:
    planned = project.planned_start_on
    return add_months(planned.replace(day=1), 1) if planned else None


def _permit_since(*, plant: bool) -> Callable[["Project"], date | None]:
    def since(project: "Project") -> date | None:
        is_plant = project.facts.get(Fact.PERMIT_KIND) == PLANT
        return project.stage_since if is_plant is plant else None

    return since


WATCHES: tuple[Watch, ...] = (
    Watch(Reason.BLOCKER, UNFINISHED, lambda p: p.blocker_due_on),
    Watch(Reason.RESPOND, frozenset({Stage.LEAD}), _unanswered_since),
    Watch(Reason.JUDGE, frozenset({Stage.LEAD}), lambda p: p.stage_since),
    Watch(Reason.ANSWER, frozenset({Stage.LEAD}), lambda p: p.stage_since if p.referrer else None),
    Watch(Reason.FOLLOW_TALKS, frozenset({Stage.TALKS}), _last_word),
    Watch(Reason.STUCK_IN_TALKS, frozenset({Stage.TALKS}), lambda p: p.stage_since),
    Watch(Reason.REVIEW, frozenset({Stage.REVIEW}), lambda p: p.stage_since),
    Watch(
        Reason.FILE,
        frozenset({Stage.SIGNED}),
        lambda p: None if p.knows(Fact.FILED_ON) else p.stage_since,
    ),
    Watch(Reason.FOLLOW_SIGNED, frozenset({Stage.SIGNED}), _last_word),
    Watch(Reason.REGISTER, frozenset({Stage.REGISTERED}), lambda p: p.stage_since),
    Watch(Reason.PERMIT_LAND, frozenset({Stage.PERMITTED}), _permit_since(plant=False)),
    Watch(Reason.PERMIT_PLANT, frozenset({Stage.PERMITTED}), _permit_since(plant=True)),
    Watch(Reason.UNSTARTED, SIGNED_NOT_BUILT, lambda p: p.signed_on),
    Watch(Reason.PLANNED_MONTH, SIGNED_NOT_BUILT, _planned_month_end),
)
"""Every clock, in the order in which reasons are named. Source: HANDBOOK §3 and §4."""


class Lit(Pinned):
    """Columns and questions of the light."""

    __abstract__ = True

    yellow_on: Mapped[date] = mapped_column(default=FAR_OFF)
    red_on: Mapped[date] = mapped_column(default=FAR_OFF)
    yellow_reason: Mapped[Reason | None] = mapped_column(word_column(Reason))
    red_reason: Mapped[Reason | None] = mapped_column(word_column(Reason))
    yellow_since: Mapped[date | None]
    red_since: Mapped[date | None]

    def turns(self, clocks: Mapping[Reason, Clock] | None = None) -> list[Turn]:
        """Every clock that runs on this project, soonest to turn yellow first."""
        running = self._running()
        if not running:
            return []
        clocks = clocks or clocks_in_force(self.session, local_day(utc_now()))
        turns = [
            Turn(reason, since, clock.yellow_on(since), clock.red_on(since))
            for reason, since in running
            if (clock := clocks.get(reason)) is not None
        ]
        return sorted(turns, key=lambda turn: turn.yellow_on)

    def light_on(self, day: date) -> Colour | None:
        """The light that day from the kept days; None when finished or out of the line."""
        is_printed = cast("Project", self).is_known_from_print_only
        return light_of(self.stage, self.yellow_on, self.red_on, day, is_printed=is_printed)

    def relight(self) -> None:
        """Work out anew on which days the light turns; called by every verb that may change it."""
        for name, value in self.light_days().items():
            setattr(self, name, value)

    def light_days(self, clocks: Mapping[Reason, Clock] | None = None) -> dict[str, Any]:
        """The kept columns as the clocks give them: when it turns, why, and since when."""
        turns = self.turns(clocks)
        first = min(turns, key=lambda turn: turn.yellow_on, default=None)
        worst = min(turns, key=lambda turn: turn.red_on, default=None)
        days = {
            "yellow_on": first.yellow_on if first else FAR_OFF,
            "yellow_reason": first.reason if first else None,
            "yellow_since": first.since if first else None,
            "red_on": worst.red_on if worst else FAR_OFF,
            "red_reason": worst.reason if worst else None,
            "red_since": worst.since if worst else None,
        }
        return self.overlay_pin(days, local_day(utc_now()), Reason.PINNED)

    def _running(self) -> list[tuple[Reason, date]]:
        """What is watched in this project's stage, and since when."""
        me = cast("Project", self)
        watched = [watch for watch in WATCHES if me.stage in watch.stages]
        if me.is_known_from_print_only:
            watched = [watch for watch in watched if watch.reason is Reason.BLOCKER]
        begun = [(watch.reason, watch.since(me)) for watch in watched]
        return [(reason, since) for reason, since in begun if since is not None]


def light_of(
    stage: Stage, yellow_on: date, red_on: date, day: date, *, is_printed: bool
) -> Colour | None:
    """The light of a project in that stage; finished and exited projects have none.

    Green says that all is well, and of what is known from print alone nobody knows that.
    """
    colour = None if stage in UNLIT else colour_on(day, yellow_on, red_on)
    return None if is_printed and colour is Colour.GREEN else colour
