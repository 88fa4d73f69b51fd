"""A project is found by its name and code, its firm's names and its owner's.

Kept so in the writer's transaction, whoever of them is renamed and whoever it goes to.
"""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import ColumnElement, inspect, or_, select
from sqlalchemy.orm import Session

from tracker.domain.people.user import User
from tracker.domain.project import Project
from tracker.domain.search.searched_names import names_of
from tracker.domain.search.text_index import PROJECTS, Searched, index_row, is_indexed, searched_in

AT_ONCE = 500
FOUND_BY = ("name", "code", "firm_id", "owner_id")


def reindex(session: Session, wanted: ColumnElement[bool]) -> None:
    """Make these projects found by what they, their firms and their owners are called now."""
    for project_id, searched in _searched(session, wanted):
        index_row(session, PROJECTS, project_id, searched)


def search_differences(session: Session) -> Iterator[str]:
    """Every project that is not found by what it is called."""
    for project_id, searched in _searched(session):
        if not is_indexed(session, project_id, searched):
            yield f"project {project_id}: the search index does not hold its names"


def keep_project_index(session: Session, *_: object) -> None:
    """Index every project that comes, is renamed or goes to another, and those of a renamed owner.

    A firm that is renamed sees to its projects itself.
    """
    projects = {row.id for row in session.new if isinstance(row, Project)}
    projects |= {row.id for row in session.dirty if _changes(row, Project, FOUND_BY)}
    owners = {row.id for row in session.dirty if _changes(row, User, ("name",))}
    if projects or owners:
        with session.no_autoflush:
            reindex(session, or_(Project.id.in_(projects), Project.owner_id.in_(owners)))


def _changes(row: Any, kind: type[Any], names: tuple[str, ...]) -> bool:
    if not isinstance(row, kind):
        return False
    attributes = inspect(row).attrs
    return any(attributes[name].history.has_changes() for name in names)


def _searched(session: Session, *wanted: ColumnElement[bool]) -> Iterator[tuple[int, Searched]]:
    """(id, what it is found by), some hundreds read at once."""
    asked = select(Project.id, Project.name, Project.code, Project.firm_id, User.name)
    asked = asked.outerjoin(User, User.id == Project.owner_id).where(*wanted).order_by(Project.id)
    last = 0
    while rows := session.execute(asked.where(Project.id > last).limit(AT_ONCE)).all():
        firms = names_of(session, {row.firm_id for row in rows if row.firm_id}, with_code=False)
        for project_id, name, code, firm_id, owner in rows:
            told = (name, code, *firms.get(firm_id or 0, ()), owner or "")
            yield project_id, searched_in(told)
        last = rows[-1].id
