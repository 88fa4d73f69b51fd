"""The list of blockers, the first due on top."""

from collections.abc import Mapping
from operator import attrgetter as of
from typing import Any

from sqlalchemy import Select, select

from tracker.domain.people.department import Department
from tracker.domain.permissions import Can
from tracker.domain.words import BlockerKind, BlockerState, Level, Role
from tracker.extensions import db
from tracker.pages.blockers.blueprint import blueprint
from tracker.pages.blockers.lights import Lamp
from tracker.queries.blocker_list import BlockerFilter, BlockerStatus
from tracker.queries.listing.filter import Pairs
from tracker.queries.listing.paging import Window
from tracker.sheets.columns import Column
from tracker.web.access import allow
from tracker.web.identity import actor, asker
from tracker.web.list_page import Link, ListPage, pairs_of
from tracker.web.rendering import today

COLUMNS: tuple[Column, ...] = (
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


class BlockerPage(ListPage[BlockerFilter]):
    """Blockers under one filter; the three lists are the same in other columns."""

    name, template = "堵点", "blockers/list.html"
    filter, columns = BlockerFilter, COLUMNS

    def statement(self) -> Select[Any]:
        return self.asked.statement(asker(), today())

    def choices(self) -> Mapping[str, Pairs]:
        """A unit sees its own blockers alone and chooses no office."""
        offered: dict[str, Pairs] = {
            "step": BlockerState.choices(),
            "kind": BlockerKind.choices(),
            "level": Level.choices(),
        }
        if actor().role is not Role.UNIT:
            offices = select(Department.id, Department.short_name).order_by(Department.id)
            offered["department"] = pairs_of(offices)
        return offered

    def context(self, found: Window) -> dict[str, Any]:
        counted = db.session.execute(self.asked.count(asker(), today())).one()
        return {"counted": counted, "standings": self.standings(), "lamp": Lamp(today())}

    def standings(self) -> list[Link]:
        """One chip a standing, and one for what waits for the reader."""
        asked = self.asked
        chips = [self.chip(one.label, asked.state is one, state=one) for one in BlockerStatus]
        chips.append(self.chip("等我的", asked.mine, mine=not asked.mine, awaited=False))
        if actor().role is not Role.LEADER:
            others = {"awaited": not asked.awaited, "mine": False}
            chips.append(self.chip("我等别人的", asked.awaited, **others))
        return chips


BlockerPage.hang(blueprint, "/blockers", allow(Can.SEE_PROJECTS))
