"""Ranked: whether a project's firm is one of the 三类500强, as of the day that counts."""

from sqlalchemy.orm import Mapped, mapped_column

from tracker.domain.base import word_column
from tracker.domain.project.recorded import Recorded
from tracker.domain.ranking import RankingList


class Ranked(Recorded):
    """The badge, kept beside the dated facts that it follows from.

    `tier_firm_id` is the firm that stands on the list: the project's own, or a parent of it.
    """

    __abstract__ = True

    tier: Mapped[RankingList | None] = mapped_column(word_column(RankingList))
    tier_year: Mapped[int | None]
    tier_rank: Mapped[int | None]
    tier_firm_id: Mapped[int | None] = mapped_column(index=True)

    @property
    def tier_words(self) -> str:
        """What a badge says: list and rank, e.g. 民企 184; empty for other firms."""
        return f"{self.tier.tone} {self.tier_rank}" if self.tier else ""
