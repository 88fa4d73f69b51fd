"""Handing a blocker out to a department and its helpers, and the department's taking it on."""

from sqlalchemy import select
from wtforms import SelectField, SelectMultipleField
from wtforms.validators import DataRequired
from wtforms.widgets import CheckboxInput, ListWidget

from tracker.domain.blocker import Blocker, BlockerAct, BlockerStep
from tracker.domain.people.department import Department
from tracker.extensions import db
from tracker.pages.blockers.acts import Act, offer
from tracker.pages.blockers.forms import DeadlineForm, VersionedForm, departments
from tracker.web.fields import offered
from tracker.web.identity import actor
from tracker.web.rendering import day_words, today


class AssignForm(DeadlineForm):
    """To whom, with whose help, and by when."""

    ORDER = ("department", "helpers", "within", "due_on")

    department = SelectField("交给谁办", [DataRequired("请选由谁办理。")])
    helpers = SelectMultipleField(
        "请谁协办",
        widget=ListWidget(),
        option_widget=CheckboxInput(),
        description="协办单位看得到这个堵点，可以写办理情况；反馈由承办单位来写",
    )

    def fit(self, blocker: Blocker) -> None:
        super().fit(blocker)
        self.department.choices = offered([("", "请选择"), *departments()])
        self.helpers.choices = offered(departments())
        if not self.is_submitted():
            self.department.data = str(blocker.department_id or "")
            self.helpers.data = [str(one.department_id) for one in blocker.helpers]


class AcceptForm(VersionedForm):
    """Nothing but the version: one press."""


def _assign(blocker: Blocker, form: AssignForm) -> tuple[BlockerStep, str]:
    department = db.session.get_one(Department, int(form.department.data))
    numbers = [int(one) for one in form.helpers.data or ()]
    helpers = db.session.scalars(
        select(Department).where(Department.id.in_(numbers)).order_by(Department.id)
    ).all()
    due_on = form.deadline()
    step = blocker.assign_to(department, due_on=due_on, on=today(), by=actor(), helpers=helpers)
    return step, f"已下发给{department.short_name}，{day_words(due_on)}到期。"


def _accept(blocker: Blocker, _: AcceptForm) -> tuple[BlockerStep, str]:
    return blocker.accept(on=today(), by=actor()), "已签收，开始办理。"


offer(Act(BlockerAct.ASSIGN, "下发堵点", AssignForm, _assign))
offer(Act(BlockerAct.ACCEPT, "签收堵点", AcceptForm, _accept))
