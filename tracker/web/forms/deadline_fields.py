"""A number of workdays, whose day is shown, or a day picked from the calendar."""

from datetime import date
from typing import Any, ClassVar, cast

from wtforms import RadioField
from wtforms.validators import Optional

from tracker.domain.office.holidays import workdays_of
from tracker.extensions import db
from tracker.refusal import refuse
from tracker.web.forms.fields import BaseForm, DayField, not_past, offered
from tracker.web.rendering import day_words, today

A_DAY = "day"


class DeadlineFields(BaseForm):
    """`WORKDAYS` are the numbers that are named; `present_due_on` is the deadline so far."""

    WORKDAYS: ClassVar[tuple[int, ...]]

    within = RadioField("期限", [Optional()])
    due_on = DayField("选日子", [Optional(), not_past])
    present_due_on: date | None = None

    def offer_days(self) -> None:
        workdays = workdays_of(db.session())
        named = ((n, workdays.add(today(), n)) for n in self.WORKDAYS)
        choices = [(str(n), f"{n} 个工作日（{day_words(day)}）") for n, day in named]
        self.within.choices = offered([*choices, (A_DAY, "自己选日子")])

    def deadline(self) -> date:
        """The day that was meant; raises Refused at the field when two or none were named.

        The present deadline, which the form offers, does not count as named.
        """
        day: Any = self.due_on.data
        if self.within.data in (None, "", A_DAY):
            if day is None:
                refuse("due_on" if self.within.data else "within", "请定期限。")
            return cast(date, day)
        counted = workdays_of(db.session()).add(today(), int(self.within.data))
        if day not in (None, counted, self.present_due_on):
            said = f"上面已选 {self.within.data} 个工作日；要用这一天，请点“自己选日子”。"
            refuse("due_on", said)
        return counted
