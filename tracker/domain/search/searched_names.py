"""What firms are called, read many at once."""

from collections import defaultdict
from collections.abc import Collection

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tracker.domain.firm import Firm, FirmAlias


def names_of(
    session: Session, firm_ids: Collection[int], *, with_code: bool = True
) -> dict[int, list[str]]:
    """What each firm is called: its name, its aliases, its code."""
    found: dict[int, list[str]] = defaultdict(list)
    own = select(Firm.id, Firm.name).where(Firm.id.in_(firm_ids))
    also = select(FirmAlias.firm_id, FirmAlias.name).where(FirmAlias.firm_id.in_(firm_ids))
    code = select(Firm.id, func.coalesce(Firm.credit_code, "")).where(Firm.id.in_(firm_ids))
    for asked in (own, also.order_by(FirmAlias.id), *((code,) if with_code else ())):
        for firm_id, text in session.execute(asked):
            found[firm_id].append(text)
    return found
