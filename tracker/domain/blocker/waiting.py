"""Waiting: which blockers wait for a person to act."""

from sqlalchemy import ColumnElement, and_, or_

from tracker.domain.blocker import Blocker
from tracker.domain.permissions import visible_blockers, visible_projects
from tracker.domain.project import Project
from tracker.domain.user import Actor
from tracker.domain.words import BlockerState, Role

STILL_OPEN = and_(Blocker.state != BlockerState.CLOSED, Blocker.voided_at.is_(None))


def waits_for(actor: Actor) -> ColumnElement[bool]:
    """Handed to their department, raised by them, or on their own project and handed to nobody.

    The query has joined the blocker's project.
    """
    own: ColumnElement[bool] = Project.owner_id == actor.id
    if actor.role is Role.HEAD and actor.department_id is not None:
        own = or_(own, Project.owner_department_id == actor.department_id)
    nobodys = and_(Blocker.department_id.is_(None), own)
    found: list[ColumnElement[bool]] = [Blocker.by_id == actor.id, nobodys]
    if actor.department_id is not None:
        found.append(Blocker.department_id == actor.department_id)
    return and_(STILL_OPEN, or_(*found))


def in_sight(actor: Actor) -> ColumnElement[bool]:
    """`visible_blockers` where the query has joined the blocker's project: no list is made first."""
    return visible_blockers(actor) if actor.role is Role.UNIT else visible_projects(actor)
