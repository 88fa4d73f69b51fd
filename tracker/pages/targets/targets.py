"""The list of targets, the next step first; the same as a board and as a file."""

from operator import attrgetter as of
from typing import Any

from flask import Response, request
from flask.typing import ResponseReturnValue
from sqlalchemy import func, select

from tracker.domain.base import FAR_OFF
from tracker.domain.permissions import Can, may
from tracker.domain.project.badge import Tier
from tracker.domain.targeting import Target, TargetState
from tracker.extensions import db
from tracker.pages.targets import choices
from tracker.pages.targets.blueprint import blueprint
from tracker.pages.targets.board import board_of
from tracker.pages.targets.filter import SORTS, Due, TargetFilter, View, Viewer
from tracker.queries.listed_firms import badge_of, lists_in_force
from tracker.queries.project_list.paging import window
from tracker.sheets.columns import Column
from tracker.web.access import allow
from tracker.web.downloads import csv_of, xlsx_of
from tracker.web.identity import actor, asker
from tracker.web.rendering import address, page, today

A_PAGE = 50
COLUMNS = (
    Column("企业", of("firm")),
    Column("省份", of("province")),
    Column("三类500强", lambda row: _badge_title(row)),
    Column("产业链", of("chain")),
    Column("上中下游", of("segment.label")),
    Column("环节", of("link")),
    Column("状态", of("state.label")),
    Column("进入日期", of("state_since"), "day"),
    Column("停留天数", lambda row: (today() - row.state_since).days, "count"),
    Column("分数", of("score"), "count"),
    Column("规则给的理由", lambda row: "；".join(one["said"] for one in row.why), "prose"),
    Column("人说的原因", of("because"), "prose"),
    Column("跟踪人", of("owner")),
    Column("跟踪单位", of("department")),
    Column("最近跟进", of("last_followed_on"), "day"),
    Column("下一步", of("next_step"), "prose"),
    Column("下一步日期", lambda row: None if row.next_on == FAR_OFF else row.next_on, "day"),
    Column("项目编号", of("code"), "code"),
)


@blueprint.get("/targets")
@allow(Can.SEE_TARGETS)
def list_all() -> Response:
    asked, viewer = TargetFilter.from_args(request.args), _viewer()
    shared: dict[str, Any] = {
        "asked": asked,
        "fields": fields(asked),
        "active": active(asked),
        "badge_of": badge_of,
        "count": count_of(asked, viewer),
        "may_court": may(actor(), Can.COURT),
    }
    if asked.view is View.BOARD:
        return page("targets/board.html", columns=board_of(asked, viewer), **shared)
    found = window(
        lambda statement: list(db.session.execute(statement)),
        asked.statement(viewer),
        asked.order,
        asked.page,
        A_PAGE,
    )
    return page("targets/list.html", found=found, **shared)


@blueprint.get("/targets.csv")
@allow(Can.SEE_TARGETS)
def as_csv() -> ResponseReturnValue:
    asked = TargetFilter.from_args(request.args)
    return csv_of("目标企业", COLUMNS, asked.statement(_viewer()))


@blueprint.get("/targets.xlsx")
@allow(Can.SEE_TARGETS)
def as_xlsx() -> ResponseReturnValue:
    asked = TargetFilter.from_args(request.args)
    return xlsx_of("目标企业", COLUMNS, asked.statement(_viewer()), asked.said(fields(asked)))


def count_of(asked: TargetFilter, viewer: Viewer) -> int:
    counting = asked.select([Target.id], viewer).subquery()
    return db.session.scalar(select(func.count()).select_from(counting)) or 0


def _viewer() -> Viewer:
    lists = lists_in_force(db.session(), today())
    return Viewer(asker(), today(), lists, db.engine.dialect.name)


def fields(asked: TargetFilter) -> list[dict[str, Any]]:
    """The selects of the filter bar; the chains only where there are several."""
    options: dict[str, Any] = {
        "state": TargetState.choices(),
        "link": choices.links(),
        "tier": Tier.choices(),
        "due": Due.choices(),
        "owner": choices.colleagues(),
        "department": choices.departments(),
        "sort": [(key, order.label) for key, order in SORTS.items()],
    }
    several = choices.chains()
    if len(several) > 1 or asked.chain:
        options = {"chain": several} | options
    return [
        {
            "name": name,
            "label": asked.READERS[name][1],
            "value": asked.value(name),
            "options": pairs,
        }
        for name, pairs in options.items()
    ]


def active(asked: TargetFilter) -> list[dict[str, str]]:
    """What no select shows: the chip that says it and takes it away."""
    if not asked.q:
        return []
    href = address("targets.list_all", asked.to_args(q=""))
    return [{"label": f"企业 {asked.q}", "href": href}]


def _badge_title(row: Any) -> str:
    badge = badge_of(row.badge)
    return badge.title if badge else ""
