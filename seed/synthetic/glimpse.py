"""Glimpse: whether the days of a life give its card's colour under the office's own clocks."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from seed.synthetic.deck import Card
from seed.synthetic.pace import LATER, Pace
from seed.synthetic.setting import Setting
from tracker.domain.project.light_rules import CLOCK_RULES, colour_on
from tracker.domain.project.stage_rules import Fact
from tracker.domain.words import Stage


@dataclass(frozen=True, slots=True)
class Glimpse:
    """As much of a project as the clocks look at, before anything else of it is known."""

    pace: Pace
    stage: Stage
    blocker_due_on: date | None = None
    referrer: str = ""

    @property
    def stage_since(self) -> date:
        return self.pace.steps[-1][1]

    @property
    def last_followed_on(self) -> date:
        return self.pace.last_on

    @property
    def signed_on(self) -> date | None:
        return next((on for stage, on in self.pace.steps if stage.is_signed), None)

    @property
    def planned_start_on(self) -> date | None:
        return self.pace.planned_on

    @property
    def facts(self) -> dict[str, Any]:
        return {}

    def last_progress_on(self) -> date:
        return max(self.last_followed_on, self.stage_since)

    def knows(self, fact: Fact) -> bool:
        return fact is not Fact.FILED_ON or self.pace.is_filed


def shows(card: Card, pace: Pace, setting: Setting) -> bool:
    """Whether it does; later stages are coloured by blockers, and so fit by any pace."""
    if card.stage.is_exit or card.stage in LATER:
        return True
    glimpse, today = Glimpse(pace, card.stage), setting.today
    turns = [
        (clock.yellow_on(since), clock.red_on(since))
        for watch in CLOCK_RULES
        if (clock := setting.clocks.get(watch.reason))
        and card.stage in watch.stages
        and (since := watch.since(glimpse)) is not None  # type: ignore[arg-type]
    ]
    yellow_on, red_on = (min(days) for days in zip(*turns, strict=True))
    return colour_on(today, yellow_on, red_on) is card.colour
