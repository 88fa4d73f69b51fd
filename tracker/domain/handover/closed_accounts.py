"""What is still open in the name of somebody whose account is closed, and whose it is.

A head hands over for their own department; where it has none, whoever keeps the accounts does.
"""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, false, or_, select
from sqlalchemy.orm import Session

from tracker.domain.can import Can
from tracker.domain.directive import Directive
from tracker.domain.handover.open_work import open_directives, open_projects, open_targets
from tracker.domain.people.user import Actor, User
from tracker.domain.permissions import may
from tracker.domain.project import Project
from tracker.domain.targeting import Target
from tracker.domain.words import Role


def left_to(session: Session, by: Actor) -> Sequence[User]:
    """The closed accounts that this person has to hand over for."""
    holds = or_(
        select(Project.id).where(Project.owner_id == User.id, open_projects()).exists(),
        select(Target.id).where(Target.owner_id == User.id, open_targets()).exists(),
        select(Directive.id).where(Directive.person_id == User.id, open_directives()).exists(),
    )
    asked = select(User).where(User.is_active.is_(False), _falls_to(session, by), holds)
    return session.scalars(asked.order_by(User.id)).all()


def hands_over_for(session: Session, user: User, by: Actor) -> bool:
    """Oneself; for a head somebody of the same department; for the keeper who has no head."""
    if may(by, Can.KEEP_ACCOUNTS):
        return not user.is_active and head_of(session, user) is None
    heads = by.role is Role.HEAD and by.department_id is not None
    return user.id == by.id or (heads and user.department_id == by.department_id)


def head_of(session: Session, user: User) -> User | None:
    """Another who is head of the same department and still there."""
    if user.department_id is None:
        return None
    asked = select(User).where(
        _heads(), User.department_id == user.department_id, User.id != user.id
    )
    return session.scalars(asked.order_by(User.id).limit(1)).first()


def _falls_to(session: Session, by: Actor) -> ColumnElement[bool]:
    if may(by, Can.KEEP_ACCOUNTS):
        headed = session.scalars(select(User.department_id).where(_heads())).all()
        return or_(User.department_id.is_(None), User.department_id.not_in(headed))
    if by.role is Role.HEAD and by.department_id is not None:
        return User.department_id == by.department_id
    return false()


def _heads() -> ColumnElement[bool]:
    in_office = User.is_active.is_(True) & (User.role == Role.HEAD)
    return in_office & User.department_id.is_not(None)
