"""A project with all that its page tells, read by a few statements that are kept.

What a relationship would load by itself costs more in asking than in reading; so each
of the lists is asked for here, and put where the relationship would have put it.
"""

from typing import Any

from sqlalchemy import Row, Select, bindparam, exists, select
from sqlalchemy.orm import Session, joinedload
from sqlalchemy.orm.attributes import set_committed_value

from tracker.domain.blocker import Blocker
from tracker.domain.chain import ChainLink
from tracker.domain.firm import Firm, FirmAlias
from tracker.domain.office.zone import Zone
from tracker.domain.people.asker import Asker
from tracker.domain.people.department import Department
from tracker.domain.people.user import Actor, User
from tracker.domain.permissions import visible_projects
from tracker.domain.project import Project
from tracker.domain.statement_cache import kept
from tracker.domain.task_force import TaskForceMember

ONES: dict[Any, tuple[Any, ...]] = {
    Project.firm: (Firm.name,),
    Project.owner: (User.name,),
    Project.owner_department: (Department.short_name,),
    Project.zone: (Zone.name,),
    Project.chain_link: (ChainLink.name, ChainLink.segment),
}
"""What the project belongs to, and what of each is told; the rest would be read when asked for."""
LISTS: dict[str, tuple[Any, ...]] = {
    "stage_moves": (),
    "amounts": (),
    "blockers": (Blocker.department,),
    "task_force": (TaskForceMember.department,),
    "meetings": (),
}
"""Each list, and what of its rows is told beside them."""
SELDOM = ("blockers", "task_force", "meetings")
"""The lists that most projects have nothing in: whether they have is read with the project."""


def visible(session: Session, actor: Actor, code: str, *, whole: bool = False) -> Project | None:
    """The project of that code, if this person sees it; `whole` brings its lists."""
    asking = _finding(actor.asker, whole)
    row = session.execute(asking.statement, asking.values | {"code": code}).first()
    if row is None:
        return None
    project: Project = row[0]
    if whole:
        _bring_lists(session, project, row)
    return project


def _bring_lists(session: Session, project: Project, row: Row[Any]) -> None:
    """Put each list in its place; one that is told to be empty need not be asked for."""
    for name in LISTS:
        is_empty = name in SELDOM and not getattr(row, name)
        asked = () if is_empty else session.scalars(_listing(name).statement, {"of": project.id})
        set_committed_value(project, name, list(asked))
    if project.firm is not None:
        asked = session.scalars(_names().statement, {"of": project.firm_id}) if row.names else ()
        set_committed_value(project.firm, "aliases", list(asked))


@kept(32)
def _finding(asker: Asker, whole: bool) -> Select[Any]:
    asked = select(Project).where(Project.code == bindparam("code"), visible_projects(asker))
    if not whole:
        return asked
    has = [getattr(Project, name).any().label(name) for name in SELDOM]
    named = exists().where(FirmAlias.firm_id == Project.firm_id).label("names")
    return asked.add_columns(*has, named).options(
        *(joinedload(one).load_only(*told) for one, told in ONES.items())
    )


@kept(len(LISTS))
def _listing(name: str) -> Select[Any]:
    """The rows of a relationship, found and ordered as it says."""
    related = getattr(Project, name)
    return (
        select(related.property.mapper.class_)
        .join_from(Project, related)
        .where(Project.id == bindparam("of"))
        .order_by(*related.property.order_by)
        .options(*(joinedload(one) for one in LISTS[name]))
    )


@kept(1)
def _names() -> Select[Any]:
    return select(FirmAlias).where(FirmAlias.firm_id == bindparam("of")).order_by(FirmAlias.id)
