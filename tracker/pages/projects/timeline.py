"""What happened to a project, newest first, as far as the person may read of it."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from flask import url_for
from sqlalchemy import Select, bindparam, or_, select, tuple_
from sqlalchemy.orm import Session

from tracker.domain.event import Event
from tracker.domain.people.asker import Asker
from tracker.domain.people.user import Actor, User
from tracker.domain.project.follow_ups import FollowUp
from tracker.domain.statement_cache import kept
from tracker.queries.readable_events import readable
from tracker.web.timeline import A_PAGE, READ, Happening, Happenings, mark_of, page_of

FOLLOW_UP = "follow-up:"


def timeline(
    session: Session,
    by: Actor,
    project_id: int,
    before: str = "",
    origins: Sequence[str] = (),
    *,
    may_void: bool = False,
) -> Happenings:
    """A page of it. `origins` are the subjects of what it was before there was a project."""
    mark = mark_of(before)
    asking = _happened(by.asker, bool(origins), mark is not None)
    on, number = mark or (None, None)
    rows = asking.rows(session, project=project_id, origins=list(origins), on=on, number=number)
    found = page_of(list(rows))
    return replace(found, lines=_with_ways_back(session, found.lines)) if may_void else found


@kept(32)
def _happened(asker: Asker, has_origins: bool, is_further_on: bool) -> Select[Any]:
    its = Event.project_id == bindparam("project")
    if has_origins:
        its = or_(its, Event.subject.in_(bindparam("origins", expanding=True)))
    asked = select(*READ).outerjoin(User, Event.by_id == User.id).where(its, *readable(asker))
    if is_further_on:
        bounds = (("on", Event.on), ("number", Event.id))
        there = tuple_(*(bindparam(name, type_=column.type) for name, column in bounds))
        asked = asked.where(tuple_(Event.on, Event.id) < there)
    return asked.order_by(Event.on.desc(), Event.id.desc()).limit(A_PAGE + 1)


def _with_ways_back(session: Session, lines: list[Happening]) -> list[Happening]:
    """Each follow-up that still stands with the way to take it back.

    Contacts from the time before it was a project are about the target that it was.
    """
    told = {
        one.id: int(one.subject.removeprefix(FOLLOW_UP))
        for one in lines
        if one.is_follow_up and one.subject.startswith(FOLLOW_UP)
    }
    rows = _standing().rows(session, ids=list(told.values())) if told else ()
    standing = {row.id for row in rows}
    return [
        replace(one, way_back=url_for("follow_ups.void", follow_up_id=told[one.id]))
        if told.get(one.id) in standing
        else one
        for one in lines
    ]


@kept(1)
def _standing() -> Select[Any]:
    ids: Any = bindparam("ids", expanding=True)
    return select(FollowUp.id).where(FollowUp.id.in_(ids), FollowUp.voided_at.is_(None))
