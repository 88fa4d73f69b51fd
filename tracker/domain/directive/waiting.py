"""Waiting: which directives wait for a person to act."""

from sqlalchemy import ColumnElement, and_, or_

from tracker.domain.directive import Directive, DirectiveState
from tracker.domain.user import Actor
from tracker.domain.words import Role

OWED = (DirectiveState.GIVEN, DirectiveState.RETURNED)


def waits_for(actor: Actor) -> ColumnElement[bool]:
    """For a leader, the answers to read; for others, those that they or their office owe."""
    stands = Directive.voided_at.is_(None)
    if actor.role is Role.LEADER:
        return and_(Directive.by_id == actor.id, Directive.state == DirectiveState.ANSWERED, stands)
    owed: list[ColumnElement[bool]] = [Directive.person_id == actor.id]
    if actor.department_id is not None:
        owed.append(Directive.department_id == actor.department_id)
    return and_(or_(*owed), Directive.state.in_(OWED), stands)
