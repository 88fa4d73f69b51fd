"""What handing out, closing and reopening a blocker ask for."""

from datetime import date
from typing import Any, cast

from sqlalchemy import select
from wtforms import HiddenField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, Optional

from tracker.domain.blocker import Blocker
from tracker.domain.calendar import add_workdays
from tracker.domain.department import Department
from tracker.domain.refusal import refuse
from tracker.extensions import db
from tracker.web.fields import (
    TOO_LONG,
    BaseForm,
    DayField,
    near,
    not_ahead,
    not_past,
    offered,
    storable,
)  # fmt: skip
from tracker.web.rendering import day_words, today

WORKDAYS = (3, 5, 10, 20)
"""How many workdays are named for a deadline; any other day is picked from the calendar."""

A_DAY = "day"


def text(most: int) -> list[Any]:
    return [Length(max=most, message=TOO_LONG), storable]


def due_in(workdays: int) -> date:
    return add_workdays(today(), workdays)


class VersionedForm(BaseForm):
    """Carries the version of the blocker that the form was opened on."""

    version = HiddenField()

    def fit(self, blocker: Blocker) -> None:
        """Make the form that of this blocker; what was typed stays."""


class AssignForm(VersionedForm):
    """To whom, and by when: a number of workdays, whose day is shown, or a day."""

    department = SelectField("交给谁办", [DataRequired("请选由谁办理。")])
    within = RadioField("期限", [Optional()])
    due_on = DayField("选日子", [Optional(), not_past])
    present_due_on: date | None = None

    def fit(self, blocker: Blocker) -> None:
        self.present_due_on = blocker.due_on
        self.department.choices = offered([("", "请选择"), *departments()])
        named = [(str(n), f"{n} 个工作日（{day_words(due_in(n))}）") for n in WORKDAYS]
        self.within.choices = offered([*named, (A_DAY, "自己选日子")])
        if not self.is_submitted():
            self.department.data = str(blocker.department_id or "")
            if blocker.due_on and blocker.due_on >= today():
                self.within.data, self.due_on.data = A_DAY, blocker.due_on

    def deadline(self) -> date:
        """The day that was meant; raises Refused at the field when two or none were named.

        The present deadline, which the form offers, does not count as named.
        """
        day: Any = self.due_on.data
        if self.within.data in (None, "", A_DAY):
            if day is None:
                refuse("due_on" if self.within.data else "within", "请定期限。")
            return cast(date, day)
        counted = due_in(int(self.within.data))
        if day not in (None, counted, self.present_due_on):
            said = f"上面已选 {self.within.data} 个工作日；要用这一天，请点“自己选日子”。"
            refuse("due_on", said)
        return counted


class CloseForm(VersionedForm):
    """How it was solved, and when."""

    outcome = TextAreaField("怎么解决的", [DataRequired("请写明怎么解决的。"), *text(1000)])
    proof = StringField("佐证", text(200))
    on = DayField("哪天解决", [InputRequired("请选是哪一天。"), not_ahead, near], default=today)


class ReopenForm(VersionedForm):
    """Why it is not solved after all, and by when it is to be."""

    because = TextAreaField("退回原因", [DataRequired("请写明为什么退回。"), *text(500)])
    due_on = DayField("新期限", [InputRequired("请定新的期限。"), not_past])

    def fit(self, blocker: Blocker) -> None:
        if blocker.department_id is None:
            del self.due_on

    @property
    def new_due_on(self) -> date | None:
        return self.due_on.data if "due_on" in self else None


def departments() -> list[tuple[str, str]]:
    found = db.session.execute(
        select(Department.id, Department.name).where(Department.in_use).order_by(Department.id)
    )
    return [(str(row.id), row.name) for row in found]
