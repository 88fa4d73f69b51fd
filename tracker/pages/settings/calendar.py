"""A year's days off and make-up workdays, as an admin enters them from the printed notice."""

from datetime import date
from typing import Any, NamedTuple

from flask import abort, request, url_for
from sqlalchemy import select
from wtforms import RadioField, StringField
from wtforms.validators import DataRequired, InputRequired

from tracker.domain.calendar import Workdays, is_calendar_known
from tracker.domain.office.holidays import Holiday, enter_days, strike_day, workdays_of
from tracker.domain.permissions import Can
from tracker.extensions import db
from tracker.pages.settings.blueprint import blueprint
from tracker.web.act import Done, act, button
from tracker.web.forms.fields import BaseForm, DayField, near, offered, text
from tracker.web.identity import actor
from tracker.web.rendering import today

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
    name = StringField("名称", text(40, "请写是什么假，如 国庆节。"))
    source = StringField("依据", text(200))


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


def year_shown(_: DaysForm) -> dict[str, Any]:
    year = _year(request.args.get("year", ""))
    entered = select(Holiday).where(Holiday.day.between(date(year, 1, 1), date(year, 12, 31)))
    return {
        "year": year,
        "entered": db.session.scalars(entered.order_by(Holiday.day)).all(),
        "months": months_of(year, workdays_of(db.session())),
        "is_published": is_calendar_known(year),
    }


@act(
    blueprint,
    "/settings/calendar",
    Can.SET_CLOCKS,
    opened_as="calendar",
    form=DaysForm,
    template="settings/calendar.html",
    context=year_shown,
)
def enter(form: DaysForm) -> Done:
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
    there = url_for("settings.calendar", year=form.since.data.year)
    return Done(f"已记下 {changed} 天。今晚按新日历重算每个项目的换灯日。", there)


@button(
    blueprint,
    "/settings/calendar/<int:holiday_id>/strike",
    Can.SET_CLOCKS,
    find=lambda holiday_id: db.session.get(Holiday, holiday_id) or abort(404),
    home=lambda holiday: url_for("settings.calendar", year=holiday.day.year),
)
def strike(holiday: Holiday) -> Done:
    there = url_for("settings.calendar", year=holiday.day.year)
    strike_day(db.session(), holiday, by=actor(), on=today())
    return Done(f"{holiday.day} 已撤掉，按公布的日历算。", there)
