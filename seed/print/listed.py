"""The three 500 lists as far as they are in print, each with its source and what is in doubt."""

import csv
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from seed.sheet import HERE, sheet
from tracker.domain.ranking import Ranking, RankingList
from tracker.domain.ranking.list_table import read
from tracker.domain.ranking_matching.import_check import Announced
from tracker.domain.ranking_matching.list_import import take_in
from tracker.domain.ranking_matching.project_badges import retier_all


def seed_rankings(session: Session, today: date) -> list[Ranking]:
    """Take in the printed lists that are not there yet, and give those back. No commit.

    Each on its own day, as printed projects are; badges are those of today.
    """
    known = set(session.execute(select(Ranking.kind, Ranking.year)).tuples())
    told = [_announced(row) for row in sheet("print/rankings")]
    files = [row["file"] for row in sheet("print/rankings")]
    taken = [
        _take(session, announced, file)
        for announced, file in zip(told, files, strict=True)
        if (announced.kind, announced.year) not in known
    ]
    if taken:
        session.flush()
        retier_all(session, today)
    return taken


def _announced(row: dict[str, str]) -> Announced:
    day = row["published_on"]
    return Announced(
        RankingList(row["kind"]),
        int(row["year"]),
        row["publisher"],
        date.fromisoformat(day) if day else None,
        row["source"],
    )


def _take(session: Session, announced: Announced, name: str) -> Ranking:
    with (HERE / "print" / "rankings" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        table = read(list(csv.reader(file)), announced.kind, announced.year)
    on = announced.published_on or date(announced.year, 12, 31)
    return take_in(session, announced, table, by=None, on=on)
