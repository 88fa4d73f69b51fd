"""A target becomes a project by the usual register, filled in with what is known."""

from flask import Response, flash, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from tracker.domain.lead.lead_filing import queue_up
from tracker.domain.permissions import Can
from tracker.domain.targeting import Target
from tracker.domain.words import Source
from tracker.extensions import db
from tracker.pages.projects.new_project import NewProjectForm, filed, new_form, where_it_went
from tracker.pages.targets.blueprint import blueprint
from tracker.pages.targets.target import ADDRESS
from tracker.web.access import allow, require_court, target_or_404
from tracker.web.acting import attempt
from tracker.web.identity import actor
from tracker.web.rendering import page, today
from tracker.web.submissions import lead_to


@blueprint.get(f"{ADDRESS}/project")
@allow(Can.COURT)
def project(target_id: int) -> Response:
    target = target_or_404(target_id)
    require_court(target)
    if target.hinders_becoming:
        flash(target.hinders_becoming, "warning")
        return lead_to(url_for("targets.show", target_id=target.id))
    form = new_form(MultiDict({"firm": target.firm.name}))
    _fill_in(form, target)
    return _page(target, form)


@blueprint.post(f"{ADDRESS}/project")
@allow(Can.COURT)
def become(target_id: int) -> ResponseReturnValue:
    target = target_or_404(target_id)
    require_court(target)
    queue_up(db.session())
    form = new_form(request.form)
    return attempt(form, lambda: _become(target, form)) or _page(target, form, 422)


def _fill_in(form: NewProjectForm, target: Target) -> None:
    """What is known of the firm and the courting; sums and the name are for a person to write."""
    form.firm.data = target.firm.name
    form.credit_code.data = target.firm.credit_code or ""
    form.chain_link_id.data = str(target.chain_link_id)
    form.source.data = Source.CHAIN.value
    form.source_note.data = f"目标企业：{target.chain_link.name}"
    if target.owner_id and str(target.owner_id) in {one.value for one in form.owner.choices}:
        form.owner.data = str(target.owner_id)


def _become(target: Target, form: NewProjectForm) -> str:
    project = filed(form)
    target.become(project, on=today(), by=actor())
    return where_it_went(form, project)


def _page(target: Target, form: NewProjectForm, status: int = 200) -> Response:
    return page("projects/new.html", status, form=form, target=target)
