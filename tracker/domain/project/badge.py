"""Whether a project's firm is one of the 三类500强, as of the day that counts."""

from typing import Any

from sqlalchemy.orm import Mapped, mapped_column

from tracker.domain.base import utc_now, word_column
from tracker.domain.calendar import local_day
from tracker.domain.project.project_part import ProjectPart
from tracker.domain.ranking import RankingList
from tracker.domain.ranking.ranking_data import RankingData
from tracker.domain.ranking.standing import RankingPosition, badge
from tracker.word import Word


class Tier(Word):
    """Which badge a list of projects asks for: that of one list, or any."""

    ANY = "any", "任意一份"
    WORLD = RankingList.WORLD.value, RankingList.WORLD.label
    CHINA = RankingList.CHINA.value, RankingList.CHINA.label
    PRIVATE = RankingList.PRIVATE.value, RankingList.PRIVATE.label

    @property
    def kind(self) -> RankingList | None:
        """The one list that is asked for; None means any."""
        return None if self is Tier.ANY else RankingList(self.value)


class Ranked(ProjectPart):
    """The badge, kept beside the dated facts that it follows from.

    `tier_firm_id` is the firm that stands on the list: the project's own, or one above it.
    """

    __abstract__ = True

    tier: Mapped[RankingList | None] = mapped_column(word_column(RankingList))
    tier_year: Mapped[int | None]
    tier_rank: Mapped[int | None]
    tier_firm_id: Mapped[int | None] = mapped_column(index=True)

    @property
    def tier_words(self) -> str:
        """What a badge says: list and rank, e.g. 民企 184; empty for other firms."""
        return badge_words(self.tier, self.tier_rank)

    @property
    def tier_title(self) -> str:
        """The same in full, e.g. 中国民营企业500强 2026 第 184 名."""
        return badge_title(self.tier, self.tier_year, self.tier_rank)

    def retier(self, grounds: RankingData | None = None) -> None:
        """Work out the badge anew; called by every verb that may change it."""
        stood = None
        if self.firm_id is not None:
            with self.session.no_autoflush:
                grounds = grounds or RankingData.of(self.session, {self.firm_id})
            stood = badge(grounds, self.firm_id, self.signed_on or local_day(utc_now()))
        for name, value in badge_columns(stood).items():
            setattr(self, name, value)


def badge_columns(stood: RankingPosition | None) -> dict[str, Any]:
    """The kept columns for that standing, or for none."""
    if stood is None:
        return dict.fromkeys(("tier", "tier_year", "tier_rank", "tier_firm_id"))
    return {
        "tier": stood.kind,
        "tier_year": stood.year,
        "tier_rank": stood.rank,
        "tier_firm_id": stood.firm_id,
    }


def badge_words(kind: RankingList | None, rank: int | None) -> str:
    return f"{kind.tone} {rank}" if kind else ""


def badge_title(kind: RankingList | None, year: int | None, rank: int | None) -> str:
    return f"{kind.label} {year} 第 {rank} 名" if kind else ""
