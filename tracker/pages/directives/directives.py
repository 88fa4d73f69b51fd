"""The list of directives: what is owed by whom."""

from collections.abc import Iterable, Mapping
from operator import attrgetter as of
from typing import Any

from sqlalchemy import Select, select

from tracker.domain.can import Can
from tracker.domain.people.department import Department
from tracker.domain.people.user import User
from tracker.domain.permissions import may, visible_projects
from tracker.domain.project import Project
from tracker.domain.words import Role
from tracker.extensions import db
from tracker.pages.directives.blueprint import blueprint
from tracker.queries.directive_list import DirectiveFilter, DirectiveStatus
from tracker.queries.listing.filter import Pairs
from tracker.queries.listing.paging import Window
from tracker.sheets.columns import Column
from tracker.web.access import allow
from tracker.web.identity import actor, asker
from tracker.web.list_page import Link, ListPage, pairs_of
from tracker.web.rendering import today

COLUMNS = (
    Column("批示内容", of("said"), "prose"),
    Column("项目编号", of("code"), "code"),
    Column("项目名称", of("project")),
    Column("产业链", of("chain")),
    Column("谁批的", of("by")),
    Column("批示日期", of("on"), "day"),
    Column("答复单位", of("department")),
    Column("答复人", of("person")),
    Column("期限", of("due_on"), "day"),
    Column("状态", of("state.label")),
    Column("答复日期", of("answered_on"), "day"),
    Column("办结日期", of("closed_on"), "day"),
)


class DirectivePage(ListPage[DirectiveFilter]):
    """Directives, the first due on top."""

    name, template = "批示", "directives/list.html"
    filter, columns = DirectiveFilter, COLUMNS

    def statement(self) -> Select[Any]:
        return self.asked.statement(asker(), today())

    def choices(self) -> Mapping[str, Pairs]:
        """A unit sees only what it owes and chooses no office."""
        offered: dict[str, Pairs] = {}
        if actor().role is not Role.UNIT:
            offices = select(Department.id, Department.short_name).order_by(Department.id)
            offered["department"] = pairs_of(offices)
        leaders = select(User.id, User.name).where(User.role == Role.LEADER).order_by(User.id)
        return offered | {"giver": pairs_of(leaders)}

    def context(self, found: Window) -> dict[str, Any]:
        return {
            "standings": self.standings(),
            "may_direct": may(actor(), Can.DIRECT),
            "seen": seen_of(found.rows),
            "total": self.count(),
        }

    def standings(self) -> list[Link]:
        """One chip a standing, and one for what waits for the reader."""
        asked = self.asked
        chips = [self.chip(one.label, asked.state is one, state=one) for one in DirectiveStatus]
        return [*chips, self.chip("等我的", asked.mine, mine=not asked.mine)]


DirectivePage.hang(blueprint, "/directives", allow(Can.DIRECT, Can.ANSWER_DIRECTIVE))


def seen_of(rows: Iterable[Any]) -> set[str]:
    """The codes of those projects that this person may open: who owes an answer need not."""
    codes = {row.code for row in rows if row.code}
    seen = select(Project.code).where(Project.code.in_(codes), visible_projects(asker()))
    return set(db.session.scalars(seen))
