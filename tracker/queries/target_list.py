"""Which targets a list or board asks for, in which order, and the rows that answer it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, case, select

from tracker.domain.base import FAR_OFF
from tracker.domain.chain import Chain, ChainLink
from tracker.domain.firm import Firm
from tracker.domain.people.asker import Asker
from tracker.domain.people.department import Department
from tracker.domain.people.user import User
from tracker.domain.permissions import visible_projects
from tracker.domain.project import Project
from tracker.domain.project.badge import Tier
from tracker.domain.search.text_index import FIRMS, matches
from tracker.domain.targeting import Target, TargetState
from tracker.domain.targeting.target_states import COURTED
from tracker.domain.targeting.visible_targets import visible_targets
from tracker.queries.firm_badges import badge_column, is_listed
from tracker.queries.listing.filter import Filter, argument
from tracker.queries.listing.paging import Order, text, whole
from tracker.queries.listing.readers import number, one_of, slug, words
from tracker.word import Word

SOON = timedelta(days=7)


class Due(Word):
    """How soon the next step is."""

    OVERDUE = "overdue", "已过期"
    TODAY = "today", "今天和已过期"
    WEEK = "week", "七天内"
    NONE = "none", "没约下一步"


class View(Word):
    """As what the targets are shown."""

    LIST = "list", "清单"
    BOARD = "board", "看板"


ORDERS: dict[str, Order] = {
    "next": Order("下一步最近", Target.next_on, Target.id, date.fromisoformat),
    "score": Order("分数最高", Target.score, Target.id, whole, is_down=True),
    "since": Order("停留最久", Target.state_since, Target.id, date.fromisoformat),
    "firm": Order("企业拼音", Firm.name_key, Target.id, text),
}


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who looks, on which day, with which rankings in force, at which kind of database."""

    asker: Asker
    today: date
    lists: tuple[int, ...]
    dialect: str


@dataclass(frozen=True, slots=True)
class TargetFilter(Filter):
    """For which link, how far, whose, how large, and by when the next step is."""

    q: str = argument("企业", words, "")
    chain: str = argument("产业链", slug, "")
    link: int | None = argument("环节", number)
    state: TargetState | None = argument("状态", TargetState)
    owner: int | None = argument("跟踪人", number)
    department: int | None = argument("跟踪单位", number)
    tier: Tier | None = argument("三类500强", Tier)
    due: Due | None = argument("下一步", Due)
    sort: str = argument("排序", one_of(ORDERS), "")
    view: View | None = argument("看法", View)

    @property
    def order(self) -> Order:
        return ORDERS[self.sort or "next"]

    def statement(self, viewer: Viewer) -> Select[Any]:
        """Core rows of all the targets asked for, in order."""
        columns = (*read(viewer), *self.order.place)
        return self.select(columns, viewer).order_by(*self.order.ordering())

    def select(self, columns: Iterable[Any], viewer: Viewer) -> Select[Any]:
        """These columns of all the targets asked for."""
        wanted = self._wanted(viewer)
        return joined(select(*columns)).where(visible_targets(viewer.asker), *wanted)

    def _wanted(self, viewer: Viewer) -> list[ColumnElement[bool]]:
        today = viewer.today
        plain = {
            Target.chain_link_id: self.link,
            Target.state: self.state,
            Target.owner_id: self.owner,
            Target.owner_department_id: self.department,
            Chain.slug: self.chain,
        }
        found: list[ColumnElement[bool]] = [
            column == value for column, value in plain.items() if value
        ]
        found += matches(viewer.dialect, self.q, Target.firm_id.expression, FIRMS)
        if self.tier:
            found.append(is_listed(self.tier, viewer.lists))
        if self.due is Due.OVERDUE:
            found.append(Target.next_on < today)
        elif self.due is Due.TODAY:
            found.append(Target.next_on <= today)
        elif self.due is Due.WEEK:
            found.append(Target.next_on <= today + SOON)
        elif self.due is Due.NONE:
            found += [Target.state.in_(COURTED), Target.next_on == FAR_OFF]
        return found


def read(viewer: Viewer) -> list[Any]:
    """What every list of targets reads; its place in the order comes last."""
    code = case((visible_projects(viewer.asker), Project.code))
    return [
        Firm.name.label("firm"),
        Firm.province,
        Chain.name.label("chain"),
        ChainLink.name.label("link"),
        ChainLink.segment,
        Target.firm_id,
        Target.state,
        Target.state_since,
        Target.score,
        Target.why,
        Target.because,
        Target.next_step,
        Target.next_on,
        Target.last_followed_on,
        Target.owner_id,
        Target.owner_department_id,
        User.name.label("owner"),
        Department.short_name.label("department"),
        code.label("code"),
        badge_column(viewer.lists),
    ]


def joined(statement: Select[Any]) -> Select[Any]:
    """The tables that a list's columns come from."""
    return (
        statement.select_from(Target)
        .join(Firm, Firm.id == Target.firm_id)
        .join(ChainLink, ChainLink.id == Target.chain_link_id)
        .join(Chain, Chain.id == ChainLink.chain_id)
        .outerjoin(User, User.id == Target.owner_id)
        .outerjoin(Department, Department.id == Target.owner_department_id)
        .outerjoin(Project, Project.id == Target.project_id)
    )
