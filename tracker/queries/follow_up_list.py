"""Which follow-ups a list asks for, and the rows that answer it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select, union_all

from tracker.domain.firm import Firm
from tracker.domain.people.asker import Asker
from tracker.domain.people.department import Department
from tracker.domain.people.user import User
from tracker.domain.permissions import (
    Share,
    sees_everything,
    visible_projects,
    visible_shares,
)
from tracker.domain.project import Project
from tracker.domain.project.follow_ups import FollowUp
from tracker.domain.search.text_index import FIRMS, matches
from tracker.domain.targeting import Target
from tracker.domain.targeting.visible_targets import visible_targets
from tracker.domain.words import Contact, Role
from tracker.queries.listing.filter import Filter, argument
from tracker.queries.listing.paging import Order, Stretch
from tracker.queries.listing.readers import day, number, words

NEWEST = Order("最近的在前", FollowUp.on, FollowUp.id, date.fromisoformat, is_down=True)

READ = (
    FollowUp.kind,
    FollowUp.said,
    FollowUp.present,
    FollowUp.next_step,
    FollowUp.next_on,
    FollowUp.voided_because,
    FollowUp.recorded_at,
    Project.code,
    Project.name,
    Project.owner_id,
    Project.owner_department_id,
    FollowUp.target_id,
    Firm.name.label("firm"),
    Target.owner_id.label("courted_by"),
    Target.owner_department_id.label("courting"),
    User.name.label("by"),
    Department.short_name.label("department"),
    FollowUp.on,
    FollowUp.id,
)
"""A contact with a target has no code, but the firm's name and who courts it."""


@dataclass(frozen=True, slots=True)
class FollowUpFilter(Filter):
    """Whose, of which kind, on what, between which days. `department` is the writer's."""

    q: str = argument("项目", words, "")
    kind: Contact | None = argument("方式", Contact)
    person: int | None = argument("谁写的", number)
    department: int | None = argument("哪个单位写的", number)
    since: date | None = argument("从", day)
    until: date | None = argument("到", day)

    @property
    def order(self) -> Order:
        return NEWEST

    def stretch(self, stretch: Stretch, asker: Asker, dialect: str) -> Select[Any]:
        """One stretch of the list, read from an index for each share of what the person sees."""
        wanted = self._wanted()
        if sees_everything(asker) and not self.q:
            return stretch.of(_joined(select(*READ)).where(*wanted))
        on_projects, on_targets = self._about(dialect)
        bounds = [and_(_within(share, asker), *on_projects) for share in visible_shares(asker)]
        bounds.append(and_(_of_targets(asker), *on_targets))
        parts = [stretch.of(_joined(select(FollowUp.id)).where(one, *wanted)) for one in bounds]
        near = union_all(*(select(part.subquery()) for part in parts))
        return stretch.of(_joined(select(*READ)).where(FollowUp.id.in_(near)))

    def count(self, asker: Asker, dialect: str) -> Select[Any]:
        """How many it is."""
        if sees_everything(asker) and not self.q and not self.department:
            return select(func.count()).select_from(FollowUp).where(*self._wanted())
        return self._all([func.count()], asker, dialect)

    def statement(self, asker: Asker, dialect: str) -> Select[Any]:
        """All of it in order, for a file."""
        return self._all(READ, asker, dialect).order_by(*self.order.ordering())

    def _all(self, columns: Sequence[Any], asker: Asker, dialect: str) -> Select[Any]:
        on_projects, on_targets = self._about(dialect)
        bounds = or_(
            and_(FollowUp.project_id.is_not(None), visible_projects(asker), *on_projects),
            and_(_of_targets(asker), *on_targets),
        )
        return _joined(select(*columns)).where(bounds, *self._wanted())

    def _about(self, dialect: str) -> tuple[list[ColumnElement[bool]], list[ColumnElement[bool]]]:
        """What is searched for, as it is found among projects and among targets."""
        return (
            matches(dialect, self.q, Project.id.expression),
            matches(dialect, self.q, Target.firm_id.expression, FIRMS),
        )

    def _wanted(self) -> list[ColumnElement[bool]]:
        found: list[ColumnElement[bool]] = []
        if self.kind:
            found.append(FollowUp.kind == self.kind)
        if self.person:
            found.append(FollowUp.by_id == self.person)
        if self.department:
            found.append(User.department_id == self.department)
        if self.since:
            found.append(FollowUp.on >= self.since)
        if self.until:
            found.append(FollowUp.on <= self.until)
        return found


def _within(share: Share, asker: Asker) -> ColumnElement[bool]:
    """On projects of that share: of a whole department's by going back day by day.

    The sum keeps the database from gathering all that the department ever wrote. A
    unit's share is small, and so is what was handed over: there it may gather.
    """
    if sees_everything(asker):
        return FollowUp.project_id.is_not(None)
    of_whole_department = share.on_tally is not None and asker.role is not Role.UNIT
    project_id = FollowUp.project_id + 0 if of_whole_department else FollowUp.project_id
    return project_id.in_(select(Project.id).where(share.condition))


def _of_targets(asker: Asker) -> ColumnElement[bool]:
    """With targets that are no project yet and that the person sees."""
    seen = select(Target.id).where(visible_targets(asker))
    return and_(FollowUp.project_id.is_(None), FollowUp.target_id.in_(seen))


def _joined(statement: Select[Any]) -> Select[Any]:
    return (
        statement.select_from(FollowUp)
        .outerjoin(Project, Project.id == FollowUp.project_id)
        .outerjoin(Target, Target.id == FollowUp.target_id)
        .outerjoin(Firm, Firm.id == Target.firm_id)
        .outerjoin(User, User.id == FollowUp.by_id)
        .outerjoin(Department, Department.id == User.department_id)
    )
