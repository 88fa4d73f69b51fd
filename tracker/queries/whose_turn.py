"""Whose turn it is: who has to act next on a blocker, a directive or a target, and who waits."""

from datetime import date
from typing import Any

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    and_,
    false,
    literal_column,
    not_,
    or_,
    select,
    union,
)

from tracker.domain.blocker import Blocker
from tracker.domain.blocker.act_rules import ANSWERED, RAISED, RUNNING
from tracker.domain.blocker.open_conditions import STILL_OPEN
from tracker.domain.can import Can
from tracker.domain.directive import OWED, Directive, DirectiveState
from tracker.domain.directive import STILL_OPEN as DIRECTED
from tracker.domain.people.asker import Asker
from tracker.domain.people.user import User
from tracker.domain.permissions import may, visible_projects
from tracker.domain.project import Project
from tracker.domain.targeting import Target
from tracker.domain.targeting.target_states import COURTED
from tracker.domain.words import Level, Role

LEADERS = tuple(level for level in Level if level.is_of_leaders)


def blocker_waits_for(asker: Asker) -> ColumnElement[bool]:
    """Open blockers in which this person has the next word."""
    return Blocker.id.in_(waiting_for(asker))


def waiting_for(asker: Asker) -> CompoundSelect[Any]:
    """Their numbers, a part for each reason: told as alternatives, all blockers are walked."""
    parts = [select(Blocker.id).where(STILL_OPEN, turn) for turn in turns(asker) or [false()]]
    return union(*(part.correlate(None) for part in parts))


def turns(asker: Asker) -> list[ColumnElement[bool]]:
    """Each reason for which a blocker is somebody's turn, each to be read from an index.

    Whatever is their turn they see: their department has to clear it; or it is theirs to
    hand out, to check, or to say whether it may take longer. For a leader: it climbed to
    the leaders, and none has said yet what is to be done.
    """
    found = []
    if may(asker, Can.ACCEPT_BLOCKER) and asker.department_id is not None:
        found.append(and_(Blocker.department_id == asker.department_id, Blocker.state.in_(RUNNING)))
    if may(asker, Can.CLOSE_BLOCKER):
        raised, own, asked = _raised(asker), _own(asker), Blocker.asked_due_on.is_not(None)
        found.append(and_(raised, Blocker.state == ANSWERED))
        found.append(and_(raised, Blocker.state.in_(RUNNING), asked))
        found.append(and_(own, or_(Blocker.state.in_((ANSWERED, RAISED)), asked)))
    if may(asker, Can.DIRECT):
        climbed = and_(Blocker.level.in_(LEADERS), Blocker.state.in_(RUNNING))
        found.append(and_(climbed, not_(_is_directed())))
    return found


def awaited_by(asker: Asker) -> ColumnElement[bool]:
    """Open blockers in which this person has a part, while the next word is with others.

    They raised it, or answer for its project; or their department has answered and
    waits for the check.
    """
    found = []
    if may(asker, Can.CLOSE_BLOCKER):
        found += [Blocker.by_id == asker.id, _own(asker)]
    if may(asker, Can.ACCEPT_BLOCKER) and asker.department_id is not None:
        answered = Blocker.state == ANSWERED
        found.append(and_(Blocker.department_id == asker.department_id, answered))
    return and_(STILL_OPEN, or_(false(), *found), not_(blocker_waits_for(asker)))


def _raised(asker: Asker) -> ColumnElement[bool]:
    """Raised by them, on a project that they still see: asked of each, for they are few."""
    project = select(Project.id).where(Project.id == Blocker.project_id, visible_projects(asker))
    return and_(Blocker.by_id == asker.id, project.correlate(Blocker).exists())


def _own(asker: Asker) -> ColumnElement[bool]:
    """On a project that they answer for; those with nothing open need not be looked through."""
    own: ColumnElement[bool] = Project.owner_id == asker.id
    if asker.role is Role.HEAD and asker.department_id is not None:
        own = or_(own, Project.owner_department_id == asker.department_id)
    blocked = Project.open_blockers > literal_column("0")  # spelled as the index has it
    return Blocker.project_id.in_(select(Project.id).where(own, blocked))


def _is_directed() -> ColumnElement[bool]:
    said = select(Directive.id).where(
        Directive.blocker_id == Blocker.id,
        Directive.state.in_(DIRECTED),
        Directive.voided_at.is_(None),
    )
    return said.correlate(Blocker).exists()


def directive_waits_for(asker: Asker) -> ColumnElement[bool]:
    """For a leader, the answers to read; for others, those that they or their office owe.

    One that is meant for a colleague by name does not wait for the whole office, but for
    the head it does, and for everybody once the colleague has left the post.
    """
    stands = Directive.voided_at.is_(None)
    if asker.role is Role.LEADER:
        return and_(Directive.by_id == asker.id, Directive.state == DirectiveState.ANSWERED, stands)
    owed = Directive.state.in_(OWED)
    # Said in each part, so that each is read from an index of its own.
    found = [and_(Directive.person_id == asker.id, owed, stands)]
    if asker.department_id is not None:
        of_office = and_(Directive.department_id == asker.department_id, owed, stands)
        found.append(of_office if asker.role is Role.HEAD else and_(of_office, _nobodys()))
    return or_(*found)


def _nobodys() -> ColumnElement[bool]:
    """Whom it is meant for was not said, or has left the post."""
    at_the_post = select(User.id).where(
        User.id == Directive.person_id,
        User.is_active,
        User.department_id == Directive.department_id,
    )
    return not_(at_the_post.correlate(Directive).exists())


def target_waits_for(asker: Asker, until: date) -> ColumnElement[bool]:
    """Their next step comes by that day or was missed: one's own, for a head the department's."""
    return and_(courted_by(asker), Target.state.in_(COURTED), Target.next_on <= until)


def courted_by(asker: Asker) -> ColumnElement[bool]:
    """Whose targets a person's workbench is about."""
    if asker.role is Role.HEAD and asker.department_id is not None:
        return Target.owner_department_id == asker.department_id
    return Target.owner_id == asker.id
