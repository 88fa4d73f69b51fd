"""Waiting: which targets wait for a person to act."""

from datetime import date

from sqlalchemy import ColumnElement, and_

from tracker.domain.target import Target
from tracker.domain.target.states import COURTED
from tracker.domain.user import Actor
from tracker.domain.words import Role


def waits_for(actor: Actor, until: date) -> ColumnElement[bool]:
    """Their next step comes by that day or was missed: one's own, for a head the department's."""
    return and_(courted_by(actor), Target.state.in_(COURTED), Target.next_on <= until)


def courted_by(actor: Actor) -> ColumnElement[bool]:
    """Whose targets a person's workbench is about."""
    if actor.role is Role.HEAD and actor.department_id is not None:
        return Target.owner_department_id == actor.department_id
    return Target.owner_id == actor.id
