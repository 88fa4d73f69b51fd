"""Landed in another district, yet counted here by the agreed share and years."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy.orm import Mapped

from tracker.domain.amounts import spoken
from tracker.domain.calendar import add_months
from tracker.domain.project.project_events import Recorded
from tracker.domain.project.stage_rules import Fact, known_after


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


class Transferred(Recorded):
    """What lists need of the agreement, and the sum that counts here on any day.

    Only the split is told here. Which projects a figure counts is the figure's own rule.
    """

    __abstract__ = True

    credit_share: Mapped[int | None]
    credit_ends_on: Mapped[date | None]

    @property
    def agreement(self) -> Agreement | None:
        return Agreement.of(self.facts)

    def agreement_on(self, day: date) -> Agreement | None:
        """The agreement that stood that day, by the moves up to it."""
        facts: dict[str, Any] = {}
        for move in self.standing_moves:
            if move.on <= day:
                facts = known_after(facts, move.to_stage, move.facts)
        return Agreement.of(facts)

    def credited_yuan(self, on: date) -> int | None:
        """What counts for this district on that day: all of the sum that was known then,
        the agreed part while it is handed over, nothing when the years are over. None
        where no sum was known.
        """
        yuan: int | None = self.amount_on(on)
        agreement = self.agreement_on(on)
        if yuan is None or agreement is None:
            return yuan
        return agreement.credited(yuan, on)

    def _fold_credit(self) -> None:
        agreement = self.agreement
        self.credit_share = agreement.share if agreement else None
        self.credit_ends_on = agreement.ends_on if agreement else None
