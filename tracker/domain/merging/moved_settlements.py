"""What was settled about a firm goes along when it is merged, and comes back."""

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from tracker.domain.same_firm.settlements import FirmSettlement, settlement_of

Origin = list[list[int | None]]
"""[settlement, firm_id, other_id] as they were before, and whether it was voided, one a row."""


def move_settlements(
    session: Session, gone_id: int, kept_id: int, *, by_id: int, because: str
) -> Origin:
    """Make the verdicts on the gone firm verdicts on the kept one; says what they were.

    One that the kept firm has already is voided, and one on the two of them stays.
    """
    origin: Origin = []
    for row in _of(session, gone_id):
        pair = [kept_id if one == gone_id else one for one in (row.firm_id, row.other_id)]
        if pair[0] == pair[1]:
            continue
        place = (min(filter(None, pair)), max(filter(None, pair)) if pair[1] else None, row.typed)
        is_repeated = not row.is_void and settlement_of(session, place) is not None
        origin.append([row.id, row.firm_id, row.other_id, int(is_repeated)])
        if is_repeated:
            row.void(by_id, because)
        row.firm_id, row.other_id = place[:2]
        session.flush()
    return origin


def put_settlements_back(session: Session, origin: Origin) -> None:
    """Make them the verdicts that they were."""
    for number, firm_id, other_id, was_voided in origin:
        row = session.get(FirmSettlement, number)
        if row is None or firm_id is None:
            continue
        row.firm_id, row.other_id = firm_id, other_id
        if was_voided:
            row.voided_at = row.voided_by_id = row.voided_because = None
    session.flush()


def _of(session: Session, firm_id: int) -> list[FirmSettlement]:
    either = or_(FirmSettlement.firm_id == firm_id, FirmSettlement.other_id == firm_id)
    return list(session.scalars(select(FirmSettlement).where(either).order_by(FirmSettlement.id)))
