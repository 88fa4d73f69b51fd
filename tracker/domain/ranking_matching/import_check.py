"""What taking in a file would do to the lists that stand; nothing is written."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from tracker.domain.ranking import Match, Ranking, RankingEntry, RankingList
from tracker.domain.ranking.list_table import Row, Table
from tracker.domain.ranking_matching.entry_matches import EntryMatch, find, tally_of
from tracker.matching.normal_name import normal_name
from tracker.refusal import Refused

FIRST_YEAR = 1995


@dataclass(frozen=True, slots=True)
class Announced:
    """What is said of a list beside its rows; no day where the source names none."""

    kind: RankingList
    year: int
    publisher: str
    published_on: date | None
    source: str

    def judge(self, on: date) -> None:
        """Raise Refused, a sentence at each field, where this cannot be."""
        wrong: dict[str, str] = {}
        if not FIRST_YEAR <= self.year <= on.year:
            wrong["year"] = f"年份请写 {FIRST_YEAR} 到 {on.year} 之间的四位数。"
        if (day := self.published_on) and day > on:
            wrong["published_on"] = "发布日期不能是将来的日子。"
        elif day and "year" not in wrong and abs(day.year - self.year) > 1:
            wrong["published_on"] = f"{day:%Y-%m-%d} 发布的不会是 {self.year} 年的榜单。"
        if not self.publisher.strip():
            wrong["publisher"] = "请写是谁发布的，如“全国工商联”。"
        if not self.source.strip():
            wrong["source"] = "请写这份表从哪里来，别人好核对。"
        if wrong:
            raise Refused(next(iter(wrong.values())), **wrong)

    @property
    def said(self) -> tuple[Any, ...]:
        return self.publisher, self.published_on, self.source

    @property
    def full_name(self) -> str:
        return f"{self.kind.label} {self.year}"


def announced_of(ranking: Ranking) -> Announced:
    """The same of a ranking that was taken in."""
    published_on = ranking.on if ranking.is_dated else None
    return Announced(ranking.kind, ranking.year, ranking.publisher, published_on, ranking.source)


def said_by(entry: RankingEntry) -> tuple[Any, ...]:
    """What an entry says, as a row of a file says it."""
    return entry.rank, entry.name, entry.other_name, entry.province, entry.revenue_yuan


@dataclass(frozen=True, slots=True)
class Difference:
    """What a file changes of the list that stands: rows by name, old and new beside each other."""

    added: Sequence[Row] = ()
    changed: Sequence[tuple[RankingEntry, Row]] = ()
    gone: Sequence[RankingEntry] = ()
    is_said_anew: bool = False

    @property
    def is_nothing(self) -> bool:
        return not (self.added or self.changed or self.gone or self.is_said_anew)


@dataclass(frozen=True, slots=True)
class Report:
    """What taking in a file would do. `standing` is the ranking of that list and year now."""

    announced: Announced
    table: Table
    standing: Ranking | None
    difference: Difference
    founds: dict[int, EntryMatch] = field(default_factory=dict)
    """rank → what the row was matched with."""

    @property
    def is_same(self) -> bool:
        """Whether there is nothing to do: this very list is there already."""
        return self.standing is not None and self.difference.is_nothing

    @property
    def tally(self) -> dict[Match, int]:
        """How many rows have found their firm, may have, and have not."""
        return tally_of(self.founds.values())


def check(session: Session, announced: Announced, table: Table, *, on: date) -> Report:
    """Say what taking it in would do; nothing is written, and nothing matched in a faulty file.

    Raises Refused, a sentence at each field, where what is announced cannot be.
    """
    announced.judge(on)
    standing = _standing(session, announced)
    if table.faults:
        return Report(announced, table, standing, Difference())
    difference = _difference(announced, table, standing)
    kept = _kept(standing)
    fresh = [row for row in table.rows if normal_name(row.name) not in kept]
    founds = {row.rank: kept[name] for row in table.rows if (name := normal_name(row.name)) in kept}
    founds |= {row.rank: found for row, found in zip(fresh, find(session, fresh), strict=True)}
    return Report(announced, table, standing, difference, founds)


def _standing(session: Session, announced: Announced) -> Ranking | None:
    return session.scalar(
        select(Ranking)
        .where(
            Ranking.kind == announced.kind,
            Ranking.year == announced.year,
            Ranking.voided_at.is_(None),
        )
        .options(selectinload(Ranking.entries))
    )


def _difference(announced: Announced, table: Table, standing: Ranking | None) -> Difference:
    if standing is None:
        return Difference(added=table.rows)
    before = {normal_name(entry.name): entry for entry in standing.entries}
    after = {normal_name(row.name): row for row in table.rows}
    both = [(before[name], row) for name, row in after.items() if name in before]
    return Difference(
        added=[row for name, row in after.items() if name not in before],
        changed=[(entry, row) for entry, row in both if said_by(entry) != row.said],
        gone=[entry for name, entry in before.items() if name not in after],
        is_said_anew=announced.said != announced_of(standing).said,
    )


def _kept(standing: Ranking | None) -> dict[str, EntryMatch]:
    """What stays joined when a corrected file comes: nobody is asked about it again."""
    return {
        normal_name(entry.name): EntryMatch(entry.match, entry.firm_id, None, entry.why)
        for entry in (standing.entries if standing else ())
        if entry.match is Match.CERTAIN
    }
