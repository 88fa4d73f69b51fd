"""Standing: the directives on a thing that are not closed yet, the first due on top."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session, aliased

from tracker.domain.department import Department
from tracker.domain.directive import STILL_OPEN, Directive
from tracker.domain.directive.seen import visible_directives
from tracker.domain.user import Actor, User

Person, Giver = aliased(User), aliased(User)


def open_directives(session: Session, actor: Actor, about: ColumnElement[bool]) -> Sequence[Any]:
    """Core rows of those that this person sees; `about` says on what."""
    asked = (
        select(
            Directive.id, Directive.said, Directive.state, Directive.on, Directive.due_on,
            Department.short_name.label("department"), Person.name.label("person"),
            Giver.name.label("by"),
        )
        .join(Department, Department.id == Directive.department_id)
        .outerjoin(Person, Person.id == Directive.person_id)
        .outerjoin(Giver, Giver.id == Directive.by_id)
        .where(
            about, Directive.state.in_(STILL_OPEN), Directive.voided_at.is_(None),
            visible_directives(actor),
        )
        .order_by(Directive.due_on, Directive.id)
    )  # fmt: skip
    return session.execute(asked).all()
