"""What moving a target asks for: just what the way from here to there needs."""

from typing import Any

from wtforms import HiddenField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, Optional

from tracker.domain.targeting import Target, TargetState
from tracker.domain.targeting.target_states import LEADS_TO, Need
from tracker.domain.words import Contact
from tracker.pages.targets import choices
from tracker.web.fields import (
    TOO_LONG,
    BaseForm,
    DayField,
    near,
    not_ahead,
    not_past,
    offered,
    storable,
)
from tracker.web.identity import actor
from tracker.web.rendering import today


def text(most: int) -> list[Any]:
    return [Length(max=most, message=TOO_LONG), storable]


class MoveForm(BaseForm):
    """What every move tells: where to, and on which day."""

    to = HiddenField()
    version = HiddenField()
    on = DayField("哪天", [InputRequired("请选是哪一天。"), not_ahead, near], default=today)

    def told(self, name: str) -> Any:
        """What was typed into a field, if this move asks for it at all."""
        return self[name].data or "" if name in self else ""

    @property
    def is_contact(self) -> bool:
        """Whether the move is made by writing down the contact that it needs."""
        return "kind" in self


class ContactFields:
    """The contact that was missing."""

    said = TextAreaField("谈了什么", [DataRequired("请写谈了什么，一句话也行。"), *text(2000)])
    present = StringField("在场", text(200))
    next_step = StringField("下一步", text(200))
    next_on = DayField("下次跟进", [Optional(), not_past])


class ReasonFields:
    """Why."""

    because = TextAreaField("原因", text(500))


class CourtingFields(ReasonFields):
    """Who goes after it, and with what first."""

    owner = SelectField("谁跟进", [Optional()])
    next_step = StringField("下一步", text(200))
    next_on = DayField("哪天做", [Optional(), not_past])


def form_for(target: Target, to: TargetState) -> MoveForm:
    """A form that asks for just what this target still needs to come to that state."""
    form = _type_of(target, to)()
    if "owner" in form:
        form["owner"].choices = offered([("", "请选择"), *choices.colleagues()])
    if not form.is_submitted():
        form.to.data, form.version.data = to.value, str(target.version)
        if "owner" in form:
            form["owner"].data = str(actor().id)
    return form


def _type_of(target: Target, to: TargetState) -> type[MoveForm]:
    needs = target.needs(to)
    bases: tuple[type, ...] = (MoveForm,)
    if Need.OWNER in needs:
        bases = (CourtingFields, MoveForm)
    elif Need.REASON in needs:
        bases = (ReasonFields, MoveForm)
    contact = next((need for need in (Need.CONTACT, Need.VISIT) if need in needs), None)
    if contact is None or target.has(contact):
        return type("MoveFormFor", bases, {})
    kinds = [kind for kind in Contact if LEADS_TO[kind] is to]
    asked = RadioField(
        "方式",
        [DataRequired("请选方式。")],
        choices=offered((kind.value, kind.label) for kind in kinds),
    )
    return type("MoveFormFor", (ContactFields, MoveForm), {"kind": asked})
