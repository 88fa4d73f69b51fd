"""The task force of a project: who is drawn in, and who leaves it."""

from flask import abort, url_for

from tracker.domain.permissions import Can, can
from tracker.domain.project import Project
from tracker.domain.task_force import TaskForceMember
from tracker.extensions import db
from tracker.pages.blockers.task_force import MemberForm
from tracker.pages.projects.blueprint import blueprint, project_act
from tracker.web.access import visible_or_404
from tracker.web.act import Done, button
from tracker.web.identity import actor
from tracker.web.rendering import today


def page_of_task_force(project: Project, *_: object) -> str:
    return url_for("projects.task_force", code=project.code)


@project_act(
    "/<code>/task-force",
    Can.HAND_OVER,
    opened_as="task_force",
    form=MemberForm,
    template="projects/task_force.html",
    home=page_of_task_force,
)
def draw_in(project: Project, form: MemberForm) -> Done:
    project.draw_in(
        form.department.department,
        by=actor(),
        on=today(),
        person=form.person.data or "",
        task=form.task.data or "",
    )
    return Done("已加入专班。")


def member_or_404(code: str, member_id: int) -> tuple[Project, TaskForceMember]:
    project, member = visible_or_404(code), db.session.get(TaskForceMember, member_id)
    if member is None or member.project_id != project.id:
        abort(404)
    return project, member


@button(
    blueprint,
    "/<code>/task-force/<int:member_id>/leave",
    Can.HAND_OVER,
    find=member_or_404,
    may=lambda one, project, _: can(actor(), one, project),
    home=page_of_task_force,
)
def let_go(project: Project, member: TaskForceMember) -> Done:
    project.let_go(member, by=actor(), on=today())
    return Done("已离开专班。")
