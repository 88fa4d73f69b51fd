"""What happened to a target, newest first, as its timeline draws it."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from tracker.domain.event import Event, EventKind
from tracker.domain.people.user import User
from tracker.domain.permissions import Can, can
from tracker.domain.sentences import quotation, sentence
from tracker.domain.targeting import Target
from tracker.extensions import db
from tracker.web.identity import actor
from tracker.web.timeline import Step

SHOWN = 100


@dataclass(frozen=True, slots=True)
class TargetStep(Step):
    """One line; `follow_up_id` is that of a contact which can still be struck out."""

    follow_up_id: int | None = None


def steps(target: Target, since: int = 0) -> list[TargetStep]:
    """Its events after that version of it; contacts that were struck out are marked."""
    rows = db.session.execute(
        select(Event.on, Event.kind, Event.before, Event.after, Event.because, User.name)
        .outerjoin(User, User.id == Event.by_id)
        .where(Event.subject == target.subject, Event.version > since)
        .order_by(Event.on.desc(), Event.id.desc())
        .limit(SHOWN)
    )
    struck = {one.id for one in target.follow_ups if one.is_void}
    project = target.project
    # On its own page the firm is not named line by line; nor is a project that is not seen.
    left_out = {"firm": ""}
    if project and not can(actor(), Can.SEE_PROJECTS, project):
        left_out["code"] = ""
    return [_step(row, struck, left_out) for row in rows]


def _step(row: Any, struck: set[int], left_out: dict[str, str]) -> TargetStep:
    is_contact = row.kind is EventKind.FOLLOW_UP_LOGGED
    follow_up_id = row.after["follow_up_id"] if is_contact else None
    is_voided = follow_up_id in struck
    said = sentence(row.kind, row.before, row.after | left_out)
    return TargetStep(
        row.on,
        row.kind.label,
        said,
        quotation(row.kind, row.after, row.because),
        row.name or "系统",
        is_voided,
        None if is_voided else follow_up_id,
    )
