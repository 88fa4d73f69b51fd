"""What others did on one's projects since one last looked."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask_login import current_user
from sqlalchemy import Select, bindparam, or_, select, update

from tracker.domain.event import Event, EventKind
from tracker.domain.people.asker import Asker
from tracker.domain.people.user import Actor, User
from tracker.domain.permissions import visible_projects
from tracker.domain.project import Project
from tracker.domain.sentences import quotation, sentence
from tracker.domain.statement_cache import kept
from tracker.extensions import db
from tracker.pages.workbench.sections import SHOWN, Section
from tracker.queries.readable_events import readable
from tracker.web.rendering import address

MOST = 100
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


def section(who: Actor, *, is_whole: bool) -> Section:
    """The newest on top; all of them, up to MOST, where that is asked for."""
    shown = MOST if is_whole else SHOWN
    found = news(who, shown + 1)
    has_more = len(found) > shown
    return Section(
        "news",
        "我上次看过以后",
        found[:shown],
        "news",
        "没有新的变动。",
        note=f"只列最近 {MOST} 条" if has_more and is_whole else "",
        more=address("workbench.show", [("all", "news")]) if has_more and not is_whole else "",
    )


def news(who: Actor, most: int) -> list[News]:
    """The newest first."""
    since = max(current_user.seen_event_id, current_user.project_version - LOOK_BACK)
    return [_told(row) for row in _asking(who.asker, most).rows(db.session(), since=since)]


@kept(16)
def _asking(asker: Asker, most: int) -> Select[Any]:
    """Found by their numbers first, the newest on top, and only then told with all there is."""
    others = or_(Event.by_id.is_(None), Event.by_id != asker.id)
    seen = select(Project.id).where(Project.id == Event.project_id, visible_projects(asker))
    near = (
        select(Event.id)
        .where(Event.id > bindparam("since"), others, seen.correlate(Event).exists())
        .where(*readable(asker))
        .order_by(Event.id.desc())
        .limit(most)
    )
    return (
        select(
            Event.id,
            Event.recorded_at,
            Event.kind,
            Event.before,
            Event.after,
            Event.because,
            Project.code,
            Project.name,
            User.name.label("by"),
        )
        .join(Project, Project.id == Event.project_id)
        .outerjoin(User, User.id == Event.by_id)
        .where(Event.id.in_(select(near.subquery().c.id)))
        .order_by(Event.id.desc())
    )


def _told(row: Any) -> News:
    return News(
        row.id,
        row.recorded_at,
        row.code,
        row.name,
        row.kind,
        sentence(row.kind, row.before, row.after),
        quotation(row.kind, row.after, row.because),
        row.by or "系统",
    )


def tick_off(who: Actor, until: int) -> None:
    """Everything up to that event has been seen; never less than before, never the future."""
    seen = min(max(until, current_user.seen_event_id), current_user.project_version)
    db.session.execute(update(User).where(User.id == who.id).values(seen_event_id=seen))
