"""On which of the three lists a firm stands, as of a day, by itself or through its parents."""

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.domain.calendar import add_months
from tracker.domain.firm import Firm
from tracker.domain.firm.shareholdings import percent
from tracker.domain.office.settings import Setting
from tracker.domain.ranking import RankingList
from tracker.domain.ranking.ranking_data import RankingData, RankingInForce


@dataclass(frozen=True, slots=True)
class Step:
    """One step up: whose parent holds how much of it, in hundredths of a percent."""

    firm_id: int
    parent_id: int
    share_bp: int


@dataclass(frozen=True, slots=True)
class RankingPosition:
    """Where a firm stands on one list; `firm_id` is the firm printed there.

    `through` leads from the firm asked for up to that one; empty where they are the same.
    """

    kind: RankingList
    year: int
    rank: int
    ranking_id: int
    firm_id: int
    through: tuple[Step, ...] = ()


Family = list[tuple[int, tuple[Step, ...]]]
"""A firm and those above it, each with the steps that lead up to it."""


def standing_of(
    session: Session, firm_ids: Iterable[int], on: date
) -> dict[int, list[RankingPosition]]:
    """Where each of the firms stands that day; firms that are on no list are left out."""
    asked = set(firm_ids)
    grounds = RankingData.of(session, asked)
    found = {firm_id: standings(grounds, firm_id, on) for firm_id in asked}
    return {firm_id: stood for firm_id, stood in found.items() if stood}


def standings(grounds: RankingData, firm_id: int, on: date) -> list[RankingPosition]:
    """One for each kind of list that the firm is on that day, the most telling first."""
    family = list(_family(grounds, firm_id, on))
    found = (_standing(grounds, kind, family, on) for kind in RankingList)
    return [one for one in found if one]


def badge(grounds: RankingData, firm_id: int, on: date) -> RankingPosition | None:
    """The most telling of them."""
    return next(iter(standings(grounds, firm_id, on)), None)


def counting(grounds: RankingData, kind: RankingList, on: date) -> Iterator[RankingInForce]:
    """The lists of that kind that count on that day, the newest first.

    An older one speaks only where all the newer ones are parts: who is not on a part
    may stand below its last rank.
    """
    life = grounds.number(Setting.RANKING_LIFE, on)
    for one in grounds.lists:
        if one.kind is kind and one.on <= on < add_months(one.on, life):
            yield one
            if one.is_complete:
                return


def _standing(
    grounds: RankingData, kind: RankingList, family: Family, on: date
) -> RankingPosition | None:
    for one in counting(grounds, kind, on):
        found = [
            RankingPosition(kind, one.year, rank, one.id, firm_id, through)
            for firm_id, through in family
            if (rank := grounds.ranks.get(firm_id, {}).get(one.id))
        ]
        if found:
            return min(found, key=lambda standing: (len(standing.through), standing.rank))
    return None


def _family(grounds: RankingData, firm_id: int, on: date) -> Iterator[tuple[int, tuple[Step, ...]]]:
    """The firm, then those above it, each by the shortest way whose every step is enough."""
    enough = grounds.number(Setting.PARENT_SHARE, on) * 100
    known = {firm_id}
    coming: deque[tuple[int, tuple[Step, ...]]] = deque([(firm_id, ())])
    while coming:
        firm, way = coming.popleft()
        yield firm, way
        for parent, share_bp in grounds.parents(firm, on).items():
            if share_bp >= enough and parent not in known:
                known.add(parent)
                coming.append((parent, (*way, Step(firm, parent, share_bp))))


def standings_said(session: Session, firm_id: int, on: date) -> list[str]:
    """Every list that the firm stands on that day, the most telling first, a sentence each."""
    stood = standing_of(session, [firm_id], on).get(firm_id, [])
    names = _names(session, (one.firm_id for one in stood if one.through))
    return [said(one, names.get(one.firm_id, "")) for one in stood]


def said(stood: RankingPosition, listed: str = "") -> str:
    """e.g. 中国企业500强 2025 第 20 名，经“示例集团”逐级持股 51%、60%."""
    place = f"{stood.kind.label} {stood.year} 第 {stood.rank} 名"
    if not stood.through:
        return place
    shares = "、".join(percent(step.share_bp) for step in stood.through)
    steps = "逐级" if len(stood.through) > 1 else ""
    return f"{place}，经“{listed}”{steps}持股 {shares}"


def _names(session: Session, firm_ids: Iterable[int]) -> dict[int, str]:
    rows = session.execute(select(Firm.id, Firm.name).where(Firm.id.in_(list(firm_ids))))
    return dict(rows.tuples().all())
