"""Seen: what of a project's kept columns a person may read, where they tell of its blockers.

A unit reads of the blockers that were handed to it: how many of them are open,
and that one of them falls due. That another unit's are there it does not learn.
"""

from typing import Any

from sqlalchemy import ColumnElement, and_, case, exists, func, null, select

from tracker.domain.blocker import Blocker
from tracker.domain.blocker.counted import STILL_OPEN
from tracker.domain.blocker.rules import RUNNING
from tracker.domain.clocks import Reason
from tracker.domain.permissions import sees_blocker, visible_blockers
from tracker.domain.project import Project
from tracker.domain.project.lit import Turn
from tracker.domain.user import Actor
from tracker.domain.words import Role

STANDS = and_(Blocker.project_id == Project.id, STILL_OPEN)
RUNS = and_(STANDS, Blocker.state.in_(RUNNING), Blocker.due_on == Project.blocker_due_on)


def open_blockers(actor: Actor) -> ColumnElement[int]:
    """How many blockers of a project are open, of those that the person sees."""
    if actor.role is not Role.UNIT:
        return Project.open_blockers.expression
    counted = select(func.count()).where(STANDS, visible_blockers(actor)).correlate(Project)
    return counted.scalar_subquery().label("open_blockers")


def told(reason: Any, actor: Actor) -> Any:
    """A light's reason, unless it is a blocker that the person does not see."""
    if actor.role is not Role.UNIT:
        return reason
    own = exists().where(RUNS, visible_blockers(actor))
    return case((and_(reason == Reason.BLOCKER, ~own.correlate(Project)), null()), else_=reason)


def told_turns(project: Project, actor: Actor) -> list[Turn]:
    """The clocks that run on a project, in the same way."""
    own = [one for one in project.blockers if one.is_running and sees_blocker(actor, one)]
    is_told = project.blocker_due_on in {one.due_on for one in own}
    return [turn for turn in project.turns() if turn.reason is not Reason.BLOCKER or is_told]
