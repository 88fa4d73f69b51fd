"""The 专班 behind a blocker: who is in it, who leaves it, and what was agreed when it met."""

from flask import Response, abort, flash, url_for
from flask.typing import ResponseReturnValue
from wtforms import SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired

from tracker.domain.attachment import Papered
from tracker.domain.blocker import Blocker
from tracker.domain.people.department import Department
from tracker.domain.permissions import Can
from tracker.domain.task_force import TaskForceMember
from tracker.extensions import db
from tracker.pages.blockers.blueprint import ADDRESS, blueprint
from tracker.pages.blockers.forms import departments, text
from tracker.web.access import allow, blocker_or_404, held_blocker_or_404, require
from tracker.web.acting import attempt
from tracker.web.fields import BaseForm, DayField, near, not_ahead, offered
from tracker.web.identity import actor
from tracker.web.paper_fields import MOST, PapersField, attempt_with_papers
from tracker.web.rendering import page, today
from tracker.web.submissions import save_and_lead_to
from tracker.web.uploads import takes_up_to


class MemberForm(BaseForm):
    """A department, one of its people, and what they see to."""

    department = SelectField("单位", [DataRequired("请选单位。")])
    person = StringField("姓名", text(40), description="可以先空着")
    task = StringField("负责什么", text(100))


class MeetingForm(BaseForm):
    """When one met, who was there, and what was agreed."""

    on = DayField("哪天", [InputRequired("请选是哪一天。"), not_ahead, near], default=today)
    present = StringField("哪些人到会", text(200))
    minutes = TextAreaField(
        "议定了什么",
        [DataRequired("请写会议议定了什么。"), *text(2000)],
        render_kw={"rows": 5, "maxlength": 2000, "placeholder": "谁负责什么，哪天前做完"},
    )
    photos = PapersField("纪要、照片")


@blueprint.get(f"{ADDRESS}/task-force")
@allow(Can.BACK_BLOCKER)
def task_force(blocker_id: int) -> Response:
    return _page(_mine(blocker_or_404(blocker_id)), _member_form())


@blueprint.post(f"{ADDRESS}/task-force")
@allow(Can.BACK_BLOCKER)
def draw_in(blocker_id: int) -> ResponseReturnValue:
    blocker, form = _mine(held_blocker_or_404(blocker_id)), _member_form()
    return attempt(form, lambda: _draw_in(blocker, form)) or _page(blocker, form, 422)


@blueprint.post(f"{ADDRESS}/task-force/<int:member_id>/leave")
@allow(Can.BACK_BLOCKER)
def let_go(blocker_id: int, member_id: int) -> ResponseReturnValue:
    blocker = _mine(held_blocker_or_404(blocker_id))
    member = db.session.get(TaskForceMember, member_id)
    if member is None or member.blocker_id != blocker.id or member.left_on:
        abort(404)
    blocker.let_go(member, by=actor(), on=today())
    flash("已离开专班。", "success")
    return save_and_lead_to(url_for("blockers.task_force", blocker_id=blocker_id))


@blueprint.get(f"{ADDRESS}/meetings")
@allow(Can.BACK_BLOCKER)
def meeting(blocker_id: int) -> Response:
    return _meeting_page(_mine(blocker_or_404(blocker_id)), MeetingForm())


@blueprint.post(f"{ADDRESS}/meetings")
@allow(Can.BACK_BLOCKER)
@takes_up_to(MOST)
def hold_meeting(blocker_id: int) -> ResponseReturnValue:
    blocker, form = _mine(blocker_or_404(blocker_id)), MeetingForm()
    done = attempt_with_papers(form, lambda: _hold_meeting(blocker_id, form))
    return done or _meeting_page(blocker, form, 422)


def _mine(blocker: Blocker) -> Blocker:
    require(Can.BACK_BLOCKER, blocker.project, blocker)
    return blocker


def _member_form() -> MemberForm:
    form = MemberForm()
    form.department.choices = offered([("", "请选择"), *departments()])
    return form


def _draw_in(blocker: Blocker, form: MemberForm) -> str:
    department = db.session.get_one(Department, int(form.department.data))
    blocker.draw_in(
        department,
        by=actor(),
        on=today(),
        person=form.person.data or "",
        task=form.task.data or "",
    )
    flash(f"{department.short_name}已加入专班。", "success")
    return url_for("blockers.task_force", blocker_id=blocker.id)


def _hold_meeting(blocker_id: int, form: MeetingForm) -> tuple[Papered, str]:
    blocker = _mine(held_blocker_or_404(blocker_id))
    held = blocker.hold_meeting(
        form.minutes.data,
        by=actor(),
        on=form.on.data,
        present=form.present.data or "",
    )
    flash("会议已记下。", "success")
    return held, url_for("blockers.show", blocker_id=blocker_id)


def _page(blocker: Blocker, form: MemberForm, status: int = 200) -> Response:
    return page(
        "blockers/task_force.html", status, blocker=blocker, project=blocker.project, form=form
    )


def _meeting_page(blocker: Blocker, form: MeetingForm, status: int = 200) -> Response:
    return page(
        "blockers/meeting.html", status, blocker=blocker, project=blocker.project, form=form
    )
