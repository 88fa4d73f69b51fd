"""Changing a clock: after how long the light turns, from which day on."""

from flask import Response, abort, flash, url_for
from flask.typing import ResponseReturnValue
from wtforms import IntegerField, RadioField
from wtforms.validators import InputRequired, NumberRange

from tracker.domain.office.clocks import BY_HAND, Reason, Unit, clocks_in_force
from tracker.domain.permissions import Can
from tracker.domain.resetting import set_clock
from tracker.extensions import db
from tracker.pages.settings.blueprint import blueprint
from tracker.web.access import allow
from tracker.web.acting import attempt
from tracker.web.fields import BaseForm, DayField, offered
from tracker.web.identity import actor
from tracker.web.rendering import page, today

A_NUMBER = "请写 -30 到 400 之间的整数。"


class ClockForm(BaseForm):
    """After how many of which unit it turns yellow and red, and from which day on."""

    yellow = IntegerField("多久转黄", [InputRequired(A_NUMBER), NumberRange(-30, 400, A_NUMBER)])
    red = IntegerField("多久转红", [InputRequired(A_NUMBER), NumberRange(-30, 400, A_NUMBER)])
    unit = RadioField("单位", choices=offered(Unit.choices()))
    holds_from = DayField("从哪天起", [InputRequired("请选日子。")], default=today)


def _reason(name: str) -> Reason:
    if name not in set(Reason) - BY_HAND:
        abort(404)
    return Reason(name)


@blueprint.get("/settings/<reason>")
@allow(Can.SET_CLOCKS)
def clock(reason: str) -> Response:
    named = _reason(reason)
    now = clocks_in_force(db.session(), today()).get(named)
    data = {"yellow": now.yellow, "red": now.red, "unit": now.unit.value} if now else {}
    return page("settings/clock.html", reason=named, form=ClockForm(data=data))


@blueprint.post("/settings/<reason>")
@allow(Can.SET_CLOCKS)
def set_it(reason: str) -> ResponseReturnValue:
    named, form = _reason(reason), ClockForm()
    return attempt(form, lambda: _set(named, form)) or page(
        "settings/clock.html", 422, reason=named, form=form
    )


def _set(reason: Reason, form: ClockForm) -> str:
    set_clock(
        db.session(),
        reason,
        yellow=form.yellow.data,
        red=form.red.data,
        unit=Unit(form.unit.data),
        holds_from=form.holds_from.data,
        by=actor(),
        on=today(),
    )
    flash(f"“{reason.label}”的时限已改。", "success")
    return url_for("settings.show")
