"""The directives on a thing that are not closed yet, the first due on top."""

from collections.abc import Sequence
from typing import Any, Literal

from sqlalchemy import Select, bindparam, select
from sqlalchemy.orm import Session, aliased

from tracker.domain.directive import STILL_OPEN, Directive
from tracker.domain.directive.visible_directives import visible_directives
from tracker.domain.people.asker import Asker
from tracker.domain.people.department import Department
from tracker.domain.people.user import Actor, User
from tracker.domain.statement_cache import kept

Directed = Literal["project_id", "blocker_id"]
Person, Giver = aliased(User), aliased(User)


def open_directives(session: Session, actor: Actor, about: Directed, number: int) -> Sequence[Any]:
    """Core rows of those that this person sees on that project or blocker."""
    return _standing(actor.asker, about).rows(session, about=number)


@kept(16)
def _standing(asker: Asker, about: Directed) -> Select[Any]:
    return (
        select(
            Directive.id,
            Directive.said,
            Directive.state,
            Directive.on,
            Directive.due_on,
            Department.short_name.label("department"),
            Person.name.label("person"),
            Giver.name.label("by"),
        )
        .join(Department, Department.id == Directive.department_id)
        .outerjoin(Person, Person.id == Directive.person_id)
        .outerjoin(Giver, Giver.id == Directive.by_id)
        .where(
            getattr(Directive, about) == bindparam("about"),
            Directive.state.in_(STILL_OPEN),
            Directive.voided_at.is_(None),
            visible_directives(asker),
        )
        .order_by(Directive.due_on, Directive.id)
    )
