"""What speaks for and against two entries being one firm, side by side."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from tracker.domain.firm import Firm
from tracker.domain.merging.merge_rules import on_one_list
from tracker.domain.same_firm.candidates import Candidate, FirmQuery, candidates
from tracker.matching.firm_identity import FirmIdentity
from tracker.matching.likeness import Likeness, judge
from tracker.matching.phone_numbers import phones_of


@dataclass(frozen=True, slots=True)
class Comparison:
    """How alike the two are, by which evidence, and the lists that name both."""

    likeness: Likeness
    evidence: tuple[str, ...]
    lists: tuple[str, ...]


def compared(session: Session, one: Firm, other: Firm) -> Comparison:
    judged = judge(_face(one), _face(other))
    said = tuple(piece.says for piece in judged.evidence)
    return Comparison(judged.likeness, said, tuple(on_one_list(session, one, other)))


def alike(session: Session, firm: Firm, most: int = 8) -> list[Candidate]:
    """Other entries that may be the same firm; the caller shows only what its reader may see."""
    asked = FirmQuery(
        name=firm.name,
        credit_code=firm.credit_code or "",
        province=firm.province,
        firm_id=firm.id,
    )
    return candidates(session, asked, most)


def _face(firm: Firm) -> FirmIdentity:
    """Telephones of contacts count, those that were struck out do not."""
    numbers = [phones_of(one.phone) for one in firm.contacts if not one.is_void]
    return FirmIdentity.of(
        firm.name,
        *(alias.name for alias in firm.aliases),
        credit_code=firm.credit_code or "",
        phones=frozenset().union(*numbers),
        province=firm.province,
    )
