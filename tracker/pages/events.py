"""The log of everything that was done, for those who audit it; page and file."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from operator import attrgetter as of
from typing import Any, ClassVar

from flask import Blueprint, Response, request
from flask.typing import ResponseReturnValue
from sqlalchemy import ColumnElement, Select, func, select

from tracker.domain.calendar import HERE
from tracker.domain.event import Event, EventKind
from tracker.domain.people.user import User
from tracker.domain.permissions import Can
from tracker.domain.project import Project
from tracker.domain.sentences import sentence
from tracker.extensions import db
from tracker.queries.project_list.paging import window_of
from tracker.sheets.columns import Column
from tracker.web.access import allow
from tracker.web.asked import Asked, RowOrder, day, number
from tracker.web.downloads import csv_of, xlsx_of
from tracker.web.rendering import page

blueprint = Blueprint("events", __name__)

A_PAGE = 50
COLUMNS = (
    Column("序号", of("id"), "number"),
    Column("时间", lambda row: row.recorded_at.astimezone(HERE).replace(tzinfo=None), "moment"),
    Column("谁", lambda row: row.who or "系统"),
    Column("从哪里", of("origin")),
    Column("类别", of("kind.label")),
    Column("项目编号", of("code")),
    Column("做了什么", lambda row: _done(row), "prose"),
    Column("原因", of("because"), "prose"),
)
NEWEST = RowOrder("最近的在前", Event.id, number, is_down=True, row_id=Event.id)
READ = (
    Event.recorded_at,
    User.name.label("who"),
    Event.origin,
    Event.kind,
    Project.code,
    Event.before,
    Event.after,
    Event.because,
    Event.id.label("mark"),
    Event.id,
)


@dataclass(frozen=True, slots=True)
class EventFilter(Asked):
    """Of which kind, by whom, between which days."""

    READERS: ClassVar = {
        "kind": (EventKind, "类别"),
        "person": (number, "谁"),
        "since": (day, "从"),
        "until": (day, "到"),
    }
    kind: EventKind | None = None
    person: int | None = None
    since: date | None = None
    until: date | None = None

    def conditions(self) -> list[ColumnElement[bool]]:
        found: list[ColumnElement[bool]] = []
        if self.kind:
            found.append(Event.kind == self.kind)
        if self.person:
            found.append(Event.by_id == self.person)
        if self.since:
            found.append(Event.recorded_at >= _begin_of(self.since))
        if self.until:
            found.append(Event.recorded_at < _begin_of(self.until + timedelta(days=1)))
        return found

    def count(self) -> Select[Any]:
        return select(func.count()).select_from(Event).where(*self.conditions())

    def statement(self) -> Select[Any]:
        return (
            select(*READ)
            .select_from(Event)
            .outerjoin(User, User.id == Event.by_id)
            .outerjoin(Project, Project.id == Event.project_id)
            .where(*self.conditions())
        )


@blueprint.get("/events")
@allow(Can.SEE_EVENTS)
def list_all() -> Response:
    asked = EventFilter.from_args(request.args)
    found = window_of(
        lambda stretch: list(db.session.execute(stretch.of(asked.statement()))),
        NEWEST,
        asked.page,
        A_PAGE,
    )
    return page(
        "events/list.html",
        asked=asked,
        found=found,
        fields=_fields(asked),
        lines=[[column.text(row) for column in COLUMNS] for row in found.rows],
        total=db.session.scalar(asked.count()),
    )


@blueprint.get("/events.csv")
@allow(Can.SEE_EVENTS)
def as_csv() -> ResponseReturnValue:
    asked = EventFilter.from_args(request.args)
    return csv_of("操作记录", COLUMNS, asked.statement().order_by(*NEWEST.ordering()))


@blueprint.get("/events.xlsx")
@allow(Can.SEE_EVENTS)
def as_xlsx() -> ResponseReturnValue:
    asked = EventFilter.from_args(request.args)
    rows = asked.statement().order_by(*NEWEST.ordering())
    return xlsx_of("操作记录", COLUMNS, rows, asked.said(_fields(asked)))


def _done(row: Any) -> str:
    """The event's sentence; of a follow-up also what it promised, and how long it is.

    What was talked about is for those who see the project, and they read it there.
    """
    told = sentence(row.kind, row.before, row.after)
    if row.kind is not EventKind.FOLLOW_UP_LOGGED:
        return told
    promised = f"，约 {row.after['next_on']} 再跟进" if row.after.get("next_on") else ""
    return f"写跟进：{told}{promised}（{len(row.after['said'])} 字）"


def _begin_of(day: date) -> datetime:
    return datetime.combine(day, time.min, HERE)


def _fields(asked: EventFilter) -> list[dict[str, Any]]:
    people = db.session.execute(select(User.id, User.name).order_by(User.id))
    options = {
        "kind": EventKind.choices(),
        "person": [(str(user_id), name) for user_id, name in people],
    }
    return [
        {
            "name": name,
            "label": asked.READERS[name][1],
            "value": asked.value(name),
            "options": pairs,
        }
        for name, pairs in options.items()
    ]
