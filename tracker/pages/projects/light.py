"""定灯: a leader sets a project's light for a time, with a reason, and gives it back."""

from typing import Any

from wtforms import RadioField, TextAreaField
from wtforms.validators import DataRequired, InputRequired

from tracker.domain.event import EventKind
from tracker.domain.permissions import Can
from tracker.domain.project import Project
from tracker.domain.words import Colour
from tracker.pages.projects.blueprint import project_act
from tracker.web.act import Done, Overtaken
from tracker.web.forms.fields import (
    BaseForm,
    DayField,
    VersionedForm,
    not_past,
    offered,
    text,
    version_seen,
)
from tracker.web.identity import actor
from tracker.web.rendering import today

PINS = (EventKind.COLOUR_PINNED, EventKind.COLOUR_UNPINNED)


class PinForm(VersionedForm):
    """Which colour, until when, and why."""

    colour = RadioField(
        "定为",
        [DataRequired("请选红、黄、绿。")],
        choices=offered((one.value, f"{one.shape} {one.label}") for one in Colour),
    )
    until = DayField("到哪天为止", [InputRequired("请选到期日。"), not_past])
    because = TextAreaField("原因", text(300, "请写明为什么定这个灯。"))


class UnpinForm(BaseForm):
    """Why it is given back early, if there is anything to say."""

    because = TextAreaField("为什么取消", text(300))


def judge_pins(project: Project, _: PinForm) -> None:
    if project.events_since(version_seen(), *PINS):
        raise Overtaken("您打开这一页之后，灯刚被别人定过或取消过。请看现在的灯再决定。")


def light_now(project: Project, _: BaseForm) -> dict[str, Any]:
    return {
        "is_pinned": project.is_pinned_on(today()),
        "light": project.light_on(today()),
        "refusals": (),
        "said": "",
    }


@project_act(
    "/<code>/light",
    Can.PIN_COLOUR,
    opened_as="light",
    form=PinForm,
    template="projects/light.html",
    context=light_now,
    meanwhile=judge_pins,
)
def pin(project: Project, form: PinForm) -> Done:
    colour = Colour(form.colour.data)
    project.pin_colour(
        colour, until=form.until.data, because=form.because.data or "", on=today(), by=actor()
    )
    return Done(f"已定为{colour.label}灯，到期自动还给时限。")


def still_pinned(project: Project, form: UnpinForm) -> dict[str, Any]:
    """A pin that was not given back: why is said beside its button, the page's form stays empty."""
    return light_now(project, form) | {
        "form": PinForm(formdata=None, data={"version": project.version}),
        "refusals": [*form.form_errors, *form.because.errors],
        "said": form.because.data or "",
    }


@project_act(
    "/<code>/light/unpin",
    Can.PIN_COLOUR,
    opened_as=None,
    form=UnpinForm,
    template="projects/light.html",
    context=still_pinned,
)
def unpin(project: Project, form: UnpinForm) -> Done:
    project.unpin_colour(because=form.because.data or "", on=today(), by=actor())
    return Done("已取消定灯，灯按时限走。")
