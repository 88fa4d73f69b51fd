"""The clocks: after how long the light turns, where the number comes from, and changing it."""

from datetime import date

from flask import Blueprint, Response, abort, flash, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select
from wtforms import IntegerField, RadioField
from wtforms.validators import InputRequired, NumberRange

from tracker.domain.calendar import is_calendar_known
from tracker.domain.clocks import ClockSetting, Reason, Unit, clocks_in_force
from tracker.domain.permissions import Can
from tracker.domain.resetting import set_clock
from tracker.extensions import db
from tracker.web.access import allow
from tracker.web.acting import attempt
from tracker.web.fields import BaseForm, DayField, offered
from tracker.web.identity import actor
from tracker.web.rendering import page, today

blueprint = Blueprint("settings", __name__)

A_NUMBER = "请写 -30 到 400 之间的整数。"


class ClockForm(BaseForm):
    """After how many of which unit it turns yellow and red, and from which day on."""

    yellow = IntegerField("多久转黄", [InputRequired(A_NUMBER), NumberRange(-30, 400, A_NUMBER)])
    red = IntegerField("多久转红", [InputRequired(A_NUMBER), NumberRange(-30, 400, A_NUMBER)])
    unit = RadioField("单位", choices=offered(Unit.choices()))
    holds_from = DayField("从哪天起", [InputRequired("请选日子。")], default=today)


@blueprint.get("/settings")
@allow(Can.SET_CLOCKS)
def show() -> Response:
    now = today()
    rows = db.session.scalars(
        select(ClockSetting).order_by(ClockSetting.holds_from, ClockSetting.id)
    ).all()
    holding = {row.reason: row for row in rows if row.holds_from <= now}
    return page(
        "settings/show.html", clocks=[holding[one] for one in Reason if one in holding],
        coming=[row for row in rows if row.holds_from > now],
        unknown_year=unknown_year(now),
    )  # fmt: skip


def unknown_year(now: date) -> int | None:
    """The year that workdays are only guessed for: this one, or in December the next."""
    years = [now.year, now.year + 1] if now.month == 12 else [now.year]
    return next((year for year in years if not is_calendar_known(year)), None)


def _reason(name: str) -> Reason:
    if name not in set(Reason):
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
        db.session(), reason, yellow=form.yellow.data, red=form.red.data,
        unit=Unit(form.unit.data), holds_from=form.holds_from.data, by=actor(), on=today(),
    )  # fmt: skip
    flash(f"“{reason.label}”的时限已改。", "success")
    return url_for("settings.show")
