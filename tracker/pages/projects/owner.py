"""Who answers for a project: handing it over, and drawing people into its task force."""

from flask import Response, abort, flash, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select
from wtforms import HiddenField, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired

from tracker.domain.event import EventKind
from tracker.domain.people.department import Department
from tracker.domain.people.user import User
from tracker.domain.permissions import Can, can
from tracker.domain.project import Project
from tracker.domain.task_force import TaskForceMember
from tracker.extensions import db
from tracker.pages.projects.blueprint import blueprint
from tracker.pages.projects.new_project import owners, text
from tracker.web.access import allow, require, visible_or_404
from tracker.web.acting import attempt
from tracker.web.fields import BaseForm, offered, version_seen
from tracker.web.identity import actor
from tracker.web.rendering import page, today
from tracker.web.submissions import save_and_lead_to


class OwnerForm(BaseForm):
    """To whom, and why."""

    version = HiddenField()
    owner = SelectField("交给谁", [DataRequired("请选一位同事。")], coerce=str)
    because = TextAreaField("移交原因", [DataRequired("请写明移交原因。"), *text(200)])


class MemberForm(BaseForm):
    """A department, one of its people, and what they see to."""

    department = SelectField("单位", [DataRequired("请选单位。")], coerce=str)
    person = StringField("姓名", text(40), description="可以先空着")
    task = StringField("负责什么", text(100))


def departments() -> list[tuple[str, str]]:
    found = db.session.execute(
        select(Department.id, Department.name).where(Department.in_use).order_by(Department.id)
    )
    return [("", "请选择"), *((str(row.id), row.name) for row in found)]


def _owner_form(project: Project) -> OwnerForm:
    form = OwnerForm(data={"version": project.version})
    people = (
        (str(one.id), f"{one.department.short_name if one.department else ''} · {one.name}")
        for one in owners()
    )
    form.owner.choices = offered([("", "请选择"), *people])
    return form


@blueprint.get("/<code>/owner")
@allow(Can.HAND_OVER)
def owner(code: str) -> Response:
    project = visible_or_404(code)
    require(Can.HAND_OVER, project)
    return page("projects/owner.html", project=project, form=_owner_form(project))


@blueprint.post("/<code>/owner")
@allow(Can.HAND_OVER)
def hand_over(code: str) -> ResponseReturnValue:
    project = visible_or_404(code)
    require(Can.HAND_OVER, project)
    form = _owner_form(project)
    if project.events_since(version_seen(), EventKind.PROJECT_HANDED_OVER):
        form.version.data = str(project.version)
        form.form_errors.append("您打开这一页之后，项目刚被别人移交过。请看现在的跟踪人再决定。")
        return page("projects/owner.html", 409, project=project, form=form)
    return attempt(form, lambda: _hand_over(project, form)) or page(
        "projects/owner.html", 422, project=project, form=form
    )


def _hand_over(project: Project, form: OwnerForm) -> str:
    heir = db.session.get_one(User, int(form.owner.data))
    project.hand_over_to(heir, by=actor(), on=today(), because=form.because.data)
    flash(f"“{project.name}”已移交给{heir.name}。", "success")
    if can(actor(), Can.SEE_PROJECTS, project):
        return url_for("projects.show", code=project.code)
    return url_for("ledger.show")


def _member_form() -> MemberForm:
    form = MemberForm()
    form.department.choices = offered(departments())
    return form


@blueprint.get("/<code>/task-force")
@allow(Can.HAND_OVER)
def task_force(code: str) -> Response:
    project = visible_or_404(code)
    require(Can.HAND_OVER, project)
    return page("projects/task_force.html", project=project, form=_member_form())


@blueprint.post("/<code>/task-force")
@allow(Can.HAND_OVER)
def draw_in(code: str) -> ResponseReturnValue:
    project = visible_or_404(code)
    require(Can.HAND_OVER, project)
    form = _member_form()
    return attempt(form, lambda: _draw_in(project, form)) or page(
        "projects/task_force.html", 422, project=project, form=form
    )


def _draw_in(project: Project, form: MemberForm) -> str:
    department = db.session.get_one(Department, int(form.department.data))
    project.draw_in(
        department,
        by=actor(),
        on=today(),
        person=form.person.data or "",
        task=form.task.data or "",
    )
    flash("已加入专班。", "success")
    return url_for("projects.task_force", code=project.code)


@blueprint.post("/<code>/task-force/<int:member_id>/leave")
@allow(Can.HAND_OVER)
def let_go(code: str, member_id: int) -> ResponseReturnValue:
    project = visible_or_404(code)
    require(Can.HAND_OVER, project)
    member = db.session.get(TaskForceMember, member_id)
    if member is None or member.project_id != project.id or member.blocker_id:
        abort(404)
    project.let_go(member, by=actor(), on=today())
    flash("已离开专班。", "success")
    return save_and_lead_to(url_for("projects.task_force", code=code))
