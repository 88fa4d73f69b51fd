"""Small makers for rankings: a list of that kind and year with these firms on it, and shares."""

from datetime import date

from sqlalchemy.orm import Session

from tests.world import TODAY
from tracker.domain.firm import Firm
from tracker.domain.firm.shareholdings import Shareholding
from tracker.domain.ranking import Match, Ranking, RankingEntry, RankingList
from tracker.domain.ranking_matching.rematching import body_of


def firm(session: Session, name: str) -> Firm:
    """A new firm under this name."""
    made = Firm.called(name)
    session.add(made)
    session.flush()
    return made


def ranking(
    session: Session,
    kind: RankingList,
    year: int,
    *ranked: tuple[int, Firm],
    on: date | None = None,
    is_complete: bool = False,
) -> Ranking:
    """A list that counts from that day, else from the first of July of its year."""
    made = Ranking(
        kind=kind,
        year=year,
        publisher="示例发布方",
        source="示例来源",
        is_complete=is_complete,
        on=on or date(year, 7, 1),
    )
    made.entries = [
        RankingEntry(
            rank=rank,
            name=one.name,
            body=body_of(one.name),
            firm=one,
            match=Match.CERTAIN,
            why="名称相同",
        )
        for rank, one in ranked
    ]
    session.add(made)
    session.flush()
    return made


def share(
    session: Session, parent: Firm, of: Firm, percent: float, on: date = date(2020, 1, 1)
) -> Shareholding:
    """That parent's share of a firm from a day on."""
    made = Shareholding(
        firm_id=of.id, parent_id=parent.id, share_bp=round(percent * 100), on=on, source="示例年报"
    )
    session.add(made)
    session.flush()
    return made


def strike(session: Session, row: Ranking | Shareholding) -> None:
    """Void it, as somebody did today."""
    row.void(1, f"{TODAY} 测试")
    session.flush()
