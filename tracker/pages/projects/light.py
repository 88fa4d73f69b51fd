"""定灯: a leader sets a project's light for a time, with a reason, and gives it back."""

from collections.abc import Sequence

from flask import Response, flash, url_for
from flask.typing import ResponseReturnValue
from wtforms import HiddenField, RadioField, TextAreaField
from wtforms.validators import DataRequired, InputRequired

from tracker.domain.event import EventKind
from tracker.domain.permissions import Can
from tracker.domain.project import Project
from tracker.domain.words import Colour
from tracker.pages.projects.blueprint import blueprint
from tracker.pages.projects.new_project import text
from tracker.web.access import allow, require, visible_or_404
from tracker.web.acting import attempt
from tracker.web.fields import BaseForm, DayField, not_past, offered, version_seen
from tracker.web.identity import actor
from tracker.web.rendering import page, today

PINS = (EventKind.COLOUR_PINNED, EventKind.COLOUR_UNPINNED)


class PinForm(BaseForm):
    """Which colour, until when, and why."""

    version = HiddenField()
    colour = RadioField(
        "定为",
        [DataRequired("请选红、黄、绿。")],
        choices=offered((one.value, f"{one.shape} {one.label}") for one in Colour),
    )
    until = DayField("到哪天为止", [InputRequired("请选到期日。"), not_past])
    because = TextAreaField("原因", [DataRequired("请写明为什么定这个灯。"), *text(300)])


class UnpinForm(BaseForm):
    """Why it is given back early, if there is anything to say."""

    because = TextAreaField("为什么取消", text(300))


@blueprint.get("/<code>/light")
@allow(Can.PIN_COLOUR)
def light(code: str) -> Response:
    project = _theirs(code)
    return _page(project, PinForm(data={"version": project.version}))


@blueprint.post("/<code>/light")
@allow(Can.PIN_COLOUR)
def pin(code: str) -> ResponseReturnValue:
    project, form = _theirs(code), PinForm()
    if project.events_since(version_seen(), *PINS):
        form.version.data = str(project.version)
        form.form_errors.append("您打开这一页之后，灯刚被别人定过或取消过。请看现在的灯再决定。")
        return _page(project, form, 409)
    return attempt(form, lambda: _pin(project, form)) or _page(project, form, 422)


def _pin(project: Project, form: PinForm) -> str:
    project.pin_colour(
        Colour(form.colour.data),
        until=form.until.data,
        because=form.because.data or "",
        on=today(),
        by=actor(),
    )
    flash(f"已定为{Colour(form.colour.data).label}灯，到期自动还给时限。", "success")
    return url_for("projects.show", code=project.code)


@blueprint.post("/<code>/light/unpin")
@allow(Can.PIN_COLOUR)
def unpin(code: str) -> ResponseReturnValue:
    project, form = _theirs(code), UnpinForm()

    def give_back() -> str:
        project.unpin_colour(because=form.because.data or "", on=today(), by=actor())
        flash("已取消定灯，灯按时限走。", "success")
        return url_for("projects.show", code=project.code)

    return attempt(form, give_back) or _page(
        project,
        PinForm(formdata=None),
        422,
        [*form.form_errors, *form.because.errors],
        form.because.data or "",
    )


def _theirs(code: str) -> Project:
    project = visible_or_404(code)
    require(Can.PIN_COLOUR, project)
    return project


def _page(
    project: Project,
    form: PinForm,
    status: int = 200,
    refusals: Sequence[str] = (),
    said: str = "",
) -> Response:
    """`refusals` and `said` belong to a pin that was not given back."""
    return page(
        "projects/light.html",
        status,
        project=project,
        form=form,
        is_pinned=project.is_pinned_on(today()),
        refusals=refusals,
        said=said,
        light=project.light_on(today()),
    )
