"""Editing a project, and the page that two people meet on who edited the same field."""

from typing import Any

from flask import Response, flash, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import HiddenField

from tracker.domain.event import EventKind
from tracker.domain.lead.crossing_rules import cross
from tracker.domain.lead.lead_filing import firm_of, give_code, queue_up
from tracker.domain.lead.lead_matches import Met
from tracker.domain.permissions import Can
from tracker.domain.project import REVISABLE, Project
from tracker.extensions import db
from tracker.matching.normal_name import normal_name
from tracker.pages.projects.blueprint import blueprint
from tracker.pages.projects.lead_questions import answers_in, choice_in, met_by, questioned
from tracker.pages.projects.new_project import ProjectForm
from tracker.refusal import Refused
from tracker.web.access import allow, require, visible_or_404
from tracker.web.acting import attempt
from tracker.web.edit_conflicts import Edit
from tracker.web.fields import refused
from tracker.web.identity import actor
from tracker.web.rendering import page, today

FIELD_OF = {"firm_id": "firm"}
"""Columns whose form field has another name."""


class EditForm(ProjectForm):
    """The shared fields, and the version they were read at."""

    version = HiddenField()


def _form(project: Project) -> EditForm:
    met = _met(project)
    form = questioned(EditForm, met, may_merge=False)(data=shown_values(project))
    form.met = met
    form.offer(project.chain_link_id)
    return form


def _met(project: Project) -> Met:
    """What a firm meets that is not the one that the project has already."""
    typed = request.form.get("firm", "")
    if not typed or _goes_by(project, typed):
        return Met()
    queue_up(db.session())
    return met_by(request.form, but=project.id)


def _goes_by(project: Project, name: str) -> bool:
    """Whether the project's own firm is called so."""
    if project.firm is None:
        return False
    names = {alias.normal_name for alias in project.firm.aliases}
    return normal_name(name) in names | {project.firm.normal_name}


def shown_values(project: Project) -> dict[str, Any]:
    """The project as the form shows it; ids as text, the firm by its name."""
    values = {FIELD_OF.get(name, name): getattr(project, name) for name in REVISABLE}
    values |= {name: str(values[name] or "") for name in ("chain_link_id", "zone_id")}
    values["firm"] = project.firm.name if project.firm else ""
    return values | {"version": project.version}


@blueprint.get("/<code>/edit")
@allow(Can.REVISE)
def edit(code: str) -> Response:
    project = visible_or_404(code)
    require(Can.REVISE, project)
    return page("projects/edit.html", project=project, form=_form(project), clashes=[])


@blueprint.post("/<code>/edit")
@allow(Can.REVISE)
def revise(code: str) -> ResponseReturnValue:
    project = visible_or_404(code)
    require(Can.REVISE, project)
    form = _form(project)
    if not form.validate():
        return page("projects/edit.html", 422, project=project, form=form, clashes=[])
    try:
        changes = form.columns() | {"firm_id": _firm_id(project, form)}
    except Refused as refusal:
        refused(form, refusal)
        return page("projects/edit.html", 422, project=project, form=form, clashes=[])
    typed = Edit.of(project, changes, REVISABLE, EventKind.PROJECT_REVISED, FIELD_OF)
    if typed.is_undecided:
        clashes = typed.show_both(form, shown_values(project))
        return page("projects/edit.html", 409, project=project, form=form, clashes=clashes)
    return attempt(form, lambda: _revised(project, form, typed.kept)) or page(
        "projects/edit.html", 422, project=project, form=form, clashes=[]
    )


def _firm_id(project: Project, form: EditForm) -> int | None:
    name, code = form.firm.data or "", form.credit_code.read()
    if not name:
        return None
    if project.firm and _goes_by(project, name):
        if code:
            give_code(project.firm, code, by=actor(), on=today())
        return project.firm_id
    answers = answers_in(form, form.met)
    firm = firm_of(db.session(), name, code, form.met, answers, by=actor(), on=today())
    return firm.id


def _revised(project: Project, form: EditForm, kept: dict[str, Any]) -> str:
    is_changed = project.revise(kept, by=actor(), on=today())
    if form.met.first and "firm_id" in kept:
        evidence = form.met.it.evidence if form.met.it else ()
        cross(
            db.session(),
            form.met.first,
            project,
            choice_in(form, form.met),
            by=actor(),
            on=today(),
            evidence=evidence,
        )
    flash("已保存。" if is_changed else "没有改动。", "success")
    return url_for("projects.show", code=project.code)
