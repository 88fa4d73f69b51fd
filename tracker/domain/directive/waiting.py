"""Waiting: which directives wait for a person to act."""

from sqlalchemy import ColumnElement, and_, not_, or_, select

from tracker.domain.directive import OWED, Directive, DirectiveState
from tracker.domain.user import Actor, User
from tracker.domain.words import Role


def waits_for(actor: Actor) -> ColumnElement[bool]:
    """For a leader, the answers to read; for others, those that they or their office owe.

    One that is meant for a colleague by name does not wait for the whole office, but for
    the head it does, and for everybody once the colleague has left the post.
    """
    stands = Directive.voided_at.is_(None)
    if actor.role is Role.LEADER:
        return and_(Directive.by_id == actor.id, Directive.state == DirectiveState.ANSWERED, stands)
    owed = Directive.state.in_(OWED)
    # Said in each part, so that each is read from an index of its own.
    found = [and_(Directive.person_id == actor.id, owed, stands)]
    if actor.department_id is not None:
        of_office = and_(Directive.department_id == actor.department_id, owed, stands)
        found.append(of_office if actor.role is Role.HEAD else and_(of_office, _nobodys()))
    return or_(*found)


def _nobodys() -> ColumnElement[bool]:
    """Whom it is meant for was not said, or has left the post."""
    at_the_post = select(User.id).where(
        User.id == Directive.person_id,
        User.is_active,
        User.department_id == Directive.department_id,
    )
    return not_(at_the_post.correlate(Directive).exists())
