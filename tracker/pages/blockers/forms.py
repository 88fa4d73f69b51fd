"""What the forms of blockers share: the version they were opened on, lengths, departments, days."""

from datetime import date
from typing import Any, ClassVar, cast

from sqlalchemy import select
from wtforms import Field, HiddenField, RadioField, StringField
from wtforms.validators import Length, Optional

from tracker.domain.blocker import Blocker
from tracker.domain.department import Department
from tracker.domain.holiday import workdays_of
from tracker.domain.refusal import refuse
from tracker.extensions import db
from tracker.web.fields import TOO_LONG, BaseForm, DayField, near, not_past, offered, storable
from tracker.web.rendering import day_words, today

WORKDAYS = (3, 5, 10, 20)
"""How many workdays are named for a deadline; any other day is picked from the calendar."""

A_DAY = "day"
NOT_SHOWN = {"HiddenField", "SureField"}


def text(most: int) -> list[Any]:
    return [Length(max=most, message=TOO_LONG), storable]


class VersionedForm(BaseForm):
    """Carries the version of the blocker that the form was opened on."""

    ORDER: ClassVar[tuple[str, ...]] = ()
    """The fields as they are drawn; without it, in the order in which they are declared."""

    version = HiddenField()

    def fit(self, blocker: Blocker) -> None:
        """Make the form that of this blocker; what was typed stays."""

    @property
    def shown(self) -> list[Field]:
        """The fields that a person fills in."""
        names = self.ORDER or [one.name for one in self if one.type not in NOT_SHOWN]
        return [self[name] for name in names]


class ProofField(StringField):
    """The name or number of a paper that proves it; the paper itself may come along."""

    def __init__(self, label: str = "佐证", **options: Any) -> None:
        super().__init__(
            label, text(200), description="文件名称或文号，如“供地批复〔2026〕12号”", **options
        )


class DeadlineForm(VersionedForm):
    """By when: a number of workdays, whose day is shown, or a day."""

    within = RadioField("期限", [Optional()])
    due_on = DayField("选日子", [Optional(), not_past, near])
    present_due_on: date | None = None

    def fit(self, blocker: Blocker) -> None:
        self.offer_days()
        self.present_due_on = blocker.due_on
        likely = blocker.due_on or blocker.wished_on
        if not self.is_submitted() and likely and likely >= today():
            self.within.data, self.due_on.data = A_DAY, likely

    def offer_days(self) -> None:
        workdays = workdays_of(db.session())
        named = ((n, workdays.add(today(), n)) for n in WORKDAYS)
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


def departments() -> list[tuple[str, str]]:
    """Those in use, by name."""
    found = db.session.execute(
        select(Department.id, Department.name).where(Department.in_use).order_by(Department.id)
    )
    return [(str(row.id), row.name) for row in found]
