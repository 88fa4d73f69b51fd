"""Whoever is the first to file a lead with a firm is protected to a day.

Source: HANDBOOK §7. Who was first goes by the moments of writing down, for a day can be
typed as one likes; the days of protection run from the day that was told. A lead that
leaves the line loses its place, and stands behind whoever came meanwhile when it comes
back. One that another has superseded is not the first while that other is in the line.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, case, func, or_, select, true
from sqlalchemy.orm import Session, aliased

from tracker.domain.lead.crossing import Crossing, Outcome
from tracker.domain.office.settings import Setting, number_in_force
from tracker.domain.people.asker import Asker
from tracker.domain.people.department import Department
from tracker.domain.people.user import Actor
from tracker.domain.permissions import visible_projects
from tracker.domain.project import Project
from tracker.domain.project.stage_moves import StageMove
from tracker.domain.same_firm.settlements import FirmSettlement, Verdict
from tracker.domain.statement_cache import kept
from tracker.domain.words import Stage


@dataclass(frozen=True, slots=True)
class Talk:
    """A project in the line, as far as first talk goes.

    `code` and `name` are empty where the asker does not see the project. `protected_to`
    is the last day of its protection; None for whoever is not the first, as one is not
    whose superseder is in the line.
    """

    project_id: int
    firm_id: int
    department_id: int
    department: str
    since: date
    code: str
    name: str
    is_superseded: bool
    protected_to: date | None = None

    @property
    def is_seen(self) -> bool:
        return self.code != ""

    def is_protected_on(self, day: date) -> bool:
        return self.protected_to is not None and day <= self.protected_to


def firms_as_one(session: Session, firm_ids: Collection[int]) -> set[int]:
    """These firms and every other that was settled to be the same as one of them."""
    known, fresh = set(firm_ids), set(firm_ids)
    while fresh:
        pairs = _settled_as_one().rows(session, firms=list(fresh))
        fresh = {firm_id for pair in pairs for firm_id in pair} - known
        known |= fresh
    return known


def talks_with(session: Session, firm_ids: Collection[int], by: Actor | None = None) -> list[Talk]:
    """Every project in the line with one of these very firms, the first to be filed on top.

    `by` asks, and sees the names of what they see; of all when nobody is said to ask.
    """
    if not firm_ids:
        return []
    return [
        Talk(*row) for row in _talking(by.asker if by else None).rows(session, firms=list(firm_ids))
    ]


def first_of(session: Session, talks: Iterable[Talk]) -> Talk | None:
    """The one of these talks that was the first, with the last day of its protection."""
    first = next((talk for talk in talks if not talk.is_superseded), None)
    if first is None:
        return None
    days = number_in_force(session, Setting.FIRST_TALK, first.since)
    return replace(first, protected_to=first.since + timedelta(days=days)) if days else first


def first_talk(session: Session, firm_ids: Collection[int], by: Actor | None = None) -> Talk | None:
    """Who was the first to talk with these firms, and those settled to be the same."""
    return first_of(session, talks_with(session, firms_as_one(session, firm_ids), by))


@kept(1)
def _settled_as_one() -> Select[Any]:
    asked: Any = bindparam("firms", expanding=True)
    either = or_(FirmSettlement.firm_id.in_(asked), FirmSettlement.other_id.in_(asked))
    return select(FirmSettlement.firm_id, FirmSettlement.other_id).where(
        either,
        FirmSettlement.other_id.is_not(None),
        FirmSettlement.verdict == Verdict.SAME,
        FirmSettlement.voided_at.is_(None),
    )


@kept(16)
def _talking(asker: Asker | None) -> Select[Any]:
    is_seen = true() if asker is None else visible_projects(asker)
    since = func.coalesce(_came_back(StageMove.on), Project.filed_on, type_=Project.filed_on.type)
    filed_at = func.coalesce(_came_back(StageMove.recorded_at), Project.recorded_at)
    return (
        select(
            Project.id,
            Project.firm_id,
            Project.owner_department_id,
            Department.short_name,
            since,
            *(case((is_seen, column), else_="") for column in (Project.code, Project.name)),
            _is_superseded(),
        )
        .join(Department, Department.id == Project.owner_department_id)
        .where(
            Project.firm_id.in_(bindparam("firms", expanding=True)),
            Project.stage.not_in(Stage.exits()),
        )
        .order_by(filed_at, Project.id)
    )


def _came_back(told: Any) -> Any:
    """When a project came back into the line the last time; nothing for one that never left."""
    return (
        select(func.max(told))
        .where(
            StageMove.project_id == Project.id,
            StageMove.voided_at.is_(None),
            StageMove.from_stage.in_(Stage.exits()),
            StageMove.to_stage.not_in(Stage.exits()),
        )
        .correlate(Project)
        .scalar_subquery()
    )


def _is_superseded() -> ColumnElement[bool]:
    later = aliased(Project)
    return (
        select(Crossing.id)
        .join(later, later.id == Crossing.project_id)
        .where(
            Crossing.earlier_id == Project.id,
            Crossing.outcome == Outcome.SUPERSEDED,
            Crossing.voided_at.is_(None),
            later.stage.not_in(Stage.exits()),
        )
        .correlate(Project)
        .exists()
    )
