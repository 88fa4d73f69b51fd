"""Which targets a list or board asks for, in which order, and the rows that answer it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, ClassVar

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
from tracker.queries.listed_firms import badge_column, is_listed
from tracker.web.asked import Asked, RowOrder, number, words
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


SORTS: dict[str, RowOrder] = {
    "next": RowOrder("下一步最近", Target.next_on, date.fromisoformat, row_id=Target.id),
    "score": RowOrder("分数最高", Target.score, int, is_down=True, row_id=Target.id),
    "since": RowOrder("停留最久", Target.state_since, date.fromisoformat, row_id=Target.id),
    "firm": RowOrder("企业拼音", Firm.name_key, str, row_id=Target.id),
}


def _sort(text: str) -> str:
    if text not in SORTS:
        raise ValueError(text)
    return text


def _slug(text: str) -> str:
    return text[:40]


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who looks, on which day, with which rankings in force, at which kind of database."""

    asker: Asker
    today: date
    lists: tuple[int, ...]
    dialect: str


@dataclass(frozen=True, slots=True)
class TargetFilter(Asked):
    """For which link, how far, whose, how large, and by when the next step is."""

    READERS: ClassVar = {
        "q": (words, "企业"),
        "chain": (_slug, "产业链"),
        "link": (number, "环节"),
        "state": (TargetState, "状态"),
        "owner": (number, "跟踪人"),
        "department": (number, "跟踪单位"),
        "tier": (Tier, "三类500强"),
        "due": (Due, "下一步"),
        "sort": (_sort, "排序"),
        "view": (View, "看法"),
    }
    q: str = ""
    chain: str = ""
    link: int | None = None
    state: TargetState | None = None
    owner: int | None = None
    department: int | None = None
    tier: Tier | None = None
    due: Due | None = None
    sort: str = ""
    view: View | None = None

    @property
    def order(self) -> RowOrder:
        return SORTS[self.sort or "next"]

    def statement(self, viewer: Viewer) -> Select[Any]:
        """Core rows of all the targets asked for, in order."""
        columns = (*read(viewer), self.order.expression.label("place"), Target.id)
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
    """What every list of targets reads; the list adds the sort value and the id."""
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
