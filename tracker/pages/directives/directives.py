"""The list of what is owed by whom, and the same as a file."""

from collections.abc import Iterable
from operator import attrgetter
from typing import Any

from flask import Response, request
from flask.typing import ResponseReturnValue
from sqlalchemy import func, select

from tracker.domain.can import Can
from tracker.domain.people.department import Department
from tracker.domain.people.user import User
from tracker.domain.permissions import may, visible_projects
from tracker.domain.project import Project
from tracker.domain.words import Role
from tracker.extensions import db
from tracker.pages.directives.blueprint import blueprint
from tracker.pages.directives.filter import SOONEST, DirectiveFilter, Standing
from tracker.queries.project_list.paging import window
from tracker.sheets.columns import Column
from tracker.web.access import allow
from tracker.web.downloads import csv_of, xlsx_of
from tracker.web.identity import actor, asker
from tracker.web.rendering import address, page, today

A_PAGE = 50
COLUMNS = (
    Column("批示内容", attrgetter("said"), "prose"),
    Column("项目编号", attrgetter("code"), "code"),
    Column("项目名称", attrgetter("project")),
    Column("产业链", attrgetter("chain")),
    Column("谁批的", attrgetter("by")),
    Column("批示日期", attrgetter("on"), "day"),
    Column("答复单位", attrgetter("department")),
    Column("答复人", attrgetter("person")),
    Column("期限", attrgetter("due_on"), "day"),
    Column("状态", attrgetter("state.label")),
    Column("答复日期", attrgetter("answered_on"), "day"),
    Column("办结日期", attrgetter("closed_on"), "day"),
)


@blueprint.get("/directives")
@allow(Can.DIRECT, Can.ANSWER_DIRECTIVE)
def list_all() -> Response:
    asked = DirectiveFilter.from_args(request.args)
    statement = asked.statement(asker(), today())
    found = window(
        lambda stretch: list(db.session.execute(stretch)), statement, SOONEST, asked.page, A_PAGE
    )
    return page(
        "directives/list.html",
        asked=asked,
        found=found,
        fields=fields(asked),
        standings=standings(asked),
        may_direct=may(actor(), Can.DIRECT),
        seen=seen_of(found.rows),
        total=db.session.scalar(select(func.count()).select_from(statement.subquery())),
    )


@blueprint.get("/directives.csv")
@allow(Can.DIRECT, Can.ANSWER_DIRECTIVE)
def as_csv() -> ResponseReturnValue:
    asked = DirectiveFilter.from_args(request.args)
    statement = asked.statement(asker(), today()).order_by(*SOONEST.ordering())
    return csv_of("批示", COLUMNS, statement)


@blueprint.get("/directives.xlsx")
@allow(Can.DIRECT, Can.ANSWER_DIRECTIVE)
def as_xlsx() -> ResponseReturnValue:
    asked = DirectiveFilter.from_args(request.args)
    statement = asked.statement(asker(), today()).order_by(*SOONEST.ordering())
    return xlsx_of("批示", COLUMNS, statement, asked.said(fields(asked)))


def seen_of(rows: Iterable[Any]) -> set[str]:
    """The codes of those projects that this person may open: who owes an answer need not."""
    codes = {row.code for row in rows if row.code}
    seen = select(Project.code).where(Project.code.in_(codes), visible_projects(asker()))
    return set(db.session.scalars(seen))


def standings(asked: DirectiveFilter) -> list[dict[str, Any]]:
    """One chip a standing, and one for what waits for the reader."""
    chips = [_chip(asked, one.label, asked.state is one, state=one) for one in Standing]
    return [*chips, _chip(asked, "等我的", asked.mine, mine=not asked.mine)]


def _chip(asked: DirectiveFilter, label: str, is_on: bool, **changes: Any) -> dict[str, Any]:
    href = address("directives.list_all", asked.to_args(**changes))
    return {"label": label, "is_on": is_on, "href": href}


def fields(asked: DirectiveFilter) -> list[dict[str, Any]]:
    """The selects of the filter bar; a unit sees only what it owes and chooses no office."""
    options: dict[str, list[tuple[str, str]]] = {}
    if actor().role is not Role.UNIT:
        offices = select(Department.id, Department.short_name).order_by(Department.id)
        options["department"] = [(str(key), name) for key, name in db.session.execute(offices)]
    leaders = select(User.id, User.name).where(User.role == Role.LEADER).order_by(User.id)
    options["giver"] = [(str(key), name) for key, name in db.session.execute(leaders)]
    return [
        {
            "name": name,
            "label": asked.READERS[name][1],
            "value": asked.value(name),
            "options": pairs,
        }
        for name, pairs in options.items()
    ]
