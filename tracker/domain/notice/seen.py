"""Seen: which of one's notices one still sees, and which of those are unread."""

from sqlalchemy import ColumnElement, String, cast, literal, not_, or_, select

from tracker.domain.event import Event
from tracker.domain.notice import Notice
from tracker.domain.permissions import visible_projects
from tracker.domain.readable import readable
from tracker.domain.target import Target
from tracker.domain.target.visible import visible_targets
from tracker.domain.user import Actor


def still_seen(actor: Actor) -> list[ColumnElement[bool]]:
    """One's own; what has gone out of one's sight takes its notices along."""
    in_sight = or_(Event.project_id.is_(None), visible_projects(actor))
    courted = select(literal("target:") + cast(Target.id, String)).where(visible_targets(actor))
    is_courted = or_(not_(Event.subject.startswith("target:")), Event.subject.in_(courted))
    return [Notice.user_id == actor.id, in_sight, is_courted, *readable(actor)]
