"""Leads of others that crossed one's own projects lately."""

from datetime import date, timedelta
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import aliased

from tracker.domain.lead.crossing import Crossing
from tracker.domain.people.asker import Asker
from tracker.domain.people.department import Department
from tracker.domain.people.user import Actor, User
from tracker.domain.project import Project
from tracker.domain.statement_cache import kept
from tracker.domain.words import Role
from tracker.extensions import db
from tracker.pages.workbench.sections import SHOWN, Section

LATELY = timedelta(days=14)


def crossed(who: Actor, now: date) -> Section:
    """Whose lead it was, on which project of theirs, and what was decided, the newest on top."""
    rows = _asking(who.asker, now).rows(db.session())
    return Section("crossed", "撞单", rows, "crossed", note="近两周" if rows else "")


@kept(8)
def _asking(asker: Asker, now: date) -> Select[Any]:
    whose = Project.owner_id == asker.id
    if asker.role is Role.HEAD and asker.department_id is not None:
        whose = Project.owner_department_id == asker.department_id
    writer = aliased(User)
    return (
        select(
            Crossing.on,
            Crossing.outcome,
            Crossing.because,
            Project.code,
            Project.name,
            Department.short_name.label("department"),
        )
        .join(Project, Project.id == Crossing.earlier_id)
        .outerjoin(writer, writer.id == Crossing.by_id)
        .outerjoin(Department, Department.id == writer.department_id)
        .where(whose, Crossing.voided_at.is_(None), Crossing.on >= now - LATELY)
        .order_by(Crossing.id.desc())
        .limit(SHOWN)
    )
