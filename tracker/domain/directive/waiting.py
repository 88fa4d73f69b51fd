"""Waiting: which directives wait for a person to act."""

from sqlalchemy import ColumnElement, and_, or_

from tracker.domain.directive import OWED, Directive, DirectiveState
from tracker.domain.user import Actor
from tracker.domain.words import Role


def waits_for(actor: Actor) -> ColumnElement[bool]:
    """For a leader, the answers to read; for others, those that they or their office owe."""
    stands = Directive.voided_at.is_(None)
    if actor.role is Role.LEADER:
        return and_(Directive.by_id == actor.id, Directive.state == DirectiveState.ANSWERED, stands)
    owed = Directive.state.in_(OWED)
    # Said in each part, so that each is read from an index of its own.
    found = [and_(Directive.person_id == actor.id, owed, stands)]
    if actor.department_id is not None:
        found.append(and_(Directive.department_id == actor.department_id, owed, stands))
    return or_(*found)
