"""写跟进: a contact written down in three taps and the text, with a blocker if there is one."""

from flask import Response, flash, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from tracker.domain.department import Department
from tracker.domain.permissions import Can, can, may
from tracker.domain.project import Project
from tracker.domain.refusal import Refused
from tracker.domain.words import BlockerKind, Contact
from tracker.extensions import db
from tracker.pages.follow_ups.blueprint import blueprint, way_back
from tracker.pages.follow_ups.forms import FollowUpAndBlockerForm, FollowUpForm, picked_or_404
from tracker.pages.pick import recent
from tracker.web.access import allow, require
from tracker.web.acting import attempt
from tracker.web.fields import offered
from tracker.web.identity import actor
from tracker.web.rendering import page, today

RECENT = 3


def form_for() -> FollowUpForm:
    """With the blocker's fields for those who may report one."""
    if not may(actor(), Can.RAISE_BLOCKER):
        return FollowUpForm()
    form = FollowUpAndBlockerForm()
    form.blocker_department.choices = offered([("", "还不知道"), *departments()])
    return form


def departments() -> list[tuple[str, str]]:
    found = db.session.execute(
        select(Department.id, Department.name).where(Department.in_use).order_by(Department.id)
    )
    return [(str(row.id), row.name) for row in found]


@blueprint.get("/follow-ups/new")
@allow(Can.FOLLOW_UP)
def new() -> Response:
    form = form_for()
    if code := request.args.get("project", ""):
        form.picked = picked_or_404(code)
    form.next.data = request.args.get("next", "")
    return _page(form)


@blueprint.post("/follow-ups/new")
@allow(Can.FOLLOW_UP)
def log() -> ResponseReturnValue:
    form = form_for()
    return attempt(form, lambda: _log(form)) or _page(form, 422)


def _log(form: FollowUpForm) -> str:
    project = form.picked
    assert project is not None, "a form that is whole knows its project"
    require(Can.FOLLOW_UP, project)
    project.log_follow_up(
        Contact(form.kind.data), on=form.on.data, by=actor(), said=form.said.data,
        present=form.present.data or "", next_step=form.next_step.data or "",
        next_on=form.next_on.data,
    )  # fmt: skip
    if isinstance(form, FollowUpAndBlockerForm) and form.tells_blocker:
        _raise_blocker(project, form)
    flash("已记下。", "success")
    return way_back(form.next.data, project)


def _raise_blocker(project: Project, form: FollowUpAndBlockerForm) -> None:
    require(Can.RAISE_BLOCKER, project)
    chosen = form.blocker_department.data
    if chosen and not can(actor(), Can.ASSIGN_BLOCKER, project):
        said = "这个项目由别的单位跟踪，请先空着报上去，由跟踪单位下发。"
        raise Refused(said, blocker_department=said)
    try:
        project.raise_blocker(
            BlockerKind(form.blocker_kind.data), form.blocker_what.data, on=today(), by=actor(),
            department=db.session.get_one(Department, int(chosen)) if chosen else None,
            due_on=form.blocker_due_on.data,
        )  # fmt: skip
    except Refused as refusal:
        at_fields = {f"blocker_{name}": said for name, said in refusal.fields.items()}
        raise Refused(refusal.message, **at_fields) from refusal


def _page(form: FollowUpForm, status: int = 200) -> Response:
    project = form.picked
    return page(
        "follow_ups/new.html", status, form=form, project=project,
        light=project.light_on(today()) if project else None,
        reasons=[turn.said(today()) for turn in project.turns() if today() >= turn.yellow_on]
        if project else [],
        recent=[] if project else recent(actor(), RECENT),
        draft=f"follow-up-{project.code}" if project else "follow-up",
        cancel=way_back(form.next.data, project) if project else url_for("workbench.show"),
    )  # fmt: skip
