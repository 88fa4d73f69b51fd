"""A year's days off and make-up workdays, as an admin enters them from the printed notice."""

from datetime import date
from typing import NamedTuple

from flask import Response, abort, flash, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select
from wtforms import RadioField, StringField
from wtforms.validators import DataRequired, InputRequired, Length

from tracker.domain.calendar import Workdays, is_calendar_known
from tracker.domain.office.holidays import Holiday, enter_days, strike_day, workdays_of
from tracker.domain.permissions import Can
from tracker.extensions import db
from tracker.pages.settings.blueprint import blueprint
from tracker.web.access import allow
from tracker.web.acting import attempt
from tracker.web.fields import TOO_LONG, BaseForm, DayField, near, offered, storable
from tracker.web.identity import actor
from tracker.web.rendering import page, today
from tracker.web.submissions import save_and_lead_to

OFF, WORKED = "off", "worked"


class Day(NamedTuple):
    """A day, and whether it is worked."""

    on: date
    is_workday: bool


class Month(NamedTuple):
    """A month of weeks from Monday on, with nothing where a week has days of other months."""

    name: str
    weeks: list[list[Day | None]]


class DaysForm(BaseForm):
    """From when to when, off or worked, what for, and where it is printed."""

    since = DayField("从", [InputRequired("请选开始的日子。"), near])
    until = DayField("到", [InputRequired("请选结束的日子，只有一天就选同一天。"), near])
    what = RadioField(
        "这几天",
        [DataRequired("请选放假还是上班。")],
        choices=offered([(OFF, "放假"), (WORKED, "调休上班")]),
    )
    name = StringField(
        "名称",
        [DataRequired("请写是什么假，如 国庆节。"), Length(max=40, message=TOO_LONG), storable],
    )
    source = StringField("依据", [Length(max=200, message=TOO_LONG), storable])


@blueprint.get("/settings/calendar")
@allow(Can.SET_CLOCKS)
def calendar() -> Response:
    return _page(DaysForm())


@blueprint.post("/settings/calendar")
@allow(Can.SET_CLOCKS)
def enter() -> ResponseReturnValue:
    form = DaysForm()

    def keep() -> str:
        changed = enter_days(
            db.session(),
            form.since.data,
            form.until.data,
            name=form.name.data,
            is_workday=form.what.data == WORKED,
            source=form.source.data or "",
            by=actor(),
            on=today(),
        )
        flash(f"已记下 {changed} 天。今晚按新日历重算每个项目的换灯日。", "success")
        return url_for("settings.calendar", year=form.since.data.year)

    return attempt(form, keep) or _page(form, 422)


@blueprint.post("/settings/calendar/<int:holiday_id>/strike")
@allow(Can.SET_CLOCKS)
def strike(holiday_id: int) -> Response:
    holiday = db.session.get(Holiday, holiday_id)
    if holiday is None:
        abort(404)
    strike_day(db.session(), holiday, by=actor(), on=today())
    flash(f"{holiday.day} 已撤掉，按公布的日历算。", "success")
    return save_and_lead_to(url_for("settings.calendar", year=holiday.day.year))


def _page(form: DaysForm, status: int = 200) -> Response:
    year = _year(request.args.get("year", ""))
    entered = db.session.scalars(
        select(Holiday)
        .where(Holiday.day.between(date(year, 1, 1), date(year, 12, 31)))
        .order_by(Holiday.day)
    ).all()
    return page(
        "settings/calendar.html",
        status,
        form=form,
        year=year,
        entered=entered,
        months=months_of(year, workdays_of(db.session())),
        is_published=is_calendar_known(year),
    )


def _year(text: str) -> int:
    year = int(text) if text.isdecimal() and len(text) == 4 else today().year
    return min(max(year, 2004), today().year + 5)


def months_of(year: int, workdays: Workdays) -> list[Month]:
    months = []
    for month in range(1, 13):
        first = date(year, month, 1)
        after = date(year + month // 12, month % 12 + 1, 1)
        days = [date.fromordinal(one) for one in range(first.toordinal(), after.toordinal())]
        cells: list[Day | None] = [None] * first.weekday()
        cells += [Day(day, workdays.is_workday(day)) for day in days]
        cells += [None] * (-len(cells) % 7)
        weeks = [cells[start : start + 7] for start in range(0, len(cells), 7)]
        months.append(Month(f"{month} 月", weeks))
    return months
