"""The settings in force and those to come: every clock and number, with its source."""

from typing import Any

from flask import Response
from sqlalchemy import Select, select

from tracker.domain.office.clocks import ClockSetting, Reason
from tracker.domain.office.settings import DEFAULTS, NumberSetting, Setting
from tracker.domain.permissions import Can
from tracker.extensions import db
from tracker.pages.settings.blueprint import blueprint
from tracker.web.access import allow
from tracker.web.rendering import page, today


@blueprint.get("/settings")
@allow(Can.SET_CLOCKS)
def show() -> Response:
    now = today()
    clocks = db.session.scalars(in_turn(ClockSetting)).all()
    numbers = db.session.scalars(in_turn(NumberSetting)).all()
    ticking = {row.reason: row for row in clocks if row.holds_from <= now}
    holding = {row.key: row for row in numbers if row.holds_from <= now}
    return page(
        "settings/show.html",
        clocks=[ticking[one] for one in Reason if one in ticking],
        clocks_coming=[row for row in clocks if row.holds_from > now],
        numbers=[(one, holding.get(one), DEFAULTS[one]) for one in Setting],
        numbers_coming=[row for row in numbers if row.holds_from > now],
    )


def in_turn(kind: type[ClockSetting] | type[NumberSetting]) -> Select[Any]:
    """In the order in which they take over, the one that holds last."""
    return select(kind).order_by(kind.holds_from, kind.id)
