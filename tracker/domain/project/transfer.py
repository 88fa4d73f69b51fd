"""What two districts agreed on a project that lands there, and what of it counts here."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from tracker.domain.amounts import spoken
from tracker.domain.calendar import add_months
from tracker.domain.project.stage_rules import Fact


@dataclass(frozen=True, slots=True)
class Agreement:
    """What two districts agreed: our share in percent, for so many years from a day on."""

    district: str
    share: int
    years: int
    agreed_on: date

    @classmethod
    def of(cls, facts: Mapping[str, Any]) -> "Agreement | None":
        """The agreement among the facts that stand, if there is one."""
        if Fact.AGREED_ON not in facts:
            return None
        return cls(
            facts[Fact.DISTRICT],
            facts[Fact.CREDIT_SHARE],
            facts[Fact.CREDIT_YEARS],
            date.fromisoformat(facts[Fact.AGREED_ON]),
        )

    @property
    def ends_on(self) -> date:
        """The first day on which nothing counts any more.

        Years from a leap day are whole: without a 29 February they end with the 28th.
        """
        day = add_months(self.agreed_on, 12 * self.years)
        return day if day.day == self.agreed_on.day else day + timedelta(days=1)

    def credited(self, yuan: int, on: date) -> int:
        """Our part of a sum on that day, in whole 元; what does not divide is not ours."""
        return yuan * self.share // 100 if on < self.ends_on else 0

    def arithmetic(self, yuan: int, on: date) -> str:
        """The same as a person reckons it, for the page."""
        if on >= self.ends_on:
            return f"分成已于 {self.ends_on - timedelta(days=1)} 期满，不再计入"
        return f"{spoken(yuan)} × {self.share}% = {spoken(self.credited(yuan, on))}"
