"""Which blockers a list asks for, in which order, and the rows that answer it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, case, func, select, true
from sqlalchemy.orm import aliased

from tracker.domain.base import FAR_OFF
from tracker.domain.blocker import Blocker, BlockerAct, BlockerHelper, BlockerStep
from tracker.domain.blocker.open_conditions import STILL_OPEN, due_by, late_on
from tracker.domain.calendar import looked_ahead_to
from tracker.domain.people.asker import Asker
from tracker.domain.people.department import Department
from tracker.domain.people.user import User
from tracker.domain.permissions import visible_blockers
from tracker.domain.project import Project
from tracker.domain.words import BlockerKind, BlockerState, Level
from tracker.queries.listing.filter import Filter, argument
from tracker.queries.listing.paging import Order
from tracker.queries.listing.readers import day, number, truth
from tracker.queries.whose_turn import awaited_by, blocker_waits_for
from tracker.word import Word

READ = (
    Blocker.kind,
    Blocker.what,
    Blocker.wanted,
    Blocker.state,
    Blocker.due_on,
    Blocker.on,
    Blocker.closed_on,
    Blocker.outcome,
    Blocker.wished_on,
    Blocker.accepted_on,
    Blocker.answered_on,
    Blocker.asked_due_on,
    Blocker.level,
    Project.code,
    Project.name,
    Department.short_name.label("department"),
    User.name.label("by"),
)
"""What every list of blockers shows; its place in the order comes last."""

TELLING = (BlockerAct.REPORT, BlockerAct.ANSWER, BlockerAct.CLOSE)
"""The steps that say what has been done."""


class BlockerStatus(Word):
    """Which blockers to list, by where they stand."""

    OPEN = "open", "未销号"
    OVERDUE = "overdue", "已逾期"
    WEEK = "week", "本周到期"
    CLOSED = "closed", "已销号"
    ALL = "all", "全部"


_due = func.coalesce(Blocker.due_on, FAR_OFF)
_closed = func.coalesce(Blocker.closed_on, Blocker.on)
SOONEST = Order("最先到期", _due, Blocker.id, date.fromisoformat)
LATELY_CLOSED = Order("最近销号", _closed, Blocker.id, date.fromisoformat, is_down=True)
LATELY_RAISED = Order("最近提出", Blocker.on, Blocker.id, date.fromisoformat, is_down=True)

CONDITIONS: dict[str, Callable[[Asker, Any], ColumnElement[bool]]] = {
    "step": lambda _, step: Blocker.state == step,
    "kind": lambda _, kind: Blocker.kind == kind,
    "department": lambda _, number: Blocker.department_id == number,
    "level": lambda _, level: Blocker.level == level,
    "since": lambda _, day: Blocker.on >= day,
    "until": lambda _, day: Blocker.on <= day,
    "mine": lambda asker, _: blocker_waits_for(asker),
    "awaited": lambda asker, _: awaited_by(asker),
}
"""What each argument but `state` asks for."""


@dataclass(frozen=True, slots=True)
class BlockerFilter(Filter):
    """Where they stand, about what, whose to clear, how far up, raised when, and whose turn."""

    state: BlockerStatus = argument("状态", BlockerStatus, BlockerStatus.OPEN)
    step: BlockerState | None = argument("办到哪步", BlockerState)
    kind: BlockerKind | None = argument("类别", BlockerKind)
    department: int | None = argument("承办单位", number)
    level: Level | None = argument("升级到", Level)
    since: date | None = argument("提出从", day)
    until: date | None = argument("提出到", day)
    mine: bool = argument("等我的", truth, False)
    awaited: bool = argument("我等别人的", truth, False)

    @property
    def order(self) -> Order:
        if self.state is BlockerStatus.CLOSED:
            return LATELY_CLOSED
        return LATELY_RAISED if self.state is BlockerStatus.ALL else SOONEST

    @property
    def is_narrowed(self) -> bool:
        """Whether anything is asked for but what is open."""
        return self != BlockerFilter(page=self.page)

    def count(self, asker: Asker, today: date) -> Select[Any]:
        """How many there are in all, and how many of them are late."""
        late = func.sum(case((late_on(today), 1), else_=0)).label("late")
        counted = joined(select(func.count().label("total"), late))
        return counted.where(visible_blockers(asker), *self._wanted(asker, today))

    def statement(self, asker: Asker, today: date, more: Iterable[Any] = ()) -> Select[Any]:
        """Core rows of all the blockers asked for, in order; `more` are further columns."""
        columns = (*READ, *more, *self.order.place)
        found = joined(select(*columns)).where(visible_blockers(asker), *self._wanted(asker, today))
        return found.order_by(*self.order.ordering())

    def detailed(self, asker: Asker, today: date) -> Select[Any]:
        """The same with what was last done, who helps, and who answers for the project."""
        owner, unit = aliased(User), aliased(Department)
        step, helper = aliased(BlockerStep), aliased(Department)
        newest = (
            select(BlockerStep.id)
            .where(BlockerStep.blocker_id == Blocker.id, BlockerStep.act.in_(TELLING))
            .order_by(BlockerStep.id.desc())
            .limit(1)
            .scalar_subquery()
        )
        helpers = (
            select(func.aggregate_strings(helper.short_name, "、"))
            .join(BlockerHelper, BlockerHelper.department_id == helper.id)
            .where(BlockerHelper.blocker_id == Blocker.id, BlockerHelper.voided_at.is_(None))
            .scalar_subquery()
        )
        more = (
            step.said.label("done"),
            step.on.label("done_on"),
            helpers.label("helpers"),
            owner.name.label("owner"),
            unit.short_name.label("owner_department"),
            Project.sponsor,
        )
        return (
            self.statement(asker, today, more)
            .outerjoin(step, step.id == newest)
            .outerjoin(owner, owner.id == Project.owner_id)
            .outerjoin(unit, unit.id == Project.owner_department_id)
        )

    def _wanted(self, asker: Asker, today: date) -> list[ColumnElement[bool]]:
        standing = {
            BlockerStatus.OPEN: STILL_OPEN,
            BlockerStatus.OVERDUE: late_on(today),
            BlockerStatus.WEEK: due_by(looked_ahead_to(today), today),
            BlockerStatus.CLOSED: Blocker.state == BlockerState.CLOSED,
            BlockerStatus.ALL: true(),
        }
        asked = [
            condition(asker, value)
            for name, condition in CONDITIONS.items()
            if (value := getattr(self, name)) not in (None, False)
        ]
        return [Blocker.voided_at.is_(None), standing[self.state], *asked]


def joined(statement: Select[Any]) -> Select[Any]:
    """The tables that a blocker list's columns come from."""
    return (
        statement.select_from(Blocker)
        .join(Project, Project.id == Blocker.project_id)
        .outerjoin(Department, Department.id == Blocker.department_id)
        .outerjoin(User, User.id == Blocker.by_id)
    )
