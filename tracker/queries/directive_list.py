"""Which directives a list asks for, in which order, and the rows that answer it."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import aliased

from tracker.domain.chain import Chain
from tracker.domain.directive import OWED, STILL_OPEN, Directive, DirectiveState
from tracker.domain.directive.visible_directives import visible_directives
from tracker.domain.people.asker import Asker
from tracker.domain.people.department import Department
from tracker.domain.people.user import User
from tracker.domain.project import Project
from tracker.queries.listing.filter import Filter, argument
from tracker.queries.listing.paging import Order
from tracker.queries.listing.readers import number, truth
from tracker.queries.whose_turn import directive_waits_for
from tracker.word import Word

Person, Giver = aliased(User), aliased(User)

READ = (
    Directive.said,
    Directive.state,
    Directive.on,
    Directive.closed_on,
    Directive.answered_on,
    Project.code,
    Project.name.label("project"),
    Chain.name.label("chain"),
    Department.short_name.label("department"),
    Person.name.label("person"),
    Giver.name.label("by"),
    Directive.due_on,
    Directive.id,
)
SOONEST = Order("最先到期", Directive.due_on, Directive.id, date.fromisoformat)


class DirectiveStatus(Word):
    """Which directives to list, by where they stand."""

    OPEN = "open", "未办结"
    OWED = "owed", "待答复"
    OVERDUE = "overdue", "逾期未答复"
    TO_READ = "to-read", "待阅"
    DONE = "done", "已办结"
    ALL = "all", "全部"


@dataclass(frozen=True, slots=True)
class DirectiveFilter(Filter):
    """Where they stand, who owes the answer, and whether they wait for me."""

    state: DirectiveStatus = argument("状态", DirectiveStatus, DirectiveStatus.OPEN)
    department: int | None = argument("答复单位", number)
    giver: int | None = argument("谁批的", number)
    mine: bool = argument("等我的", truth, False)

    @property
    def order(self) -> Order:
        return SOONEST

    def statement(self, asker: Asker, today: date) -> Select[Any]:
        """Core rows of all the directives asked for, the first due on top."""
        found = (
            select(*READ)
            .select_from(Directive)
            .join(Department, Department.id == Directive.department_id)
            .outerjoin(Person, Person.id == Directive.person_id)
            .outerjoin(Giver, Giver.id == Directive.by_id)
            .outerjoin(Project, Project.id == Directive.project_id)
            .outerjoin(Chain, Chain.id == Directive.chain_id)
        )
        found = found.where(visible_directives(asker), *self._wanted(asker, today))
        return found.order_by(*self.order.ordering())

    def _wanted(self, asker: Asker, today: date) -> list[ColumnElement[bool]]:
        found = [Directive.voided_at.is_(None), *standing(self.state, today)]
        if self.department:
            found.append(Directive.department_id == self.department)
        if self.giver:
            found.append(Directive.by_id == self.giver)
        if self.mine:
            found.append(directive_waits_for(asker))
        return found


def standing(state: DirectiveStatus, today: date) -> list[ColumnElement[bool]]:
    """The conditions of one chip."""
    owed = Directive.state.in_(OWED)
    conditions: dict[DirectiveStatus, list[ColumnElement[bool]]] = {
        DirectiveStatus.OPEN: [Directive.state.in_(STILL_OPEN)],
        DirectiveStatus.OWED: [owed],
        DirectiveStatus.OVERDUE: [owed, Directive.due_on < today],
        DirectiveStatus.TO_READ: [Directive.state == DirectiveState.ANSWERED],
        DirectiveStatus.DONE: [Directive.state == DirectiveState.CLOSED],
        DirectiveStatus.ALL: [],
    }
    return conditions[state]
