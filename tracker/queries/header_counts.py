"""How much waits for a person, asked at once for the head of every page."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, CompoundSelect, Select, func, literal, select
from sqlalchemy.orm import Session

from tracker.domain.directive import Directive
from tracker.domain.event import Event
from tracker.domain.notice import Notice
from tracker.domain.people.asker import Asker
from tracker.domain.people.user import Actor
from tracker.domain.permissions import Can, may
from tracker.domain.project import Project
from tracker.domain.statement_cache import kept
from tracker.domain.targeting import Target
from tracker.queries.readable_events import still_seen
from tracker.queries.whose_turn import directive_waits_for, target_waits_for, waiting_for

AT_MOST = 100
"""Nobody reads a larger number; counting ends there."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """So many things wait for a person, AT_MOST of each kind being counted."""

    blockers: int = 0
    directives: int = 0
    targets: int = 0
    notices: int = 0


def waiting(session: Session, actor: Actor, on: date) -> Waiting:
    """What waits for them that day; the lists behind the numbers have the same conditions."""
    return Waiting(*_asking(actor.asker, on).rows(session)[0])


@kept(32)
def _asking(asker: Asker, on: date) -> Select[Any]:
    return select(
        _counted(waiting_for(asker)),
        _counted(select(Directive.id).where(directive_waits_for(asker))),
        _targets(asker, on),
        _counted(_notices(asker)),
    )


def _targets(asker: Asker, on: date) -> ColumnElement[int]:
    if not may(asker, Can.COURT):
        return literal(0)
    return _counted(select(Target.id).where(target_waits_for(asker, on)))


def _notices(asker: Asker) -> Select[Any]:
    return (
        select(Notice.id)
        .join(Event, Event.id == Notice.event_id)
        .outerjoin(Project, Project.id == Event.project_id)
        .where(Notice.read_at.is_(None), *still_seen(asker))
    )


def _counted(rows: Select[Any] | CompoundSelect[Any]) -> ColumnElement[int]:
    return select(func.count()).select_from(rows.limit(AT_MOST).subquery()).scalar_subquery()
