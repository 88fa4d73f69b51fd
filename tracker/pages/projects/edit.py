"""Editing a project, and the page that two people meet on who edited the same field."""

from typing import Any, Self

from flask import request
from wtforms import HiddenField

from tracker.domain.event import EventKind
from tracker.domain.lead.crossing_rules import cross
from tracker.domain.lead.lead_filing import firm_of, give_code, queue_up
from tracker.domain.lead.lead_matches import LeadMatches
from tracker.domain.permissions import Can
from tracker.domain.project import REVISABLE, Project
from tracker.extensions import db
from tracker.matching.normal_name import normal_name
from tracker.pages.projects.blueprint import project_act
from tracker.pages.projects.lead_questions import answers_in, choice_in, met_by, questioned
from tracker.pages.projects.new_project import ProjectForm
from tracker.web.act import Done
from tracker.web.edit_conflicts import Edit
from tracker.web.identity import actor
from tracker.web.rendering import today

FIELD_OF = {"firm_id": "firm"}
"""Columns whose form field has another name."""


class EditForm(ProjectForm):
    """The shared fields, and the version they were read at."""

    version = HiddenField()

    @classmethod
    def of(cls, project: Project) -> Self:
        met = _met(project)
        form = questioned(cls, met, may_merge=False)(data=cls.known(project))
        form.met = met
        form.offer(project.chain_link_id)
        return form

    @classmethod
    def known(cls, project: Project) -> dict[str, Any]:
        """The project as the form shows it; ids as text, the firm by its name."""
        values = {FIELD_OF.get(name, name): getattr(project, name) for name in REVISABLE}
        values |= {name: str(values[name] or "") for name in ("chain_link_id", "zone_id")}
        values["firm"] = project.firm.name if project.firm else ""
        return values | {"version": project.version}


@project_act(
    "/<code>/edit",
    Can.REVISE,
    opened_as="edit",
    form=EditForm,
    template="projects/edit.html",
)
def revise(project: Project, form: EditForm) -> Done:
    typed = form.columns() | {"firm_id": _firm_id(project, form)}
    edit = Edit.of(project, typed, REVISABLE, EventKind.PROJECT_REVISED, FIELD_OF)
    changes = edit.settled(form, form.known(project))
    is_changed = project.revise(changes, by=actor(), on=today())
    if form.met.first and "firm_id" in changes:
        cross(
            db.session(),
            form.met.first,
            project,
            choice_in(form, form.met),
            by=actor(),
            on=today(),
            evidence=form.met.it.evidence if form.met.it else (),
        )
    return Done("已保存。" if is_changed else "没有改动。")


def _met(project: Project) -> LeadMatches:
    """What a firm meets that is not the one that the project has already."""
    typed = request.form.get("firm", "")
    if not typed or _goes_by(project, typed):
        return LeadMatches()
    queue_up(db.session())
    return met_by(request.form, but=project.id)


def _goes_by(project: Project, name: str) -> bool:
    """Whether the project's own firm is called so."""
    if project.firm is None:
        return False
    names = {alias.normal_name for alias in project.firm.aliases}
    return normal_name(name) in names | {project.firm.normal_name}


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
