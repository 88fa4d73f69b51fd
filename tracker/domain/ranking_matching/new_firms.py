"""An entry whose firm nobody has yet becomes a firm, as it is printed."""

from datetime import date

from sqlalchemy import ColumnElement
from sqlalchemy.orm import Session

from tracker.domain.firm import Firm, firms_called
from tracker.domain.people.user import Actor
from tracker.domain.ranking import RankingEntry
from tracker.matching.provinces import province_of
from tracker.refusal import Refused


def enter_firm(
    session: Session, entry: RankingEntry, *, by: Actor, on: date, seen: ColumnElement[bool]
) -> Firm:
    """Enter the entry's firm in its own right; the entry finds it as it comes.

    Raises Refused where there is one of that name already.
    """
    if session.scalars(firms_called(entry.name)).first() is not None:
        raise Refused(f"“{entry.name}”已经在库里了，请点“重新核对”。")
    firm = Firm.called(entry.name, source=f"{entry.ranking.full_name} 第 {entry.rank} 名")
    session.add(firm)
    session.flush()
    firm.enter({"province": province_of(entry.province)}, by=by, on=on, seen=seen)
    session.refresh(entry)
    return firm
