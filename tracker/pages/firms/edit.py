"""Correcting what is known of a firm, alone and with somebody else at the same time."""

from typing import Any

from flask import Response, flash
from flask.typing import ResponseReturnValue

from tracker.domain.event import EventKind
from tracker.domain.firm import Firm
from tracker.domain.firm.particulars import REVISABLE
from tracker.domain.permissions import Can
from tracker.pages.firms.acting import page_of
from tracker.pages.firms.blueprint import ADDRESS, blueprint
from tracker.pages.firms.forms import EditForm
from tracker.queries.visible_firms import visible_firms
from tracker.refusal import Refused
from tracker.web.access import allow, firm_or_404
from tracker.web.acting import attempt
from tracker.web.edit_conflicts import Clash, Edit
from tracker.web.fields import refused
from tracker.web.identity import actor, asker
from tracker.web.rendering import page, today


def _form(firm: Firm) -> EditForm:
    form = EditForm(data=shown_values(firm))
    form.offer(firm)
    return form


def shown_values(firm: Firm) -> dict[str, Any]:
    """The firm as the form shows it."""
    return {name: getattr(firm, name) or "" for name in REVISABLE} | {"version": firm.version}


@blueprint.get(f"{ADDRESS}/edit")
@allow(Can.KEEP_FIRMS)
def edit(firm_id: int) -> Response:
    firm = firm_or_404(firm_id)
    return _page(firm, _form(firm))


@blueprint.post(f"{ADDRESS}/edit")
@allow(Can.KEEP_FIRMS)
def revise(firm_id: int) -> ResponseReturnValue:
    firm = firm_or_404(firm_id)
    form = _form(firm)
    if not form.validate():
        return _page(firm, form, 422)
    try:
        typed = Edit.of(firm, form.columns(), REVISABLE, EventKind.FIRM_REVISED)
    except Refused as refusal:
        refused(form, refusal)
        return _page(firm, form, 422)
    if typed.is_undecided:
        return _page(firm, form, 409, typed.show_both(form, shown_values(firm)))
    return attempt(form, lambda: _revised(firm, typed.kept)) or _page(firm, form, 422)


def _revised(firm: Firm, kept: dict[str, Any]) -> str:
    seen = visible_firms(asker())
    is_changed = firm.revise(kept, by=actor(), on=today(), seen=seen)
    flash("已保存。" if is_changed else "没有改动。", "success")
    return page_of(firm)


def _page(
    firm: Firm, form: EditForm, status: int = 200, clashes: list[Clash] | None = None
) -> Response:
    return page("firms/edit.html", status, firm=firm, form=form, clashes=clashes or [])
