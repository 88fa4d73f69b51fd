"""Where a firm stands on the rankings that count today, as a column of a list of firms."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, String, case, cast, literal, select, type_coerce
from sqlalchemy.orm import Session

from tracker.domain.firm import Firm
from tracker.domain.project.badge import Tier, badge_title, badge_words
from tracker.domain.ranking import Ranking, RankingEntry, RankingList
from tracker.domain.ranking.ranking_data import RankingData
from tracker.domain.ranking.standing import counting

TELLING = case({kind: place for place, kind in enumerate(RankingList)}, value=Ranking.kind)


@dataclass(frozen=True, slots=True)
class Badge:
    """The most telling place of a firm itself; `words` is short, `title` in full."""

    words: str
    title: str


def lists_in_force(session: Session, on: date) -> tuple[int, ...]:
    """The numbers of the rankings that count that day."""
    grounds = RankingData.of(session, ())
    return tuple(one.id for kind in RankingList for one in counting(grounds, kind, on))


def badge_column(lists: Sequence[int]) -> ColumnElement[str | None]:
    """kind|year|rank of the firm's most telling place, for `badge_of`."""
    told = [type_coerce(Ranking.kind, String), cast(Ranking.year, String)]
    place = told[0] + literal("|") + told[1] + literal("|") + cast(RankingEntry.rank, String)
    return (
        select(place)
        .select_from(RankingEntry)
        .join(Ranking, Ranking.id == RankingEntry.ranking_id)
        .where(RankingEntry.firm_id == Firm.id, RankingEntry.ranking_id.in_(lists))
        .order_by(TELLING, Ranking.on.desc(), RankingEntry.rank)
        .limit(1)
        .correlate(Firm)
        .scalar_subquery()
        .label("badge")
    )


def badge_of(told: str | None) -> Badge | None:
    """What a badge column read."""
    if not told:
        return None
    kind, year, rank = told.split("|")
    ranking = RankingList(kind)
    return Badge(badge_words(ranking, int(rank)), badge_title(ranking, int(year), int(rank)))


def badge_title_of(told: str | None) -> str:
    """The same in full, as a file says it."""
    badge = badge_of(told)
    return badge.title if badge else ""


def is_listed(tier: Tier, lists: Sequence[int]) -> ColumnElement[bool]:
    """The condition that the firm itself bears such a badge."""
    printed = (
        select(RankingEntry.firm_id)
        .join(Ranking, Ranking.id == RankingEntry.ranking_id)
        .where(RankingEntry.ranking_id.in_(lists), RankingEntry.firm_id.is_not(None))
    )
    if tier.kind:
        printed = printed.where(Ranking.kind == tier.kind)
    return Firm.id.in_(printed)
