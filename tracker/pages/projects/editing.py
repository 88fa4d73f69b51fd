"""Editing a project, and the page that two people meet on who edited the same field."""

from dataclasses import dataclass
from typing import Any

from flask import Response, flash, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import HiddenField

from tracker.domain.event import EventKind
from tracker.domain.permissions import Can
from tracker.domain.project import REVISABLE, Project
from tracker.domain.refusal import Refused
from tracker.extensions import db
from tracker.pages.projects.blueprint import blueprint
from tracker.pages.projects.registering import ProjectForm, firm_named
from tracker.web.access import allow, require, visible_or_404
from tracker.web.fields import refused, version_seen
from tracker.web.identity import actor
from tracker.web.once import save_and_lead_to
from tracker.web.rendering import page, today

FIELD_OF = {"firm_id": "firm"}
"""Columns whose form field has another name."""


class EditForm(ProjectForm):
    """The shared fields, and the version they were read at."""

    version = HiddenField()


@dataclass(frozen=True, slots=True)
class Clash:
    """One field that both changed: what the other wrote and what this person typed."""

    name: str
    field: Any
    who: str
    theirs: str
    mine: str


def _form(project: Project) -> EditForm:
    form = EditForm(data=shown_values(project))
    form.offer()
    return form


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
        changes = form.columns()
        firm = firm_named(form.firm.data or "")
        changes["firm_id"] = firm.id if firm else None
    except Refused as refusal:
        refused(form, refusal)
        return page("projects/edit.html", 422, project=project, form=form, clashes=[])
    base, theirs = base_and_theirs(project)
    mine = {name: value for name, value in changes.items() if value != base[name]}
    clashing = [name for name in mine if name in theirs and mine[name] != getattr(project, name)]
    undecided = [name for name in clashing if f"choose-{name}" not in request.form]
    if undecided:
        return _ask_which(project, form, mine, clashing, theirs)
    kept = {name: value for name, value in mine.items() if _is_mine(name)}
    flash("已保存。" if project.revise(kept, by=actor(), on=today()) else "没有改动。", "success")
    return save_and_lead_to(url_for("projects.show", code=code))


def _is_mine(name: str) -> bool:
    return request.form.get(f"choose-{name}", "mine") == "mine"


def base_and_theirs(project: Project) -> tuple[dict[str, Any], dict[str, str]]:
    """The columns as they were at the form's version, and who has changed which since."""
    base = {name: getattr(project, name) for name in REVISABLE}
    theirs: dict[str, str] = {}
    for event in reversed(project.events_since(version_seen(), EventKind.PROJECT_REVISED)):
        base |= event.before
        theirs |= dict.fromkeys(event.before, event.by.name if event.by else "系统")
    return base, theirs


def _ask_which(
    project: Project, form: EditForm, mine: dict[str, Any], clashing: list[str],
    theirs: dict[str, str],
) -> Response:  # fmt: skip
    """The form again, at the present version: my changes stay, both sides of each clash show.

    What I had not touched takes the other's newer value, so that it is not undone.
    """
    now = shown_values(project)
    clashes = []
    for name in clashing:
        field = form[FIELD_OF.get(name, name)]
        other = _words(field, now[field.name])
        clashes.append(Clash(name, field, theirs[name], other, _words(field, field.data)))
    for name in REVISABLE:
        if name not in mine:
            field = form[FIELD_OF.get(name, name)]
            field.data = now[field.name]
    form.version.data = str(project.version)
    db.session.rollback()
    return page("projects/edit.html", 409, project=project, form=form, clashes=clashes)


def _words(field: Any, value: Any) -> str:
    """A value as the form shows it; for a select the words of its choice."""
    choices = {one.value: one.label for one in getattr(field, "choices", None) or []}
    return str(choices.get(value, value) or "（空）")
