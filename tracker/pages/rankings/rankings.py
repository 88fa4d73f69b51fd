"""The lists that are kept, and how many firms and projects of ours stand on them."""

from operator import attrgetter as of
from typing import Any

from flask import Response, request
from flask.typing import ResponseReturnValue

from tracker.domain.badges.project_badges import count_tiers
from tracker.domain.calendar import local_day
from tracker.domain.office.settings import Setting, number_in_force
from tracker.domain.permissions import Can, may
from tracker.domain.project.badge import Tier
from tracker.domain.ranking import RankingList
from tracker.extensions import db
from tracker.pages.rankings.blueprint import blueprint, sees_doubts
from tracker.pages.rankings.filter import NEWEST, Kept, RankingFilter
from tracker.queries.project_list.paging import window
from tracker.sheets.columns import Column
from tracker.web.access import allow
from tracker.web.downloads import csv_of, xlsx_of
from tracker.web.identity import actor, asker
from tracker.web.rendering import page, today

A_PAGE = 50
COLUMNS = (
    Column("榜单", of("kind.label")),
    Column("年份", of("year"), "number"),
    Column("发布方", of("publisher")),
    Column("发布日期", lambda row: row.on if row.is_dated else None, "day"),
    Column("从哪天起算", of("on"), "day"),
    Column("收录家数", of("rows"), "count"),
    Column("是否全榜", lambda row: "全榜" if row.is_complete else "部分"),
    Column("已对上", of("certain"), "count"),
    Column("待核", of("doubtful"), "count"),
    Column("库中没有", of("none"), "count"),
    Column("来源", of("source"), "prose"),
    Column("导入日期", lambda row: local_day(row.recorded_at), "day"),
    Column("导入人", of("by")),
    Column("撤销原因", of("voided_because"), "prose"),
)


@blueprint.get("/rankings")
@allow(Can.SEE_PROJECTS)
def list_all() -> Response:
    asked, session = RankingFilter.from_args(request.args), db.session()
    found = window(
        lambda statement: list(session.execute(statement)),
        asked.statement(asker()),
        NEWEST,
        asked.page,
        A_PAGE,
    )
    return page(
        "rankings/list.html",
        asked=asked,
        found=found,
        fields=fields(asked),
        tiers=[(tier, count_tiers(session, actor(), tier.kind)) for tier in Tier],
        numbers={key: number_in_force(session, key, today()) for key in Setting},
        may_keep=may(actor(), Can.KEEP_RANKINGS),
        sees_doubts=sees_doubts(actor()),
    )


@blueprint.get("/rankings.csv")
@allow(Can.SEE_PROJECTS)
def as_csv() -> ResponseReturnValue:
    asked = RankingFilter.from_args(request.args)
    return csv_of("榜单", COLUMNS, asked.statement(asker()))


@blueprint.get("/rankings.xlsx")
@allow(Can.SEE_PROJECTS)
def as_xlsx() -> ResponseReturnValue:
    asked = RankingFilter.from_args(request.args)
    return xlsx_of("榜单", COLUMNS, asked.statement(asker()), asked.said(fields(asked)))


def fields(asked: RankingFilter) -> list[dict[str, Any]]:
    """The selects of the filter bar."""
    years = [(str(year), str(year)) for year in range(today().year, today().year - 8, -1)]
    options = {"kind": RankingList.choices(), "year": years, "state": Kept.choices()}
    return [
        {
            "name": name,
            "label": asked.READERS[name][1],
            "value": asked.value(name),
            "options": pairs,
        }
        for name, pairs in options.items()
    ]
