"""写跟进: a contact written down in three taps and the text, with a blocker if there is one."""

from typing import Any

from flask import Response, flash, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from tracker.domain.blocker import report_blocker
from tracker.domain.people.department import Department
from tracker.domain.permissions import Can, can, may
from tracker.domain.project import Project
from tracker.domain.targeting import Target
from tracker.domain.words import BlockerKind, Contact
from tracker.extensions import db
from tracker.pages.follow_ups.blueprint import blueprint, way_back
from tracker.pages.follow_ups.forms import FollowUpAndBlockerForm, FollowUpForm
from tracker.pages.follow_ups.pick import MARK, picked_or_404
from tracker.pages.pick import recent
from tracker.queries.project_list.row_columns import told_turns
from tracker.refusal import Refused
from tracker.web.access import allow, require, require_court
from tracker.web.acting import attempt
from tracker.web.fields import offered
from tracker.web.identity import actor
from tracker.web.rendering import page, today

RECENT = 3


def form_for(code: str) -> FollowUpForm:
    """With the blocker's fields for those who may report one, but not on a target."""
    if not may(actor(), Can.RAISE_BLOCKER) or code.startswith(MARK):
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
    code = request.args.get("project", "")
    if target_id := request.args.get("target", ""):
        code = f"{MARK}{target_id}"
    form = form_for(code)
    if code:
        form.picked = picked_or_404(code)
    form.next.data = request.args.get("next", "")
    return _page(form)


@blueprint.post("/follow-ups/new")
@allow(Can.FOLLOW_UP)
def log() -> ResponseReturnValue:
    form = form_for(request.form.get("project_code", ""))
    return attempt(form, lambda: _log(form)) or _page(form, 422)


def _log(form: FollowUpForm) -> str:
    about = form.picked
    assert about is not None, "a form that is whole knows what it is about"
    told: dict[str, Any] = {
        "on": form.on.data,
        "by": actor(),
        "said": form.said.data,
        "present": form.present.data or "",
        "next_step": form.next_step.data or "",
        "next_on": form.next_on.data,
    }
    has_blocker = isinstance(form, FollowUpAndBlockerForm) and form.tells_blocker
    if isinstance(about, Target):
        _log_on_target(about, Contact(form.kind.data), has_blocker, told)
    else:
        require(Can.FOLLOW_UP, about)
        about.log_follow_up(Contact(form.kind.data), **told)
        if has_blocker:
            _raise_blocker(about, form)
        flash("已记下。", "success")
    return way_back(form.next.data, about)


def _log_on_target(target: Target, kind: Contact, has_blocker: bool, told: dict[str, Any]) -> None:
    require_court(target)
    if has_blocker:
        said = "堵点报在项目上。目标还不是项目，请先写在“谈了什么”里。"
        raise Refused(said, blocker_what=said)
    further = target.log_follow_up(kind, **told)
    moved = f"“{target.firm.name}”已到“{further.label}”。" if further else ""
    if target.is_before_courting(told["on"]):
        moved = "这次接触早于立为目标的日子，进展不变。"
    flash(f"已记下。{moved}", "success")


def _raise_blocker(project: Project, form: Any) -> None:
    require(Can.RAISE_BLOCKER, project)
    chosen = form.blocker_department.data
    if chosen and not can(actor(), Can.ASSIGN_BLOCKER, project):
        said = "这个项目由别的单位跟踪，请先空着报上去，由跟踪单位下发。"
        raise Refused(said, blocker_department=said)
    try:
        report_blocker(
            project,
            BlockerKind(form.blocker_kind.data),
            form.blocker_what.data,
            on=today(),
            by=actor(),
            department=db.session.get_one(Department, int(chosen)) if chosen else None,
            due_on=form.blocker_due_on.data,
        )
    except Refused as refusal:
        at_fields = {f"blocker_{name}": said for name, said in refusal.fields.items()}
        raise Refused(refusal.message, **at_fields) from refusal


def _page(form: FollowUpForm, status: int = 200) -> Response:
    about, now = form.picked, today()
    project = about if isinstance(about, Project) else None
    target = about if isinstance(about, Target) else None
    return page(
        "follow_ups/new.html",
        status,
        form=form,
        project=project,
        target=target,
        light=project.light_on(now) if project else None,
        reasons=[turn.said(now) for turn in told_turns(project, actor()) if now >= turn.yellow_on]
        if project
        else [],
        recent=[] if about else recent(actor(), RECENT),
        draft=_draft(project, target),
        cancel=way_back(form.next.data, about) if about else url_for("workbench.show"),
    )


def _draft(project: Project | None, target: Target | None) -> str:
    if target:
        return f"follow-up-target-{target.id}"
    return f"follow-up-{project.code}" if project else "follow-up"
