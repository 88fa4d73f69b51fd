"""What a follow-up tells: which project, how, what was said, what is next or in the way."""

from typing import Any

from wtforms import HiddenField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import (
    DataRequired,
    InputRequired,
    Length,
    Optional,
    StopValidation,
    ValidationError,
)

from tracker.domain.project import Project
from tracker.domain.targeting import Target
from tracker.domain.words import BlockerKind, Contact
from tracker.pages.follow_ups.pick import options_for, picked_or_404
from tracker.pages.pick import Option
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


class FollowUpForm(BaseForm):
    """In the order of the phone's screen: project, kind and text fill it; the rest has defaults.

    No kind is preselected: it costs one tap, while a kind that nobody chose would
    be counted as a visit that nobody made.
    """

    project = StringField("项目", text(100))
    project_code = HiddenField()
    asked = HiddenField()
    choice = RadioField("是哪一个", [Optional()], choices=[], validate_choice=False)
    kind = RadioField("方式", [DataRequired("请选方式。")], choices=offered(Contact.choices()))
    said = TextAreaField("谈了什么", [DataRequired("请写谈了什么，一句话也行。"), *text(2000)])
    next_step = StringField("下一步", text(200))
    next_on = DayField("下次跟进", [Optional(), not_past])
    on = DayField("哪天", [InputRequired("请选是哪一天。"), not_ahead, near], default=today)
    present = StringField("在场", text(200))
    next = HiddenField()

    picked: Project | Target | None = None

    def validate_project(self, field: Any) -> None:
        """The code that was picked, or what the typed text means; else ask which one.

        A choice holds only for the very text that it was offered for.
        """
        is_answered = self.asked.data and self.asked.data == field.data
        code = self.project_code.data or (is_answered and self.choice.data)
        if code:
            self.picked = picked_or_404(code)
        elif not field.data:
            raise ValidationError("请选是哪个项目。")
        elif not (found := options_for(field.data, actor())):
            raise ValidationError("没有找到这个项目。换个词，或者填编号。")
        elif len(found) > 1:
            self.ask_which(found)
            raise ValidationError("对得上的项目不止一个，请在下面点一个。")
        else:
            self.picked = picked_or_404(found[0].value)

    def ask_which(self, found: list[Option]) -> None:
        self.asked.data = self.project.data
        self.choice.choices = offered((one.value, f"{one.label}（{one.note}）") for one in found)


def with_blocker(message: str) -> Any:
    """The field is needed once anything of a blocker is told."""

    def judge(form: Any, field: Any) -> None:
        if not field.data:
            field.errors = []
            raise StopValidation(message if form.tells_blocker else "")

    return judge


class FollowUpAndBlockerForm(FollowUpForm):
    """The same for those who may report what is in the way."""

    blocker_kind = RadioField(
        "哪一类", [with_blocker("请选堵点的类别。")], choices=offered(BlockerKind.choices())
    )
    blocker_what = TextAreaField("堵在哪里", [with_blocker("请写清楚堵在哪里。"), *text(1000)])
    blocker_department = SelectField("交给谁办", [Optional()])
    blocker_due_on = DayField("期限", [Optional(), not_past])

    @property
    def blocker_fields(self) -> list[Any]:
        return [self[name] for name in self._fields if name.startswith("blocker_")]

    @property
    def tells_blocker(self) -> bool:
        return any(field.data for field in self.blocker_fields)

    @property
    def is_blocker_open(self) -> bool:
        """Whether the part about the blocker is to be unfolded."""
        return self.tells_blocker or any(field.errors for field in self.blocker_fields)
