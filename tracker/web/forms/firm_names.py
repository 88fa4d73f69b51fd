"""Which firm is meant by a name that somebody typed."""

from sqlalchemy import select

from tracker.domain.firm import Firm, firms_called
from tracker.domain.same_firm.candidates import FirmQuery, candidates
from tracker.extensions import db
from tracker.matching.normal_name import normal_name
from tracker.queries.visible_firms import visible_firms
from tracker.refusal import refuse
from tracker.web.identity import asker

NEAR_NAMES = 3


def firm_called(name: str | None, field: str = "firm") -> Firm | None:
    """The firm of that name or alias that this person knows; None for an empty name.

    Raises Refused at the field for one that is not known, with the nearest names.
    """
    if not name:
        return None
    seen = visible_firms(asker())
    found = db.session.scalars(firms_called(name).where(seen)).all()
    found = [one for one in found if one.normal_name == normal_name(name)] or found
    if len(found) > 1:
        refuse(field, f"有 {len(found)} 家企业都叫“{name}”，请写营业执照上的全称。")
    if not found:
        near = [one.firm_id for one in candidates(db.session(), FirmQuery(name=name), NEAR_NAMES)]
        names = db.session.scalars(select(Firm.name).where(Firm.id.in_(near), seen)).all()
        asked = f"是不是{'、'.join(f'“{one}”' for one in names)}？" if names else ""
        refuse(field, f"库里没有叫“{name}”的企业。{asked or '请先到“企业”里新建。'}")
    return found[0]
