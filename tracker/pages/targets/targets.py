"""The list of targets; the same as a board."""

from collections.abc import Mapping
from operator import attrgetter as of
from typing import Any

from flask.typing import ResponseReturnValue
from sqlalchemy import Select

from tracker.domain.base import FAR_OFF
from tracker.domain.permissions import Can, may
from tracker.domain.project.badge import Tier
from tracker.domain.targeting import TargetState
from tracker.extensions import db, dialect
from tracker.pages.targets import choices
from tracker.pages.targets.blueprint import blueprint
from tracker.pages.targets.board import board_of
from tracker.queries.firm_badges import badge_of, badge_title_of, lists_in_force
from tracker.queries.listing.filter import Pairs
from tracker.queries.listing.paging import Window
from tracker.queries.target_list import ORDERS, Due, TargetFilter, View, Viewer
from tracker.sheets.columns import Column
from tracker.web.access import allow
from tracker.web.identity import actor, asker
from tracker.web.list_page import ListPage
from tracker.web.rendering import page, today

COLUMNS = (
    Column("企业", of("firm")),
    Column("省份", of("province")),
    Column("三类500强", lambda row: badge_title_of(row.badge)),
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


class TargetPage(ListPage[TargetFilter]):
    """Targets as a list, the next step first, or as a board."""

    name, template = "目标企业", "targets/list.html"
    filter, columns = TargetFilter, COLUMNS
    chips = {"q": "企业 {}"}

    def __init__(self) -> None:
        super().__init__()
        lists = lists_in_force(db.session(), today())
        self.viewer = Viewer(asker(), today(), lists, dialect())

    def statement(self) -> Select[Any]:
        return self.asked.statement(self.viewer)

    def show(self) -> ResponseReturnValue:
        if self.asked.view is not View.BOARD:
            return super().show()
        return page(
            "targets/board.html",
            columns=board_of(self.asked, self.viewer),
            asked=self.asked,
            fields=self.fields(),
            active=self.active(),
            **self.context(),
        )

    def choices(self) -> Mapping[str, Pairs]:
        """The chains only where there are several."""
        several = choices.chains()
        chains = {"chain": several} if len(several) > 1 or self.asked.chain else {}
        return chains | {
            "state": TargetState.choices(),
            "link": choices.links(),
            "tier": Tier.choices(),
            "due": Due.choices(),
            "owner": choices.colleagues(),
            "department": choices.departments(),
            "sort": [(key, order.label) for key, order in ORDERS.items()],
        }

    def context(self, found: Window | None = None) -> dict[str, Any]:
        return {
            "badge_of": badge_of,
            "count": self.count(),
            "may_court": may(actor(), Can.COURT),
        }


TargetPage.hang(blueprint, "/targets", allow(Can.SEE_TARGETS))
