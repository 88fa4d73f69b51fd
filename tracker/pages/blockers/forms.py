"""What the forms of blockers share: the version they were opened on, lengths, departments, days."""

from typing import Any, ClassVar

from sqlalchemy import select
from wtforms import Field, HiddenField, StringField
from wtforms.validators import Length

from tracker.domain.blocker import Blocker
from tracker.domain.people.department import Department
from tracker.extensions import db
from tracker.web.deadline_fields import A_DAY, DeadlineFields
from tracker.web.fields import TOO_LONG, BaseForm, storable
from tracker.web.rendering import today

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


class DeadlineForm(VersionedForm, DeadlineFields):
    """By when; any other day than those named is picked from the calendar."""

    WORKDAYS = (3, 5, 10, 20)

    def fit(self, blocker: Blocker) -> None:
        self.offer_days()
        self.present_due_on = blocker.due_on
        likely = blocker.due_on or blocker.wished_on
        if not self.is_submitted() and likely and likely >= today():
            self.within.data, self.due_on.data = A_DAY, likely


def departments() -> list[tuple[str, str]]:
    """Those in use, by name."""
    found = db.session.execute(
        select(Department.id, Department.name).where(Department.in_use).order_by(Department.id)
    )
    return [(str(row.id), row.name) for row in found]
