"""Waiting: whose turn it is with a blocker — who has to act next, and who waits for them."""

from datetime import date

from sqlalchemy import ColumnElement, and_, false, not_, or_, select

from tracker.domain.blocker import Blocker
from tracker.domain.blocker.counted import STILL_OPEN
from tracker.domain.blocker.levels import Level
from tracker.domain.blocker.rules import ANSWERED, RAISED, RUNNING
from tracker.domain.can import Can
from tracker.domain.directive import STILL_OPEN as DIRECTED
from tracker.domain.directive import Directive
from tracker.domain.permissions import may, visible_blockers, visible_projects
from tracker.domain.project import Project
from tracker.domain.user import Actor
from tracker.domain.words import Role

LEADERS = tuple(level for level in Level if level.is_of_leaders)
EVER = date(1990, 1, 1)
"""Before any day that is asked for: a column is compared, for IS NOT NULL reads no index."""


def waits_for(actor: Actor) -> ColumnElement[bool]:
    """Open blockers in which this person has the next word.

    Their department has to clear it; or it is theirs to hand out, to check, or to
    say whether it may take longer. For a leader: it climbed to the leaders, and none
    has said yet what is to be done.
    """
    # One part for each index: told any shorter, all blockers or projects would be walked.
    found = []
    if may(actor, Can.ACCEPT_BLOCKER) and actor.department_id is not None:
        found.append(and_(Blocker.department_id == actor.department_id, Blocker.state.in_(RUNNING)))
    if may(actor, Can.CLOSE_BLOCKER):
        raised, own, asked = Blocker.by_id == actor.id, _own(actor), Blocker.asked_due_on > EVER
        found += [and_(raised, Blocker.state == ANSWERED), and_(raised, asked)]
        found += [and_(Blocker.state.in_((ANSWERED, RAISED)), own), and_(asked, own)]
    if may(actor, Can.DIRECT):
        climbed = and_(Blocker.level.in_(LEADERS), Blocker.state.in_(RUNNING))
        found.append(and_(climbed, not_(_is_directed())))
    return and_(STILL_OPEN, or_(false(), *found))


def awaited_by(actor: Actor) -> ColumnElement[bool]:
    """Open blockers that this person raised or answers for, while the word is with others."""
    if not may(actor, Can.CLOSE_BLOCKER):
        return false()
    checked = or_(Blocker.by_id == actor.id, _own(actor))
    return and_(STILL_OPEN, checked, not_(waits_for(actor)))


def in_sight(actor: Actor) -> ColumnElement[bool]:
    """The same as `visible_blockers`, asked row by row: of few blockers, and many projects."""
    if actor.role is Role.UNIT:
        return visible_blockers(actor)
    return _of_project(visible_projects(actor))


def _own(actor: Actor) -> ColumnElement[bool]:
    own: ColumnElement[bool] = Project.owner_id == actor.id
    if actor.role is Role.HEAD and actor.department_id is not None:
        own = or_(own, Project.owner_department_id == actor.department_id)
    return _of_project(own)


def _of_project(holds: ColumnElement[bool]) -> ColumnElement[bool]:
    project = select(Project.id).where(Project.id == Blocker.project_id, holds)
    return project.correlate(Blocker).exists()


def _is_directed() -> ColumnElement[bool]:
    said = select(Directive.id).where(
        Directive.blocker_id == Blocker.id, Directive.state.in_(DIRECTED),
        Directive.voided_at.is_(None),
    )  # fmt: skip
    return said.correlate(Blocker).exists()
