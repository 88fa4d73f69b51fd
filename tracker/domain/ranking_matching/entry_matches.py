"""Which rows of a list are which firms of ours, and why; what is doubtful waits."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Protocol

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tracker.domain.firm import Firm
from tracker.domain.ranking import Match
from tracker.domain.same_firm.candidates import Candidate, FirmQuery, match_many
from tracker.domain.same_firm.settlements import FirmSettlement, Verdict
from tracker.matching.likeness import Likeness
from tracker.matching.name_parts import plain_of

LONGEST_WHY = 200
AT_ONCE = 1000


class Printed(Protocol):
    """Whatever has a name and a province in print: a row of a file, an entry of a list."""

    @property
    def name(self) -> str: ...

    @property
    def province(self) -> str: ...


@dataclass(frozen=True, slots=True)
class EntryMatch:
    """The firm that a row is, or the one that it may be, and why."""

    match: Match
    firm_id: int | None = None
    likely_id: int | None = None
    why: str = ""

    @property
    def columns(self) -> dict[str, Any]:
        """The same as the columns of an entry."""
        return asdict(self)


NOTHING = EntryMatch(Match.NONE)


def find(session: Session, printed: Sequence[Printed]) -> list[EntryMatch]:
    """What each is matched with, in their order; what a person has settled goes before all else."""
    if not printed:
        return []
    settled = _settled(session, {plain_of(one.name) for one in printed})
    asked = [FirmQuery(name=one.name, province=one.province) for one in printed]
    return [
        settled.get(plain_of(one.name)) or _found_in(candidates)
        for one, candidates in zip(printed, match_many(session, asked), strict=True)
    ]


def said(candidate: Candidate) -> str:
    """The evidence in one line."""
    return "；".join(one.says for one in candidate.evidence)


def tally_of(founds: Iterable[EntryMatch]) -> dict[Match, int]:
    """How many rows have found their firm, may have, and have not."""
    many = Counter(found.match for found in founds)
    return {one: many[one] for one in Match}


def _settled(session: Session, typed: set[str]) -> dict[str, EntryMatch]:
    """The names that somebody has said to be a firm's."""
    found: dict[str, EntryMatch] = {}
    names, stands_for = sorted(typed), func.coalesce(Firm.merged_into_id, Firm.id)
    for at in range(0, len(names), AT_ONCE):
        rows = session.execute(
            select(FirmSettlement.typed, stands_for, FirmSettlement.because)
            .join(Firm, Firm.id == FirmSettlement.firm_id)
            .where(
                FirmSettlement.typed.in_(names[at : at + AT_ONCE]),
                FirmSettlement.verdict == Verdict.SAME,
                FirmSettlement.voided_at.is_(None),
            )
            .order_by(FirmSettlement.id)
        )
        for name, firm_id, because in rows:
            why = f"人工认定：{because}"[:LONGEST_WHY]
            found[name] = EntryMatch(Match.CERTAIN, firm_id, None, why)
    return found


def _found_in(candidates: Sequence[Candidate]) -> EntryMatch:
    """A certain firm is joined at once; a likely one waits for a person."""
    if not candidates:
        return NOTHING
    best, others = candidates[0], len(candidates) - 1
    if best.likeness is Likeness.CERTAIN:
        return EntryMatch(Match.CERTAIN, best.firm_id, None, said(best)[:LONGEST_WHY])
    more = f"；另有 {others} 家也像" if others else ""
    return EntryMatch(
        Match.DOUBTFUL, None, best.firm_id, said(best)[: LONGEST_WHY - len(more)] + more
    )
