"""Shares that are held of a firm, told and struck out."""

from flask import abort
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from tracker.domain.badges import project_badges as held_by
from tracker.domain.firm import Firm
from tracker.domain.firm.shareholdings import Shareholding, percent
from tracker.domain.permissions import Can
from tracker.extensions import db
from tracker.pages.chains.forms import firm_called
from tracker.pages.firms.acting import Act, answer
from tracker.pages.firms.blueprint import ADDRESS, blueprint
from tracker.pages.firms.forms import ReasonForm, ShareForm
from tracker.queries.visible_firms import visible_firms
from tracker.web.access import allow, firm_or_404
from tracker.web.identity import actor, asker
from tracker.web.rendering import today


@blueprint.route(f"{ADDRESS}/shares", methods=["GET", "POST"])
@allow(Can.KEEP_FIRMS)
def hold_share(firm_id: int) -> ResponseReturnValue:
    firm, form = firm_or_404(firm_id), ShareForm()

    def verb() -> str:
        parent = firm_called(form.parent.data, "parent")
        assert parent is not None, "the form asks for a parent"
        held = held_by.hold_share(
            parent,
            firm,
            form.share.read(),
            since=form.on.data,
            source=form.source.data,
            by=actor(),
            on=today(),
        )
        return f"“{parent.name}”持股 {percent(held.share_bp)} 已记下。"

    return answer(Act(firm, "记股东", "记下", form, verb, part="kin"))


@blueprint.route(f"{ADDRESS}/shares/<int:share_id>/void", methods=["GET", "POST"])
@allow(Can.KEEP_FIRMS)
def void_share(firm_id: int, share_id: int) -> ResponseReturnValue:
    firm, form = firm_or_404(firm_id), ReasonForm()
    held = _held(firm, share_id)

    def verb() -> str:
        held_by.void_share(firm, held, because=form.because.data, by=actor(), on=today())
        return "持股记录已作废。"

    told = [f"作废：{held.on} 起“{held.parent.name}”持股 {percent(held.share_bp)}。"]
    return answer(Act(firm, "作废持股记录", "作废", form, verb, told, part="kin"))


def _held(firm: Firm, share_id: int) -> Shareholding:
    """The share of that number, if it is one of this firm and its parent is known here."""
    asked = select(Shareholding).join(Firm, Firm.id == Shareholding.parent_id)
    found = db.session.scalar(
        asked.where(
            Shareholding.id == share_id, Shareholding.firm_id == firm.id, visible_firms(asker())
        )
    )
    return found or abort(404)
