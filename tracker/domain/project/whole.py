"""Whole: a project with all that its page tells, read by a few statements that are kept.

What a relationship would load by itself costs more in asking than in reading; so each
of the lists is asked for here, and put where the relationship would have put it.
"""

from typing import Any

from sqlalchemy import Select, bindparam, select
from sqlalchemy.orm import Session, joinedload
from sqlalchemy.orm.attributes import set_committed_value

from tracker.domain.blocker import Blocker
from tracker.domain.kept import kept
from tracker.domain.permissions import visible_projects
from tracker.domain.project import Project
from tracker.domain.task_force import TaskForceMember
from tracker.domain.user import Actor

ONES: tuple[Any, ...] = (
    Project.firm, Project.owner, Project.owner_department, Project.zone, Project.chain_link,
)  # fmt: skip
LISTS: dict[str, tuple[Any, ...]] = {
    "stage_moves": (),
    "amounts": (),
    "blockers": (Blocker.department,),
    "task_force": (TaskForceMember.department,),
}
"""Each list, and what of its rows is told beside them."""


def visible(session: Session, actor: Actor, code: str, *, whole: bool = False) -> Project | None:
    """The project of that code, if this person sees it; `whole` brings its lists."""
    asking = _finding(actor, whole)
    project: Project | None = session.scalar(asking.statement, asking.values | {"code": code})
    if project is not None and whole:
        for name in LISTS:
            rows = session.scalars(_listing(name).statement, {"project": project.id})
            set_committed_value(project, name, rows.all())
    return project


@kept(32)
def _finding(actor: Actor, whole: bool) -> Select[Any]:
    asked = select(Project).where(Project.code == bindparam("code"), visible_projects(actor))
    return asked.options(*(joinedload(one) for one in ONES)) if whole else asked


@kept(len(LISTS))
def _listing(name: str) -> Select[Any]:
    """The rows of a relationship, found and ordered as it says."""
    related = getattr(Project, name)
    return (
        select(related.property.mapper.class_)
        .join_from(Project, related)
        .where(Project.id == bindparam("project"))
        .order_by(*related.property.order_by)
        .options(*(joinedload(one) for one in LISTS[name]))
    )
