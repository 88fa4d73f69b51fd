"""Who was the first to talk with a project's firm, and the leads that crossed it."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Integer, Select, and_, bindparam, case, func, or_, select
from sqlalchemy.orm import aliased

from tracker.domain.lead.crossing import Crossing, Outcome
from tracker.domain.lead.first_talk import Talk, first_talk
from tracker.domain.people.asker import Asker
from tracker.domain.people.department import Department
from tracker.domain.people.user import User
from tracker.domain.permissions import visible_projects
from tracker.domain.project import Project
from tracker.domain.statement_cache import kept
from tracker.extensions import db
from tracker.web.identity import actor, asker


@dataclass(frozen=True, slots=True)
class Crossed:
    """A crossing as one of its projects tells it; `code` and `name` only where they are seen.

    `department` is the other side's; `told` is what a merged lead said.
    """

    on: date
    outcome: Outcome
    because: str
    told: str
    is_first: bool
    department: str
    code: str
    name: str


def first_talk_of(project: Project) -> Talk | None:
    """Who was the first to talk with the firm, while the project is in the line."""
    if project.firm_id is None or project.stage.is_exit:
        return None
    return first_talk(db.session(), [project.firm_id], actor())


def crossings_of(project: Project) -> list[Crossed]:
    """Every lead that crossed this one, the newest on top."""
    return [Crossed(*row) for row in _crossing(asker()).rows(db.session(), project=project.id)]


@kept(16)
def _crossing(asker: Asker) -> Select[Any]:
    asked: Any = bindparam("project", type_=Integer)
    is_first = Crossing.earlier_id == asked
    other, own, writer = aliased(Project), aliased(Department), aliased(User)
    return (
        select(
            Crossing.on,
            Crossing.outcome,
            Crossing.because,
            Crossing.told,
            is_first,
            func.coalesce(Department.short_name, own.short_name, writer.name, ""),
            *_named(other, asker),
        )
        .outerjoin(
            other,
            or_(
                and_(is_first, other.id == Crossing.project_id),
                and_(~is_first, other.id == Crossing.earlier_id),
            ),
        )
        .outerjoin(Department, Department.id == other.owner_department_id)
        .outerjoin(writer, writer.id == Crossing.by_id)
        .outerjoin(own, own.id == writer.department_id)
        .where(or_(is_first, Crossing.project_id == asked), Crossing.voided_at.is_(None))
        .order_by(Crossing.id.desc())
    )


def _named(other: Any, asker: Asker) -> list[Any]:
    """Code and name of the other project, empty where this person does not see it."""
    seen = other.id.in_(select(Project.id).where(visible_projects(asker)))
    return [case((seen, column), else_="") for column in (other.code, other.name)]
