"""The lists that are kept, and how many firms and projects of ours stand on them."""

from collections.abc import Mapping
from operator import attrgetter as of
from typing import Any

from sqlalchemy import Select

from tracker.domain.calendar import local_day
from tracker.domain.office.settings import Setting, number_in_force
from tracker.domain.permissions import Can, may
from tracker.domain.project.badge import Tier
from tracker.domain.ranking import RankingList
from tracker.domain.ranking_matching.project_badges import count_tiers
from tracker.extensions import db
from tracker.pages.rankings.blueprint import blueprint
from tracker.queries.listing.filter import Pairs
from tracker.queries.listing.paging import Window
from tracker.queries.ranking_list import RankingFilter, RankingScope, sees_doubts
from tracker.sheets.columns import Column
from tracker.web.access import allow
from tracker.web.identity import actor
from tracker.web.list_page import ListPage
from tracker.web.rendering import today

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


class RankingPage(ListPage[RankingFilter]):
    """The lists, the newest year on top."""

    name, template = "榜单", "rankings/list.html"
    filter, columns = RankingFilter, COLUMNS

    def statement(self) -> Select[Any]:
        return self.asked.statement(actor())

    def choices(self) -> Mapping[str, Pairs]:
        years = [(str(year), str(year)) for year in range(today().year, today().year - 8, -1)]
        return {"kind": RankingList.choices(), "year": years, "state": RankingScope.choices()}

    def context(self, found: Window) -> dict[str, Any]:
        session = db.session()
        return {
            "tiers": [(tier, count_tiers(session, actor(), tier.kind)) for tier in Tier],
            "numbers": {key: number_in_force(session, key, today()) for key in Setting},
            "may_keep": may(actor(), Can.KEEP_RANKINGS),
            "sees_doubts": sees_doubts(actor()),
        }


RankingPage.hang(blueprint, "/rankings", allow(Can.SEE_PROJECTS))
