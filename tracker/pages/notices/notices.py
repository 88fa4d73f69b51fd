"""The list of what one was told, and the mark of what has been read."""

from collections.abc import Mapping
from operator import attrgetter
from typing import Any, NamedTuple

from flask import Response, request, url_for
from sqlalchemy import Select, update

from tracker.domain.base import utc_now
from tracker.domain.calendar import HERE
from tracker.domain.notice import Notice, Topic
from tracker.domain.sentences import quotation, sentence
from tracker.extensions import db
from tracker.pages.notices.blueprint import blueprint
from tracker.queries.listing.filter import Pairs
from tracker.queries.listing.paging import Window
from tracker.queries.notice_list import NoticeFilter
from tracker.sheets.columns import Column
from tracker.web.access import everyone_signed_in
from tracker.web.forms.submissions import save_and_lead_to
from tracker.web.identity import actor, asker
from tracker.web.list_page import ListPage

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


class NoticePage(ListPage[NoticeFilter]):
    """One's own notices, the newest on top."""

    name, template = "通知", "notices/list.html"
    filter, columns = NoticeFilter, COLUMNS

    def statement(self) -> Select[Any]:
        return self.asked.statement(asker())

    def choices(self) -> Mapping[str, Pairs]:
        return {"topic": Topic.choices()}

    def context(self, found: Window) -> dict[str, Any]:
        return {"lines": [_line(row) for row in found.rows]}


NoticePage.hang(blueprint, "/notices", everyone_signed_in)


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
