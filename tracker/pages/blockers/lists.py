"""The three lists that a leader knows: what is in the way, what is done about it, whose it is.

Each is the list of blockers under the same filter, in other columns. As tables,
CSV and XLSX they come one by one, as Word all three in one paper.
"""

from collections.abc import Callable, Sequence
from operator import attrgetter as of
from typing import Any, TypeVar

from flask import Response, request
from flask.typing import ResponseReturnValue
from sqlalchemy import Select, func, select
from sqlalchemy.orm import aliased

from tracker.domain.blocker import Blocker, BlockerAct, BlockerHelper, BlockerStep
from tracker.domain.people.department import Department
from tracker.domain.people.user import User
from tracker.domain.permissions import Can
from tracker.domain.project import Project
from tracker.extensions import db
from tracker.pages.blockers.blockers import A_PAGE, fields, standings
from tracker.pages.blockers.blueprint import blueprint
from tracker.pages.blockers.filter import BlockerFilter
from tracker.queries.project_list.paging import window
from tracker.sheets.columns import Column
from tracker.sheets.papers import MOST, TOO_MANY, Paper
from tracker.web.access import allow
from tracker.web.downloads import csv_of, docx_file, thousands_of, too_long, xlsx_of
from tracker.web.identity import asker
from tracker.web.rendering import address, page, today
from tracker.word import Word

View = TypeVar("View", bound=Callable[..., ResponseReturnValue])


class Listing(Word):
    """One of the three lists; `tone` is what a leader learns from it."""

    PROBLEMS = "problems", "困难问题清单", "卡住了什么"
    MEASURES = "measures", "解决措施清单", "做了什么"
    DUTIES = "duties", "责任分工清单", "谁来办、哪天前"


PROJECT, WHAT = Column("项目名称", of("name")), Column("困难问题", of("what"), "prose")
STATE = Column("状态", of("state.label"))

COLUMNS: dict[Listing, tuple[Column, ...]] = {
    Listing.PROBLEMS: (
        Column("项目编号", of("code")),
        PROJECT,
        Column("跟踪单位", of("owner_department")),
        Column("类别", of("kind.label")),
        WHAT,
        Column("提出日期", of("on"), "day"),
        Column("提出人", of("by")),
        STATE,
    ),
    Listing.MEASURES: (
        PROJECT,
        WHAT,
        Column("需要什么", of("wanted"), "prose"),
        Column("办理情况", of("done"), "prose"),
        Column("办理日期", of("done_on"), "day"),
        STATE,
    ),
    Listing.DUTIES: (
        PROJECT,
        WHAT,
        Column("责任单位", of("department")),
        Column("协办单位", of("helpers")),
        Column("跟踪人", of("owner")),
        Column("包联领导", of("sponsor")),
        Column("期限", of("due_on"), "day"),
        Column("升级到", lambda row: row.level.label if row.level else None),
    ),
}

TELLING = (BlockerAct.REPORT, BlockerAct.ANSWER, BlockerAct.CLOSE)
"""The steps that say what has been done."""


def _one_a_list(ending: str = "") -> Callable[[View], View]:
    """Hang the view on an address for each of the three."""

    def hang(view: View) -> View:
        for one in Listing:
            path = f"/blockers/{one.value}{ending}"
            blueprint.add_url_rule(path, view_func=view, defaults={"listing": one})
        return view

    return hang


@_one_a_list()
@allow(Can.SEE_PROJECTS)
def show_list(listing: Listing) -> Response:
    asked = BlockerFilter.from_args(request.args)
    found = window(
        lambda statement: list(db.session.execute(statement)),
        _told(asked),
        asked.order,
        asked.page,
        A_PAGE,
    )
    return page(
        "blockers/lists.html",
        listing=listing,
        asked=asked,
        found=found,
        columns=COLUMNS[listing],
        fields=fields(asked),
        standings=standings(asked, request.path),
        lists=[
            (one, address("blockers.show_list", asked.to_args(), listing=one)) for one in Listing
        ],
    )


@_one_a_list(".csv")
@allow(Can.SEE_PROJECTS)
def list_as_csv(listing: Listing) -> ResponseReturnValue:
    asked = BlockerFilter.from_args(request.args)
    return csv_of(listing.label, COLUMNS[listing], _told(asked))


@_one_a_list(".xlsx")
@allow(Can.SEE_PROJECTS)
def list_as_xlsx(listing: Listing) -> ResponseReturnValue:
    asked = BlockerFilter.from_args(request.args)
    return xlsx_of(listing.label, COLUMNS[listing], _told(asked), asked.said(fields(asked)))


@blueprint.get("/blockers.docx")
@allow(Can.SEE_PROJECTS)
def lists_as_docx() -> ResponseReturnValue:
    asked = BlockerFilter.from_args(request.args)
    rows = [row for rows in thousands_of(_told(asked).limit(MOST + 1)) for row in rows]
    if len(rows) > MOST:
        return too_long(TOO_MANY, address("blockers.as_csv", asked.to_args()))
    told = {listing.value: texts(COLUMNS[listing], rows) for listing in Listing}
    return docx_file(Paper.THREE_LISTS, Paper.THREE_LISTS.label, told, asked.said(fields(asked)))


def texts(columns: Sequence[Column], rows: Sequence[Any]) -> list[list[str]]:
    """The rows as a paper shows them, word for word what a CSV says."""
    return [[column.text(row) for column in columns] for row in rows]


def _told(asked: BlockerFilter) -> Select[Any]:
    """The rows of the list, with what the three tell beside it."""
    owner, unit = aliased(User), aliased(Department)
    newest = (
        select(BlockerStep.id)
        .where(BlockerStep.blocker_id == Blocker.id, BlockerStep.act.in_(TELLING))
        .order_by(BlockerStep.id.desc())
        .limit(1)
        .scalar_subquery()
    )
    step, helper = aliased(BlockerStep), aliased(Department)
    helpers = (
        select(func.aggregate_strings(helper.short_name, "、"))
        .join(BlockerHelper, BlockerHelper.department_id == helper.id)
        .where(BlockerHelper.blocker_id == Blocker.id, BlockerHelper.voided_at.is_(None))
        .scalar_subquery()
    )
    more = (
        step.said.label("done"),
        step.on.label("done_on"),
        helpers.label("helpers"),
        owner.name.label("owner"),
        unit.short_name.label("owner_department"),
        Project.sponsor,
    )
    return (
        asked.statement(asker(), today(), more)
        .outerjoin(step, step.id == newest)
        .outerjoin(owner, owner.id == Project.owner_id)
        .outerjoin(unit, unit.id == Project.owner_department_id)
    )
