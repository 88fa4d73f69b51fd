"""What others did on one's projects since one last looked."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask_login import current_user
from sqlalchemy import or_, select, update

from tracker.domain.event import Event, EventKind
from tracker.domain.permissions import sees_everything, visible_projects
from tracker.domain.project import Project
from tracker.domain.readable import readable
from tracker.domain.sentences import quotation, sentence
from tracker.domain.user import Actor, User
from tracker.extensions import db

SHOWN = 20
LOOK_BACK = 5000
"""So many events are looked through at most, lest somebody who never ticks them off waits."""


@dataclass(frozen=True, slots=True)
class News:
    """One event: when, on which project, what and by whom."""

    id: int
    at: datetime
    code: str
    project: str
    kind: EventKind
    said: str
    quote: str
    who: str


def news(who: Actor) -> list[News]:
    """The newest first; one more than is shown, to know of more."""
    since = max(current_user.seen_event_id, current_user.project_version - LOOK_BACK)
    asked = (
        select(
            Event.id, Event.recorded_at, Event.kind, Event.before, Event.after, Event.because,
            Project.code, Project.name, User.name.label("by"),
        )
        .join(Project, Project.id == Event.project_id)
        .outerjoin(User, User.id == Event.by_id)
        .where(Event.id > since, or_(Event.by_id.is_(None), Event.by_id != who.id), *readable(who))
        .order_by(Event.id.desc())
        .limit(SHOWN + 1)
    )  # fmt: skip
    if not sees_everything(who):
        asked = asked.where(visible_projects(who))
    return [_told(row) for row in db.session.execute(asked)]


def _told(row: Any) -> News:
    return News(
        row.id, row.recorded_at, row.code, row.name, row.kind,
        sentence(row.kind, row.before, row.after),
        quotation(row.kind, row.after, row.because), row.by or "系统",
    )  # fmt: skip


def tick_off(who: Actor, until: int) -> None:
    """Everything up to that event has been seen; never less than before, never the future."""
    seen = min(max(until, current_user.seen_event_id), current_user.project_version)
    db.session.execute(update(User).where(User.id == who.id).values(seen_event_id=seen))
