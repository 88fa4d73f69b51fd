"""The list of firms by name."""

from collections.abc import Mapping
from operator import attrgetter as of
from typing import Any

from sqlalchemy import Select

from tracker.domain.permissions import Can, may
from tracker.domain.project.badge import Tier
from tracker.extensions import db, dialect
from tracker.matching.provinces import PROVINCES
from tracker.pages.firms.blueprint import blueprint
from tracker.pages.projects.new_project import links
from tracker.queries.firm_badges import badge_of, badge_title_of, lists_in_force
from tracker.queries.firm_list import ORDERS, FirmFilter, Having
from tracker.queries.listing.filter import Pairs
from tracker.queries.listing.paging import Window
from tracker.sheets.columns import Column, wan
from tracker.web.access import allow
from tracker.web.identity import actor, asker
from tracker.web.list_page import ListPage
from tracker.web.rendering import today

COLUMNS = (
    Column("企业名称", of("name")),
    Column("统一社会信用代码", of("credit_code"), "code"),
    Column("省份", of("province")),
    Column("城市", of("city")),
    Column("行业", of("industry")),
    Column("三类500强", lambda row: badge_title_of(row.badge)),
    Column("所在环节", of("links")),
    Column("项目数", of("projects"), "count"),
    Column("总投资（万元）", lambda row: wan(row.sum_yuan), "money"),
    Column("最近跟进", of("followed_on"), "day"),
    Column("网址", of("website")),
)


class FirmPage(ListPage[FirmFilter]):
    """Firms that somebody knows of, with what they may know of them."""

    name, template = "企业", "firms/list.html"
    filter, columns = FirmFilter, COLUMNS
    chips = {"q": "搜索 {}"}

    def __init__(self) -> None:
        super().__init__()
        self.lists = lists_in_force(db.session(), today())

    def statement(self) -> Select[Any]:
        return self.asked.statement(asker(), self.lists, dialect())

    def choices(self) -> Mapping[str, Pairs]:
        return {
            "province": [(one, one) for one in PROVINCES],
            "link": links(),
            "tier": Tier.choices(),
            "projects": Having.choices(),
            "sort": [(key, order.label) for key, order in ORDERS.items()],
        }

    def context(self, found: Window) -> dict[str, Any]:
        return {
            "count": self.count(),
            "badge_of": badge_of,
            "may_keep": may(actor(), Can.KEEP_FIRMS),
        }


FirmPage.hang(blueprint, "/firms", allow(Can.SEE_PROJECTS))
