"""Which blockers a list asks for, in which order, and the rows that answer it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from sqlalchemy import ColumnElement, Select, func, select

from tracker.domain.base import FAR_OFF
from tracker.domain.blocker import Blocker
from tracker.domain.blocker.counted import STILL_OPEN, late_on
from tracker.domain.blocker.waiting import awaited_by, waits_for
from tracker.domain.department import Department
from tracker.domain.permissions import visible_blockers
from tracker.domain.project import Project
from tracker.domain.user import Actor, User
from tracker.domain.words import BlockerKind, BlockerState, Word
from tracker.web.asked import Asked, RowOrder, number, truth

READ = (
    Blocker.kind, Blocker.what, Blocker.wanted, Blocker.state, Blocker.due_on, Blocker.on,
    Blocker.closed_on, Blocker.outcome, Project.code, Project.name,
    Department.short_name.label("department"), User.name.label("by"),
)  # fmt: skip
"""What every list of blockers shows; the window adds the sort value and the id."""


class Standing(Word):
    """Which blockers to list, by where they stand."""

    OPEN = "open", "未销号"
    OVERDUE = "overdue", "已逾期"
    CLOSED = "closed", "已销号"
    ALL = "all", "全部"


_due = func.coalesce(Blocker.due_on, FAR_OFF)
SOONEST = RowOrder("最先到期", _due, date.fromisoformat, row_id=Blocker.id)
LATELY_CLOSED = RowOrder(
    "最近销号", func.coalesce(Blocker.closed_on, Blocker.on), date.fromisoformat, is_down=True,
    row_id=Blocker.id,
)  # fmt: skip
LATELY_RAISED = RowOrder(
    "最近提出", Blocker.on, date.fromisoformat, is_down=True, row_id=Blocker.id
)


@dataclass(frozen=True, slots=True)
class BlockerFilter(Asked):
    """Where they stand, about what, whose to clear, and who waits: they for me, or I for others."""

    READERS: ClassVar = {
        "state": (Standing, "状态"),
        "kind": (BlockerKind, "类别"),
        "department": (number, "责任单位"),
        "mine": (truth, "等我的"),
        "awaited": (truth, "我等别人的"),
    }
    state: Standing = Standing.OPEN
    kind: BlockerKind | None = None
    department: int | None = None
    mine: bool = False
    awaited: bool = False

    @property
    def order(self) -> RowOrder:
        if self.state is Standing.CLOSED:
            return LATELY_CLOSED
        return LATELY_RAISED if self.state is Standing.ALL else SOONEST

    def statement(self, actor: Actor, today: date, more: Iterable[Any] = ()) -> Select[Any]:
        """Core rows of all the blockers asked for, in order; `more` are further columns."""
        columns = (*READ, *more, self.order.expression.label("place"), Blocker.id)
        found = joined(select(*columns)).where(visible_blockers(actor), *self._wanted(actor, today))
        return found.order_by(*self.order.ordering())

    def _wanted(self, actor: Actor, today: date) -> list[ColumnElement[bool]]:
        found: list[ColumnElement[bool]] = [Blocker.voided_at.is_(None)]
        if self.state is Standing.CLOSED:
            found.append(Blocker.state == BlockerState.CLOSED)
        elif self.state is not Standing.ALL:
            found.append(STILL_OPEN)
        if self.state is Standing.OVERDUE:
            found.append(late_on(today))
        if self.kind:
            found.append(Blocker.kind == self.kind)
        if self.department:
            found.append(Blocker.department_id == self.department)
        if self.mine:
            found.append(waits_for(actor))
        if self.awaited:
            found.append(awaited_by(actor))
        return found


def joined(statement: Select[Any]) -> Select[Any]:
    """The tables that a blocker list's columns come from."""
    return (
        statement.select_from(Blocker)
        .join(Project, Project.id == Blocker.project_id)
        .outerjoin(Department, Department.id == Blocker.department_id)
        .outerjoin(User, User.id == Blocker.by_id)
    )
