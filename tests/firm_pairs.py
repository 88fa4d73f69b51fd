"""Pairs of names with what is true of them, and how well the judging agrees.

The names are invented (示…, 例…), or stand in print as they are written here; a pair
says nothing about any real firm. `same`: one firm, and the names alone show it.
`maybe`: it may be one (a short name, a slip of the pen, a group and its firm), so it
must be found and must not be called certain. `different`: two firms. The rules were
made by looking at three pairs of four; every fourth was held back.
"""

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.domain.firm import Firm
from tracker.matching.firm_identity import FirmIdentity
from tracker.matching.likeness import Judgement, Likeness, judge
from tracker.matching.normal_name import normal_name

FILE = Path(__file__).with_name("firm_pairs.csv")
HELD_BACK = 4


@dataclass(frozen=True)
class Pair:
    """Two names, the second with its aliases, and what is true of them."""

    number: int
    one: str
    other: str
    aliases: tuple[str, ...]
    truth: str
    kind: str

    @property
    def is_held_back(self) -> bool:
        return self.number % HELD_BACK == 0

    def judged(self) -> Judgement:
        return judge(FirmIdentity.of(self.one), FirmIdentity.of(self.other, *self.aliases))


@dataclass(frozen=True)
class Quality:
    """How well the judging agrees with the labels; each share between 0 and 1."""

    pairs: int
    precision: float
    """Of the pairs judged certain, how many are surely one firm."""
    recall: float
    """Of the pairs that are or may be one firm, how many were judged certain or doubtful."""
    sureness: float
    """Of the pairs that are surely one firm, how many were judged certain."""
    quiet: float
    """Of the pairs of two firms, how many are not asked about at all."""


def labelled_pairs() -> list[Pair]:
    with FILE.open(encoding="utf-8", newline="") as file:
        return [
            Pair(
                number,
                row["one"],
                row["other"],
                tuple(filter(None, row["aliases"].split("；"))),
                row["truth"],
                row["kind"],
            )
            for number, row in enumerate(csv.DictReader(file), 1)
        ]


def enter_others(session: Session, pairs: Iterable[Pair]) -> list[int]:
    """Enter the second firm of every pair with its aliases; their numbers, in the pairs' order."""
    entered = {firm.normal_name: firm for firm in session.scalars(select(Firm))}
    found = []
    for pair in pairs:
        firm = entered.setdefault(normal_name(pair.other), Firm.called(pair.other))
        session.add(firm)
        for alias in pair.aliases:
            firm.also_called(alias)
        found.append(firm)
    session.flush()
    return [firm.id for firm in found]


def quality_of(pairs: Iterable[Pair]) -> Quality:
    judged = [(pair.truth, pair.judged().likeness) for pair in pairs]
    certain = [truth for truth, found in judged if found is Likeness.CERTAIN]
    wanted = [found for truth, found in judged if truth != "different"]
    sure = [found for truth, found in judged if truth == "same"]
    strangers = [found for truth, found in judged if truth == "different"]
    return Quality(
        len(judged),
        certain.count("same") / len(certain),
        1 - wanted.count(Likeness.DIFFERENT) / len(wanted),
        sure.count(Likeness.CERTAIN) / len(sure),
        strangers.count(Likeness.DIFFERENT) / len(strangers),
    )
