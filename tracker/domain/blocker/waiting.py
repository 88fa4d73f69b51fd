"""Waiting: whose turn it is with a blocker — who has to act next, and who waits for them."""

from sqlalchemy import ColumnElement, and_, false, not_, or_

from tracker.domain.blocker import Blocker
from tracker.domain.blocker.counted import STILL_OPEN
from tracker.domain.blocker.rules import ANSWERED, RAISED, RUNNING
from tracker.domain.can import Can
from tracker.domain.permissions import may, visible_blockers, visible_projects
from tracker.domain.project import Project
from tracker.domain.user import Actor
from tracker.domain.words import Role


def waits_for(actor: Actor) -> ColumnElement[bool]:
    """Open blockers in which this person has the next word; the query has joined the project.

    Their department has to clear it; or it is theirs to hand out, to check, or to
    say whether it may take longer.
    """
    found = []
    if may(actor, Can.ACCEPT_BLOCKER) and actor.department_id is not None:
        found.append(and_(Blocker.department_id == actor.department_id, Blocker.state.in_(RUNNING)))
    if may(actor, Can.CLOSE_BLOCKER):
        answered = or_(Blocker.state == ANSWERED, Blocker.asked_due_on.is_not(None))
        found += [and_(_checked_by(actor), answered), and_(_own(actor), Blocker.state == RAISED)]
    return and_(STILL_OPEN, or_(false(), *found))


def awaited_by(actor: Actor) -> ColumnElement[bool]:
    """Open blockers that this person raised or answers for, while the word is with others."""
    if not may(actor, Can.CLOSE_BLOCKER):
        return false()
    return and_(STILL_OPEN, _checked_by(actor), not_(waits_for(actor)))


def in_sight(actor: Actor) -> ColumnElement[bool]:
    """`visible_blockers` where the project is joined already: no list of them is made first."""
    return visible_blockers(actor) if actor.role is Role.UNIT else visible_projects(actor)


def _checked_by(actor: Actor) -> ColumnElement[bool]:
    """The twin of Relation.CHECKED."""
    return or_(Blocker.by_id == actor.id, _own(actor))


def _own(actor: Actor) -> ColumnElement[bool]:
    own: ColumnElement[bool] = Project.owner_id == actor.id
    if actor.role is Role.HEAD and actor.department_id is not None:
        own = or_(own, Project.owner_department_id == actor.department_id)
    return own
