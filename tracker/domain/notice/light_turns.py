"""Each owner is told, once a morning, how many of their projects turned yellow or red."""

from datetime import date

from sqlalchemy import and_, case, func, or_, select
from sqlalchemy.orm import Session

from tracker.domain.event import note_event
from tracker.domain.event.kinds import EventKind
from tracker.domain.project import Project
from tracker.domain.project.light_rules import UNLIT


def tell_of_turns(session: Session, since: date, today: date) -> int:
    """One event a person for all that turned after `since`, up to today; how many people."""
    red = and_(Project.red_on > since, Project.red_on <= today)
    yellow = and_(Project.yellow_on > since, Project.yellow_on <= today, Project.red_on > today)
    rows = session.execute(
        select(
            Project.owner_id,
            func.sum(case((red, 1), else_=0)).label("red"),
            func.sum(case((yellow, 1), else_=0)).label("yellow"),
        )
        .where(or_(red, yellow), Project.stage.not_in(UNLIT), Project.owner_id.is_not(None))
        .group_by(Project.owner_id)
        .order_by(Project.owner_id)
    ).all()
    for owner_id, reds, yellows in rows:
        note_event(
            session,
            EventKind.LIGHTS_TURNED,
            by=None,
            on=today,
            subject=f"user:{owner_id}",
            after={"red": int(reds), "yellow": int(yellows)},
        )
    session.flush()
    return len(rows)
