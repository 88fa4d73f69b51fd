"""All that the standings of some firms follow from, read once: lists, shares, numbers."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Self

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.domain.firm.shareholdings import Shareholding
from tracker.domain.office.settings import DEFAULTS, NumberSetting, Setting
from tracker.domain.ranking import Ranking, RankingEntry, RankingList

AT_ONCE = 1000
Shares = dict[int, list[tuple[date, int, int]]]
"""firm → since when, which parent, which share in hundredths of a percent; oldest first."""


@dataclass(frozen=True, slots=True)
class RankingInForce:
    """A ranking that stands; `on` is the day from which it counts."""

    id: int
    kind: RankingList
    year: int
    on: date
    is_complete: bool


@dataclass(frozen=True, slots=True)
class RankingData:
    """Lists, the newest first; firm → ranking → rank; shares; and the numbers of the rules."""

    lists: list[RankingInForce]
    ranks: dict[int, dict[int, int]]
    shares: Shares
    numbers: dict[Setting, list[tuple[date, int]]]

    @classmethod
    def of(cls, session: Session, firm_ids: Iterable[int]) -> Self:
        """Read what these firms and everybody above them need; nothing where no list is kept."""
        lists, asked = _lists(session), set(firm_ids)
        if not lists:
            return cls([], {}, {}, {})
        shares = _shares_above(session, asked)
        parents = {parent for held in shares.values() for _, parent, _ in held}
        return cls(lists, _ranks(session, asked | parents), shares, _numbers(session))

    def number(self, key: Setting, on: date) -> int:
        """The setting that holds on that day."""
        held = [value for holds_from, value in self.numbers.get(key, ()) if holds_from <= on]
        return held[-1] if held else DEFAULTS[key]

    def parents(self, firm_id: int, on: date) -> dict[int, int]:
        """Each parent's share as last told by that day."""
        held = self.shares.get(firm_id, ())
        return {parent: share_bp for held_on, parent, share_bp in held if held_on <= on}


def families_below(session: Session, firm_ids: Iterable[int]) -> set[int]:
    """These firms and all that they hold a share of, at whatever remove, now or ever."""
    found = set(firm_ids)
    fresh = list(found)
    while fresh:
        held = {
            firm_id
            for some in _some(fresh)
            for firm_id in session.scalars(
                select(Shareholding.firm_id).where(Shareholding.parent_id.in_(some))
            )
        }
        fresh = list(held - found)
        found |= held
    return found


def _lists(session: Session) -> list[RankingInForce]:
    rows = session.execute(
        select(Ranking.id, Ranking.kind, Ranking.year, Ranking.on, Ranking.is_complete)
        .where(Ranking.voided_at.is_(None))
        .order_by(Ranking.on.desc(), Ranking.year.desc(), Ranking.id.desc())
    )
    return [RankingInForce(*row) for row in rows]


def _shares_above(session: Session, firm_ids: set[int]) -> Shares:
    """Every share in these firms and in those above them, in the order in which they were held."""
    found: Shares = defaultdict(list)
    known, fresh = set(firm_ids), list(firm_ids)
    while fresh:
        parents = set()
        for some in _some(fresh):
            rows = session.execute(
                select(
                    Shareholding.firm_id,
                    Shareholding.on,
                    Shareholding.parent_id,
                    Shareholding.share_bp,
                )
                .where(Shareholding.firm_id.in_(some), Shareholding.voided_at.is_(None))
                .order_by(Shareholding.on, Shareholding.id)
            )
            for firm_id, on, parent_id, share_bp in rows:
                found[firm_id].append((on, parent_id, share_bp))
                parents.add(parent_id)
        fresh = list(parents - known)
        known |= parents
    return dict(found)


def _ranks(session: Session, firm_ids: set[int]) -> dict[int, dict[int, int]]:
    """firm → ranking → rank."""
    found: dict[int, dict[int, int]] = defaultdict(dict)
    for some in _some(list(firm_ids)):
        rows = session.execute(
            select(RankingEntry.firm_id, RankingEntry.ranking_id, RankingEntry.rank)
            .where(RankingEntry.firm_id.in_(some))
            .order_by(RankingEntry.rank.desc())
        )
        for firm_id, ranking_id, rank in rows:
            if firm_id is not None:
                found[firm_id][ranking_id] = rank
    return dict(found)


def _numbers(session: Session) -> dict[Setting, list[tuple[date, int]]]:
    found: dict[Setting, list[tuple[date, int]]] = defaultdict(list)
    rows = session.execute(
        select(NumberSetting.key, NumberSetting.holds_from, NumberSetting.value)
        .where(NumberSetting.key.in_((Setting.PARENT_SHARE, Setting.RANKING_LIFE)))
        .order_by(NumberSetting.holds_from, NumberSetting.id)
    )
    for key, holds_from, value in rows:
        found[key].append((holds_from, value))
    return dict(found)


def _some(ids: list[int]) -> Iterator[list[int]]:
    return (ids[at : at + AT_ONCE] for at in range(0, len(ids), AT_ONCE))
