"""Held: shares told and struck out, together with the badges that follow from them."""

from datetime import date

from tracker.domain.firm import Firm
from tracker.domain.firm.kin import Shareholding
from tracker.domain.project.tiered import retier
from tracker.domain.user import Actor


def hold_share(
    parent: Firm, firm: Firm, share_bp: int, *, since: date, source: str, by: Actor, on: date
) -> Shareholding:
    """Write down what a parent holds of a firm since that day; raises what the verb refuses."""
    held = parent.hold_share_of(firm, share_bp, on=since, by=by, source=source)
    retier(firm.session, [firm.id], on)
    return held


def void_share(firm: Firm, held: Shareholding, *, because: str, by: Actor, on: date) -> None:
    """Strike out a share of the firm; raises what the verb refuses."""
    firm.void_share(held, by=by, on=on, because=because)
    retier(firm.session, [firm.id], on)
