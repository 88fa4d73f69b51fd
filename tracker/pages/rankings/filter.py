"""Which rankings a list asks for, and the rows that answer it."""

from dataclasses import dataclass
from typing import Any, ClassVar

from sqlalchemy import Select, case, func, select

from tracker.domain.people.asker import Asker
from tracker.domain.people.user import User
from tracker.domain.ranking import Match, Ranking, RankingEntry, RankingList
from tracker.pages.rankings.blueprint import match_seen_by
from tracker.web.asked import Asked, RowOrder, number
from tracker.word import Word

NEWEST = RowOrder("最近的年份在前", Ranking.year, int, is_down=True, row_id=Ranking.id)


class Kept(Word):
    """Which rankings to list besides those that stand."""

    ALL = "all", "含撤销和更正前的"


@dataclass(frozen=True, slots=True)
class RankingFilter(Asked):
    """Of which list, of which year, and whether those taken back too."""

    READERS: ClassVar = {
        "kind": (RankingList, "榜单"),
        "year": (number, "年份"),
        "state": (Kept, "状态"),
    }
    kind: RankingList | None = None
    year: int | None = None
    state: Kept | None = None

    def statement(self, asker: Asker) -> Select[Any]:
        """Core rows of all the rankings asked for, the newest year first."""
        counted = _counted(asker)
        found = (
            select(
                Ranking.kind,
                Ranking.year,
                Ranking.publisher,
                Ranking.on,
                Ranking.is_dated,
                Ranking.is_complete,
                Ranking.source,
                Ranking.recorded_at,
                Ranking.voided_because,
                User.name.label("by"),
                counted.c.rows,
                counted.c.first,
                counted.c.last,
                *(counted.c[one.value] for one in Match),
                NEWEST.expression.label("place"),
                Ranking.id,
            )
            .join(counted, counted.c.ranking_id == Ranking.id)
            .outerjoin(User, User.id == Ranking.by_id)
        )
        if self.state is None:
            found = found.where(Ranking.voided_at.is_(None))
        if self.kind:
            found = found.where(Ranking.kind == self.kind)
        if self.year:
            found = found.where(Ranking.year == self.year)
        return found.order_by(*NEWEST.ordering())


def _counted(asker: Asker) -> Any:
    """Each ranking's rows, its first and last rank, and how many of them found their firm."""
    match = match_seen_by(asker)
    sums = [func.sum(case((match == one, 1), else_=0)).label(one.value) for one in Match]
    return (
        select(
            RankingEntry.ranking_id,
            func.count().label("rows"),
            func.min(RankingEntry.rank).label("first"),
            func.max(RankingEntry.rank).label("last"),
            *sums,
        )
        .group_by(RankingEntry.ranking_id)
        .subquery()
    )
