"""The firms that a lead may be with, and who is talking with them already.

What a person may learn here. Of a firm: its name, how likely it is the one, and the
evidence, always, for nobody can say whether two names are one firm's without knowing
both. Of a project with it: code and name where they see the project; else that another
department is talking, which one and since when, as 首报首谈 demands, and no more; a
department has one line however many such projects it has. Of one that has left the
line, or of a firm's other leads, nothing.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from tracker.domain.lead.first_talk import Talk, firms_as_one, first_of, talks_with
from tracker.domain.people.user import Actor
from tracker.domain.same_firm.candidates import Candidate, FirmQuery, candidates
from tracker.domain.same_firm.settlements import FirmSettlement, Verdict
from tracker.matching.evidence import EvidenceKind
from tracker.matching.likeness import Likeness
from tracker.matching.name_parts import plain_of

LINES = 5
"""So many talks of a firm are told; who wants them all has the firm's page."""


class MatchedFirm(NamedTuple):
    """A firm that the lead may be with. `is_asked`: a person has to say whether it is."""

    firm_id: int
    name: str
    likeness: Likeness
    evidence: tuple[str, ...]
    verdict: Verdict | None
    is_asked: bool
    talks: tuple[Talk, ...]

    @property
    def is_it(self) -> bool:
        return self.likeness is Likeness.CERTAIN or self.verdict is Verdict.SAME


@dataclass(frozen=True, slots=True)
class LeadMatches:
    """What a lead meets; `first` is who was the first to talk with the firm that it is with."""

    firms: tuple[MatchedFirm, ...] = ()
    first: Talk | None = None

    @property
    def it(self) -> MatchedFirm | None:
        """The firm that it surely is."""
        return next((firm for firm in self.firms if firm.likeness is Likeness.CERTAIN), None)

    @property
    def asked(self) -> list[MatchedFirm]:
        return [firm for firm in self.firms if firm.is_asked]


def match_lead(
    session: Session,
    asked: FirmQuery,
    by: Actor,
    same: Collection[int] = (),
    but: int | None = None,
) -> LeadMatches:
    """The firms that may be the one asked for, and the talks with them as far as `by` sees.

    `same` are firms that the asker is just about to settle as the one, `but` is the
    project that is asked for and does not meet itself.
    """
    found = candidates(session, asked)
    it = next((one.firm_id for one in found if one.likeness is Likeness.CERTAIN), None)
    verdicts = _verdicts(session, [one.firm_id for one in found], plain_of(asked.name), it)
    found = [one for one in found if verdicts.get(one.firm_id) is not Verdict.DIFFERENT]
    surely = {it} if it else {one.firm_id for one in found if one.firm_id in same}
    family = firms_as_one(session, surely) if surely else set()
    known = talks_with(session, family | {one.firm_id for one in found}, by)
    talks = [talk for talk in known if talk.project_id != but]
    return LeadMatches(
        tuple(_met(one, verdicts.get(one.firm_id), it, family, talks) for one in found),
        first_of(session, (talk for talk in talks if talk.firm_id in family)),
    )


def _met(
    one: Candidate, verdict: Verdict | None, it: int | None, family: set[int], talks: list[Talk]
) -> MatchedFirm:
    """Beside a firm that it surely is, others are shown, but only a shared telephone asks."""
    is_phoned = any(said.sign is EvidenceKind.SAME_PHONE for said in one.evidence)
    is_asked = one.firm_id != it and verdict is None and (it is None or is_phoned)
    own = family if one.firm_id == it else {one.firm_id}
    return MatchedFirm(
        one.firm_id,
        one.name,
        one.likeness,
        tuple(said.says for said in one.evidence),
        verdict,
        is_asked,
        tuple(_told(talk for talk in talks if talk.firm_id in own)[:LINES]),
    )


def _told(talks: Iterable[Talk]) -> Sequence[Talk]:
    """The talks that are seen; of the others the earliest of each department."""
    told: dict[int | str, Talk] = {}
    for talk in talks:
        told.setdefault(talk.code or talk.department_id, talk)
    return list(told.values())


def _verdicts(
    session: Session, firm_ids: Collection[int], typed: str, it: int | None
) -> dict[int, Verdict]:
    """What was settled between these firms and the typed name, or the firm that it surely is."""
    one, other = FirmSettlement.firm_id, FirmSettlement.other_id
    pairs = [and_(FirmSettlement.typed == typed, other.is_(None), one.in_(firm_ids))]
    if it:
        pairs += [and_(one == it, other.in_(firm_ids)), and_(other == it, one.in_(firm_ids))]
    asked = select(one, other, FirmSettlement.verdict).where(
        FirmSettlement.voided_at.is_(None), or_(*pairs)
    )
    found = session.execute(asked) if firm_ids else ()
    return {
        second if first == it and second else first: verdict for first, second, verdict in found
    }
