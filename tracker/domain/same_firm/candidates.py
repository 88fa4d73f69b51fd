"""The firms that a typed name, code or telephone may mean, the likeliest first."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import NamedTuple

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from tracker.domain.firm import Firm, FirmAlias
from tracker.domain.same_firm.firm_query import FirmQuery
from tracker.domain.same_firm.key_hits import Hits, parts, sought
from tracker.domain.same_firm.settlements import FirmSettlement, Verdict
from tracker.matching.evidence import Evidence, EvidenceKind
from tracker.matching.firm_identity import FirmIdentity
from tracker.matching.likeness import Judgement, Likeness, in_order, judge
from tracker.matching.name_parts import plain_of

__all__ = ["Candidate", "FirmQuery", "candidates", "match_many"]

SETTLED = (Evidence(EvidenceKind.SETTLED, "已由人核定为同一企业"),)
Verdicts = dict[tuple[int, int | str], Verdict]
"""By firm and typed name, and by both of two firms."""


class Candidate(NamedTuple):
    """A firm that it may be, and why."""

    firm_id: int
    name: str
    likeness: Likeness
    evidence: tuple[Evidence, ...]


def candidates(session: Session, asked: FirmQuery, limit: int = 5) -> list[Candidate]:
    """The firms that are, or may be, the one asked for; those settled as different are left out.

    Says nothing of who may know these firms: the caller shows only what its reader may see.
    """
    return match_many(session, [asked], limit)[0]


def match_many(
    session: Session, asked: Sequence[FirmQuery], limit: int = 5
) -> list[list[Candidate]]:
    """The candidates of each row, in the rows' order; a few statements, however many rows."""
    hits = sought(session, asked)
    faces = _faces(session, set[int]().union(*(hit.firm_ids for hit in hits)))
    verdicts = _verdicts(session, asked)
    return [
        _judged(row, hit, faces, verdicts)[:limit] for row, hit in zip(asked, hits, strict=True)
    ]


def _judged(
    asked: FirmQuery, hits: Hits, faces: dict[int, FirmIdentity], verdicts: Verdicts
) -> list[Candidate]:
    typed, face = plain_of(asked.name), asked.face
    judged: list[tuple[int, Judgement]] = []
    for firm_id in sorted(hits.firm_ids - {asked.firm_id}):
        other = faces[firm_id]
        if firm_id in hits.phoned:
            other = replace(other, phones=face.phones)
        of_two = verdicts.get((firm_id, asked.firm_id or 0))
        found = judge(face, other, SETTLED if of_two is Verdict.SAME else ())
        is_another = Verdict.DIFFERENT in (of_two, verdicts.get((firm_id, typed)))
        if found.likeness is Likeness.DIFFERENT or (
            is_another and not found.has(EvidenceKind.SAME_CODE)
        ):
            continue
        judged.append((firm_id, found))
    judged.sort(key=lambda one: (*in_order(one[1]), one[0]))
    return [
        Candidate(firm_id, faces[firm_id].names[0], found.likeness, found.evidence)
        for firm_id, found in _only_one_certain(judged)
    ]


def _only_one_certain(judged: list[tuple[int, Judgement]]) -> list[tuple[int, Judgement]]:
    """Two firms cannot both be it: the better evidence stays certain, equals become doubtful."""
    certain = [one for one in judged if one[1].likeness is Likeness.CERTAIN]
    for sign in (EvidenceKind.SAME_CODE, EvidenceKind.SAME_NAME):
        if best := [one for one in certain if one[1].has(sign)]:
            certain = best
            break
    surely = certain[0][0] if len(certain) == 1 else None
    return [
        (firm_id, found if firm_id == surely else found.at_most(Likeness.DOUBTFUL))
        for firm_id, found in judged
    ]


def _faces(session: Session, firm_ids: Collection[int]) -> dict[int, FirmIdentity]:
    """The faces of these firms, with the names of those that were merged into them."""
    faces: dict[int, FirmIdentity] = {}
    columns = (Firm.id, Firm.merged_into_id, Firm.name, Firm.credit_code, Firm.province)
    for some in parts(sorted(firm_ids)):
        asked = select(*columns).where(or_(Firm.id.in_(some), Firm.merged_into_id.in_(some)))
        rows = session.execute(asked.order_by(Firm.merged_into_id.is_not(None), Firm.id)).all()
        stands_for = {row.id: row.merged_into_id or row.id for row in rows}
        names = defaultdict[int, list[str]](list)
        for row in rows:
            names[stands_for[row.id]].append(row.name)
        also = select(FirmAlias.firm_id, FirmAlias.name).where(FirmAlias.firm_id.in_(stands_for))
        for firm_id, name in session.execute(also.order_by(FirmAlias.id)):
            names[stands_for[firm_id]].append(name)
        faces |= {
            row.id: FirmIdentity.of(
                *names[row.id], credit_code=row.credit_code or "", province=row.province
            )
            for row in rows
            if row.merged_into_id is None
        }
    return faces


def _verdicts(session: Session, asked: Sequence[FirmQuery]) -> Verdicts:
    """What was settled about the typed names, and about the firms that look for others."""
    firm_id, other_id = FirmSettlement.firm_id, FirmSettlement.other_id
    standing = select(firm_id, other_id, FirmSettlement.typed, FirmSettlement.verdict).where(
        FirmSettlement.voided_at.is_(None)
    )
    found: Verdicts = {}
    for names in parts({plain_of(row.name) for row in asked if row.name}):
        for row in session.execute(standing.where(FirmSettlement.typed.in_(names))):
            found[row.firm_id, row.typed] = row.verdict
    for ids in parts({row.firm_id for row in asked if row.firm_id}):
        pairs = standing.where(other_id.is_not(None), firm_id.in_(ids) | other_id.in_(ids))
        for row in session.execute(pairs):
            found[row.firm_id, row.other_id] = row.verdict
            found[row.other_id, row.firm_id] = row.verdict
    return found
