"""Seen: which of one's notices one still sees, and which of those are unread."""

from sqlalchemy import ColumnElement, or_

from tracker.domain.event import Event
from tracker.domain.notice import Notice
from tracker.domain.permissions import visible_projects
from tracker.domain.readable import readable
from tracker.domain.user import Actor


def still_seen(actor: Actor) -> list[ColumnElement[bool]]:
    """One's own; a project or blocker that has gone out of one's sight takes its notices along."""
    in_sight = or_(Event.project_id.is_(None), visible_projects(actor))
    return [Notice.user_id == actor.id, in_sight, *readable(actor)]
