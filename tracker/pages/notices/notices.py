"""The list of what one was told, and the mark of what has been read."""

from operator import attrgetter
from typing import Any, NamedTuple

from flask import Response, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import update

from tracker.domain.base import utc_now
from tracker.domain.calendar import HERE
from tracker.domain.notice import Notice, Topic
from tracker.domain.sentences import quotation, sentence
from tracker.extensions import db
from tracker.pages.notices.blueprint import blueprint
from tracker.pages.notices.filter import NEWEST, NoticeFilter
from tracker.queries.project_list.paging import window_of
from tracker.sheets.columns import Column
from tracker.web.access import everyone_signed_in
from tracker.web.downloads import csv_of, xlsx_of
from tracker.web.identity import actor, asker
from tracker.web.rendering import page
from tracker.web.submissions import save_and_lead_to

A_PAGE = 50
COLUMNS = (
    Column("时间", lambda row: row.recorded_at.astimezone(HERE).replace(tzinfo=None), "minute"),
    Column("类别", attrgetter("topic.label")),
    Column("项目编号", attrgetter("code"), "code"),
    Column("项目名称", attrgetter("project")),
    Column("内容", lambda row: sentence(row.kind, row.before, row.after), "prose"),
    Column("谁", lambda row: row.who or "系统"),
    Column("已读", lambda row: "已读" if row.read_at else ""),
)


class Line(NamedTuple):
    """What the list draws of a row, and where it leads."""

    row: Any
    said: str
    quote: str
    href: str


@blueprint.get("/notices")
@everyone_signed_in
def list_all() -> Response:
    asked = NoticeFilter.from_args(request.args)
    found = window_of(
        lambda stretch: list(db.session.execute(stretch.of(asked.statement(asker())))),
        NEWEST,
        asked.page,
        A_PAGE,
    )
    return page(
        "notices/list.html",
        asked=asked,
        found=found,
        lines=[_line(row) for row in found.rows],
        fields=_fields(asked),
    )


@blueprint.get("/notices.csv")
@everyone_signed_in
def as_csv() -> Response:
    asked = NoticeFilter.from_args(request.args)
    return csv_of("通知", COLUMNS, asked.statement(asker()).order_by(*NEWEST.ordering()))


@blueprint.get("/notices.xlsx")
@everyone_signed_in
def as_xlsx() -> ResponseReturnValue:
    asked = NoticeFilter.from_args(request.args)
    statement = asked.statement(asker()).order_by(*NEWEST.ordering())
    return xlsx_of("通知", COLUMNS, statement, asked.said(_fields(asked)))


@blueprint.post("/notices/read")
@everyone_signed_in
def read() -> Response:
    """Everything up to that notice has been read."""
    until = request.form.get("until", "")
    last = int(until) if until.isdecimal() and len(until) < 10 else 0
    mine = (Notice.user_id == actor().id, Notice.id <= last, Notice.read_at.is_(None))
    db.session.execute(update(Notice).where(*mine).values(read_at=utc_now()))
    return save_and_lead_to(url_for("notices.list_all"))


def _line(row: Any) -> Line:
    return Line(
        row,
        sentence(row.kind, row.before, row.after),
        quotation(row.kind, row.after, row.because),
        _place(row),
    )


def _place(row: Any) -> str:
    noun, _, number = row.subject.partition(":")
    if noun == "directive":
        return url_for("directives.show", directive_id=int(number))
    if noun == "blocker":
        return url_for("blockers.show", blocker_id=int(number))
    if noun == "target":
        return url_for("targets.show", target_id=int(number))
    if row.code:
        return url_for("projects.show", code=row.code)
    return url_for("workbench.show")


def _fields(asked: NoticeFilter) -> list[dict[str, Any]]:
    return [
        {
            "name": "topic",
            "label": "类别",
            "value": asked.value("topic"),
            "options": Topic.choices(),
        }
    ]
