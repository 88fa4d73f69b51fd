"""The log of everything that was done, for those who audit it."""

from collections.abc import Mapping
from operator import attrgetter as of
from typing import Any

from flask import Blueprint
from sqlalchemy import Select, select

from tracker.domain.calendar import HERE
from tracker.domain.event import EventKind
from tracker.domain.people.user import User
from tracker.domain.permissions import Can
from tracker.domain.sentences import sentence
from tracker.extensions import db
from tracker.queries.event_list import EventFilter
from tracker.queries.listing.filter import Pairs
from tracker.queries.listing.paging import Window
from tracker.sheets.columns import Column, texts_of
from tracker.web.access import allow
from tracker.web.list_page import ListPage, pairs_of

blueprint = Blueprint("events", __name__)

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


class EventPage(ListPage[EventFilter]):
    """Everything, the newest on top."""

    name, template = "操作记录", "events/list.html"
    filter, columns = EventFilter, COLUMNS

    def statement(self) -> Select[Any]:
        return self.asked.statement()

    def choices(self) -> Mapping[str, Pairs]:
        people = select(User.id, User.name).order_by(User.id)
        return {"kind": EventKind.choices(), "person": pairs_of(people)}

    def context(self, found: Window) -> dict[str, Any]:
        return {
            "lines": list(texts_of(COLUMNS, found.rows)),
            "total": db.session.scalar(self.asked.count()),
        }


EventPage.hang(blueprint, "/events", allow(Can.SEE_EVENTS))


def _done(row: Any) -> str:
    """The event's sentence; of a follow-up also what it promised, and how long it is.

    What was talked about is for those who see the project, and they read it there.
    """
    told = sentence(row.kind, row.before, row.after)
    if row.kind is not EventKind.FOLLOW_UP_LOGGED:
        return told
    promised = f"，约 {row.after['next_on']} 再跟进" if row.after.get("next_on") else ""
    return f"写跟进：{told}{promised}（{len(row.after['said'])} 字）"
