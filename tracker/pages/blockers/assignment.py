"""Handing a blocker out to a department and its helpers, and the department's taking it on."""

from sqlalchemy import select
from wtforms import SelectMultipleField
from wtforms.validators import DataRequired
from wtforms.widgets import CheckboxInput, ListWidget

from tracker.domain.blocker import Blocker, BlockerAct
from tracker.domain.people.department import Department
from tracker.extensions import db
from tracker.pages.blockers.acts import ActForm, blocker_act
from tracker.web.act import Done
from tracker.web.deadline_fields import A_DAY, DeadlineFields
from tracker.web.fields import offered
from tracker.web.identity import actor
from tracker.web.people_fields import DepartmentField, departments
from tracker.web.rendering import day_words, today


class AssignForm(ActForm, DeadlineFields):
    """To whom, with whose help, and by when."""

    ORDER = ("department", "helpers", "within", "due_on")
    WORKDAYS = (3, 5, 10, 20)

    department = DepartmentField("交给谁办", [DataRequired("请选由谁办理。")])
    helpers = SelectMultipleField(
        "请谁协办",
        widget=ListWidget(),
        option_widget=CheckboxInput(),
        description="协办单位看得到这个堵点，可以写办理情况；反馈由承办单位来写",
    )

    def fit(self, blocker: Blocker) -> None:
        """Any other day than those named is picked from the calendar."""
        self.offer_days()
        self.present_due_on = blocker.due_on
        self.helpers.choices = offered(departments())
        if self.is_submitted():
            return
        self.department.data = str(blocker.department_id or "")
        self.helpers.data = [str(one.department_id) for one in blocker.helpers]
        likely = blocker.due_on or blocker.wished_on
        if likely and likely >= today():
            self.within.data, self.due_on.data = A_DAY, likely


@blocker_act(BlockerAct.ASSIGN, heading="下发堵点", form=AssignForm)
def assign(blocker: Blocker, form: AssignForm) -> Done:
    department = form.department.department
    numbers = [int(one) for one in form.helpers.data or ()]
    helpers = db.session.scalars(
        select(Department).where(Department.id.in_(numbers)).order_by(Department.id)
    ).all()
    due_on = form.deadline()
    step = blocker.assign_to(department, due_on=due_on, on=today(), by=actor(), helpers=helpers)
    return Done(f"已下发给{department.short_name}，{day_words(due_on)}到期。", behind=step)


@blocker_act(BlockerAct.ACCEPT, heading="签收堵点", form=ActForm)
def accept(blocker: Blocker, _: ActForm) -> Done:
    return Done("已签收，开始办理。", behind=blocker.accept(on=today(), by=actor()))
