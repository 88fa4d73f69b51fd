"""The list of blockers, the first due on top, and the same as a file."""

from operator import attrgetter as of
from typing import Any
from urllib.parse import urlencode

from flask import Response, request
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from tracker.domain.blocker import Level
from tracker.domain.people.department import Department
from tracker.domain.permissions import Can
from tracker.domain.words import BlockerKind, BlockerState, Role
from tracker.extensions import db
from tracker.pages.blockers.blueprint import blueprint
from tracker.pages.blockers.filter import BlockerFilter, Standing
from tracker.pages.blockers.lights import Lamp
from tracker.queries.project_list.paging import window
from tracker.sheets.columns import Column
from tracker.web.access import allow
from tracker.web.downloads import csv_of, xlsx_of
from tracker.web.identity import actor, asker
from tracker.web.rendering import page, today

A_PAGE = 50
COLUMNS = (
    Column("编号", of("code")),
    Column("项目名称", of("name")),
    Column("类别", of("kind.label")),
    Column("堵在哪里", of("what"), "prose"),
    Column("需要什么", of("wanted"), "prose"),
    Column("状态", of("state.label")),
    Column("承办单位", of("department")),
    Column("期限", of("due_on"), "day"),
    Column("升级到", lambda row: row.level.label if row.level else None),
    Column("提出日期", of("on"), "day"),
    Column("提出人", of("by")),
    Column("期望解决", of("wished_on"), "day"),
    Column("签收日期", of("accepted_on"), "day"),
    Column("反馈日期", of("answered_on"), "day"),
    Column("销号日期", of("closed_on"), "day"),
    Column("怎么解决的", of("outcome"), "prose"),
)


@blueprint.get("/blockers")
@allow(Can.SEE_PROJECTS)
def list_all() -> Response:
    asked = BlockerFilter.from_args(request.args)
    found = window(
        lambda statement: list(db.session.execute(statement)),
        asked.statement(asker(), today()),
        asked.order,
        asked.page,
        A_PAGE,
    )
    counted = db.session.execute(asked.count(asker(), today())).one()
    return page(
        "blockers/list.html",
        asked=asked,
        found=found,
        fields=fields(asked),
        counted=counted,
        standings=standings(asked, request.path),
        lamp=Lamp(today()),
    )


@blueprint.get("/blockers.csv")
@allow(Can.SEE_PROJECTS)
def as_csv() -> ResponseReturnValue:
    asked = BlockerFilter.from_args(request.args)
    return csv_of("堵点", COLUMNS, asked.statement(asker(), today()))


@blueprint.get("/blockers.xlsx")
@allow(Can.SEE_PROJECTS)
def as_xlsx() -> ResponseReturnValue:
    asked = BlockerFilter.from_args(request.args)
    rows = asked.statement(asker(), today())
    return xlsx_of("堵点", COLUMNS, rows, asked.said(fields(asked)))


def standings(asked: BlockerFilter, path: str) -> list[dict[str, Any]]:
    """One chip a standing, and one for what waits for the reader; each leads to that path."""

    def chip(label: str, is_on: bool, **changes: Any) -> dict[str, Any]:
        query = urlencode(asked.to_args(**changes))
        return {"label": label, "is_on": is_on, "href": f"{path}?{query}" if query else path}

    chips = [chip(one.label, asked.state is one, state=one) for one in Standing]
    chips.append(chip("等我的", asked.mine, mine=not asked.mine, awaited=False))
    if actor().role is not Role.LEADER:
        chips.append(chip("我等别人的", asked.awaited, awaited=not asked.awaited, mine=False))
    return chips


def fields(asked: BlockerFilter) -> list[dict[str, Any]]:
    """The selects of the filter bar; a unit sees its own blockers alone and chooses no office."""
    options: dict[str, list[tuple[str, str]]] = {
        "step": BlockerState.choices(),
        "kind": BlockerKind.choices(),
        "level": Level.choices(),
    }
    if actor().role is not Role.UNIT:
        offices = select(Department.id, Department.short_name).order_by(Department.id)
        options["department"] = [(str(key), name) for key, name in db.session.execute(offices)]
    return [
        {
            "name": name,
            "label": asked.READERS[name][1],
            "value": asked.value(name),
            "options": pairs,
        }
        for name, pairs in options.items()
    ]
