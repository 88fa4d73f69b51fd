"""Changing one of the office's own numbers, from which day on."""

from flask import Response, abort, flash, url_for
from flask.typing import ResponseReturnValue
from wtforms import IntegerField
from wtforms.validators import InputRequired

from tracker.domain.office.settings import LIMITS, Setting, number_in_force
from tracker.domain.permissions import Can
from tracker.domain.resetting import set_number
from tracker.extensions import db
from tracker.pages.settings.blueprint import blueprint
from tracker.web.access import allow
from tracker.web.acting import attempt
from tracker.web.fields import BaseForm, DayField
from tracker.web.identity import actor
from tracker.web.rendering import page, today


class NumberForm(BaseForm):
    """What it is to be, and from which day on."""

    value = IntegerField("改为", [InputRequired("请写一个整数。")])
    holds_from = DayField("从哪天起", [InputRequired("请选日子。")], default=today)


@blueprint.get("/settings/numbers/<key>")
@allow(Can.SET_CLOCKS)
def number(key: str) -> Response:
    named = _setting(key)
    form = NumberForm(data={"value": number_in_force(db.session(), named, today())})
    return _page(named, form)


@blueprint.post("/settings/numbers/<key>")
@allow(Can.SET_CLOCKS)
def set_it_to(key: str) -> ResponseReturnValue:
    named, form = _setting(key), NumberForm()
    return attempt(form, lambda: _set(named, form)) or _page(named, form, 422)


def _set(key: Setting, form: NumberForm) -> str:
    set_number(
        db.session(), key, form.value.data, holds_from=form.holds_from.data, by=actor(), on=today()
    )
    flash(f"“{key.label}”已改。", "success")
    return url_for("settings.show")


def _setting(name: str) -> Setting:
    if name not in set(Setting):
        abort(404)
    return Setting(name)


def _page(key: Setting, form: NumberForm, status: int = 200) -> Response:
    return page("settings/number.html", status, key=key, form=form, limits=LIMITS[key])
