"""Changing a clock: after how long the light turns, from which day on."""

from typing import Any

from flask import abort, url_for
from wtforms import IntegerField, RadioField
from wtforms.validators import InputRequired, NumberRange

from tracker.domain.office.clocks import BY_HAND, Reason, Unit, clocks_in_force
from tracker.domain.permissions import Can
from tracker.domain.settings_changes import set_clock
from tracker.extensions import db
from tracker.pages.settings.blueprint import blueprint
from tracker.web.act import Done, act
from tracker.web.forms.fields import BaseForm, DayField, offered
from tracker.web.identity import actor
from tracker.web.rendering import today

A_NUMBER = "请写 -30 到 400 之间的整数。"


class ClockForm(BaseForm):
    """After how many of which unit it turns yellow and red, and from which day on."""

    yellow = IntegerField("多久转黄", [InputRequired(A_NUMBER), NumberRange(-30, 400, A_NUMBER)])
    red = IntegerField("多久转红", [InputRequired(A_NUMBER), NumberRange(-30, 400, A_NUMBER)])
    unit = RadioField("单位", choices=offered(Unit.choices()))
    holds_from = DayField("从哪天起", [InputRequired("请选日子。")], default=today)

    @classmethod
    def known(cls, reason: Reason) -> dict[str, Any]:
        now = clocks_in_force(db.session(), today()).get(reason)
        return {"yellow": now.yellow, "red": now.red, "unit": now.unit.value} if now else {}


def reason_or_404(reason: str) -> Reason:
    return Reason(reason) if reason in set(Reason) - BY_HAND else abort(404)


@act(
    blueprint,
    "/settings/<reason>",
    Can.SET_CLOCKS,
    opened_as="clock",
    find=reason_or_404,
    names=("reason",),
    form=ClockForm,
    template="settings/clock.html",
    home=lambda _: url_for("settings.show"),
)
def set_it(reason: Reason, form: ClockForm) -> Done:
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
    return Done(f"“{reason.label}”的时限已改。")
