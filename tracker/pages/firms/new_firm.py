"""Entering a firm in its own right, past those that it may be already."""

from dataclasses import replace

from flask import Response, flash, request, url_for
from flask.typing import ResponseReturnValue

from tracker.domain.lead.lead_filing import firm_of
from tracker.domain.permissions import Can
from tracker.extensions import db
from tracker.pages.firms.blueprint import blueprint
from tracker.pages.firms.forms import NewFirmForm
from tracker.pages.projects.lead_questions import answers_in, met_by, questioned
from tracker.queries.visible_firms import visible_firms
from tracker.web.access import allow
from tracker.web.acting import attempt
from tracker.web.identity import actor, asker
from tracker.web.rendering import page, today


def _form() -> NewFirmForm:
    """Who is talking with the firm is told of, and decides nothing here."""
    met = replace(met_by(request.form), first=None)
    form: NewFirmForm = questioned(NewFirmForm, met)()
    form.met = met
    form.offer()
    if not form.is_submitted():
        form.firm.data = request.args.get("name", "")[:120]
    return form


@blueprint.get("/firms/new")
@allow(Can.KEEP_FIRMS)
def new() -> Response:
    return _page(_form())


@blueprint.post("/firms/new")
@allow(Can.KEEP_FIRMS)
def register() -> ResponseReturnValue:
    form = _form()
    return attempt(form, lambda: _registered(form)) or _page(form, 422)


def _registered(form: NewFirmForm) -> str:
    answers, columns = answers_in(form, form.met), form.columns()
    firm = firm_of(
        db.session(),
        form.firm.data or "",
        columns.pop("credit_code") or "",
        form.met,
        answers,
        by=actor(),
        on=today(),
    )
    if firm.is_listed:
        flash(f"“{firm.name}”库里已经有了，没有重复建档。", "success")
    else:
        firm.enter(columns, by=actor(), on=today(), seen=visible_firms(asker()))
        flash(f"“{firm.name}”已建档。", "success")
    return url_for("firms.show", firm_id=firm.id)


def _page(form: NewFirmForm, status: int = 200) -> Response:
    return page("firms/new.html", status, form=form, met=form.met)
