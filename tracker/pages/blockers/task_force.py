"""The 专班 behind a blocker: who is in it, and who leaves it."""

from flask import abort, url_for
from wtforms import StringField
from wtforms.validators import DataRequired

from tracker.domain.blocker import Blocker
from tracker.domain.permissions import Can, can
from tracker.domain.task_force import TaskForceMember
from tracker.extensions import db
from tracker.pages.blockers.acts import backing_act
from tracker.pages.blockers.blueprint import ADDRESS, blueprint
from tracker.web.access import held_blocker_or_404
from tracker.web.act import Done, button
from tracker.web.fields import BaseForm, text
from tracker.web.identity import actor
from tracker.web.people_fields import DepartmentField
from tracker.web.rendering import today


class MemberForm(BaseForm):
    """A department, one of its people, and what they see to."""

    department = DepartmentField("单位", [DataRequired("请选单位。")])
    person = StringField("姓名", text(40), description="可以先空着")
    task = StringField("负责什么", text(100))


def page_of_task_force(blocker: Blocker, *_: object) -> str:
    return url_for("blockers.task_force", blocker_id=blocker.id)


@backing_act(
    f"{ADDRESS}/task-force",
    Can.BACK_BLOCKER,
    opened_as="task_force",
    form=MemberForm,
    template="blockers/task_force.html",
    home=page_of_task_force,
)
def draw_in(blocker: Blocker, form: MemberForm) -> Done:
    department = form.department.department
    blocker.draw_in(
        department,
        by=actor(),
        on=today(),
        person=form.person.data or "",
        task=form.task.data or "",
    )
    return Done(f"{department.short_name}已加入专班。")


def member_or_404(blocker_id: int, member_id: int) -> tuple[Blocker, TaskForceMember]:
    """Somebody who is in the 专班 of that very blocker."""
    blocker, member = held_blocker_or_404(blocker_id), db.session.get(TaskForceMember, member_id)
    if member is None or member.blocker_id != blocker.id or member.left_on:
        abort(404)
    return blocker, member


@button(
    blueprint,
    f"{ADDRESS}/task-force/<int:member_id>/leave",
    Can.BACK_BLOCKER,
    find=member_or_404,
    may=lambda one, blocker, _: can(actor(), one, blocker.project, blocker),
    home=page_of_task_force,
)
def let_go(blocker: Blocker, member: TaskForceMember) -> Done:
    blocker.let_go(member, by=actor(), on=today())
    return Done("已离开专班。")
