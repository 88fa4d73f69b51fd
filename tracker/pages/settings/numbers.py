"""Changing one of the office's own numbers, from which day on."""

from typing import Any

from flask import abort, url_for
from wtforms import IntegerField
from wtforms.validators import InputRequired

from tracker.domain.office.settings import LIMITS, Setting, number_in_force
from tracker.domain.permissions import Can
from tracker.domain.settings_changes import set_number
from tracker.extensions import db
from tracker.pages.settings.blueprint import blueprint
from tracker.web.act import Done, act
from tracker.web.forms.fields import BaseForm, DayField
from tracker.web.identity import actor
from tracker.web.rendering import today


class NumberForm(BaseForm):
    """What it is to be, and from which day on."""

    value = IntegerField("改为", [InputRequired("请写一个整数。")])
    holds_from = DayField("从哪天起", [InputRequired("请选日子。")], default=today)

    @classmethod
    def known(cls, key: Setting) -> dict[str, Any]:
        return {"value": number_in_force(db.session(), key, today())}


def setting_or_404(key: str) -> Setting:
    return Setting(key) if key in set(Setting) else abort(404)


@act(
    blueprint,
    "/settings/numbers/<key>",
    Can.SET_CLOCKS,
    opened_as="number",
    find=setting_or_404,
    names=("key",),
    form=NumberForm,
    template="settings/number.html",
    context=lambda key, _: {"limits": LIMITS[key]},
    home=lambda _: url_for("settings.show"),
)
def set_it_to(key: Setting, form: NumberForm) -> Done:
    set_number(
        db.session(), key, form.value.data, holds_from=form.holds_from.data, by=actor(), on=today()
    )
    return Done(f"“{key.label}”已改。")
