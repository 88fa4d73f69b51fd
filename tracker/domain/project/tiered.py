"""Tiered: the badges of many projects worked out anew, and how many firms and projects bear one.

Nobody acted on these projects, so their versions stay and no open form meets a
conflict; only the lists learn that they are old.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, bindparam, func, select, update
from sqlalchemy.orm import Session

from tracker.domain.event import EventTail
from tracker.domain.permissions import visible_projects
from tracker.domain.project import Project
from tracker.domain.project.ranked import badge_columns
from tracker.domain.ranking import RankingList
from tracker.domain.ranking.grounds import Grounds, families_below
from tracker.domain.ranking.standing import badge
from tracker.domain.user import Actor

AT_ONCE = 500
BADGE = tuple(badge_columns(None))
_projects = Project.__table__
RETIERED = (
    _projects.update()
    .where(_projects.c.id == bindparam("retiered"))
    .values({name: bindparam(f"new_{name}") for name in BADGE})
)


@dataclass(frozen=True, slots=True)
class TierCount:
    """三类500强: firms on a list count once, each of their projects counts. Source: HANDBOOK §6."""

    firms: int
    projects: int


def retier(session: Session, firm_ids: Iterable[int], today: date) -> int:
    """Work out the badges of all projects of these firms, and of those that they hold shares of.

    Says how many changed. Flush whatever the badges follow from before.
    """
    firms = sorted(families_below(session, firm_ids))
    return sum(
        _retier(session, Project.firm_id.in_(firms[at : at + AT_ONCE]), today)
        for at in range(0, len(firms), AT_ONCE)
    )


def retier_all(session: Session, today: date) -> int:
    """Work out every badge by what holds on that day; says how many projects changed."""
    return _retier(session, Project.firm_id.is_not(None) | Project.tier.is_not(None), today)


def count_tiers(session: Session, actor: Actor, kind: RankingList | None = None) -> TierCount:
    """How many firms on that list (or on any), and how many projects of theirs, the actor sees."""
    wanted = [Project.tier == kind] if kind else [Project.tier.in_(list(RankingList))]
    row = session.execute(
        select(func.count(Project.tier_firm_id.distinct()), func.count())
        .select_from(Project)
        .where(visible_projects(actor), *wanted)
    ).one()
    return TierCount(*row)


def _retier(session: Session, wanted: ColumnElement[bool], today: date) -> int:
    session.flush()
    last, changed = 0, 0
    while batch := session.execute(_asking(wanted, last)).all():
        grounds = Grounds.of(session, {row.firm_id for row in batch if row.firm_id})
        rows = [row for project in batch if (row := _changed_badge(project, grounds, today))]
        if rows:
            session.connection().execute(RETIERED, rows)
        last, changed = batch[-1].id, changed + len(rows)
    if changed:
        session.execute(update(EventTail).values(project_event_id=EventTail.event_id))
        for loaded in [row for row in session.identity_map.values() if isinstance(row, Project)]:
            session.expire(loaded, BADGE)
    return changed


def _asking(wanted: ColumnElement[bool], last: int) -> Any:
    columns = (Project.id, Project.firm_id, Project.signed_on)
    badge = (getattr(Project, name) for name in BADGE)
    found = select(*columns, *badge).where(wanted, Project.id > last)
    return found.order_by(Project.id).limit(AT_ONCE)


def _changed_badge(project: Any, grounds: Grounds, today: date) -> dict[str, Any] | None:
    """The project's new badge, if it is not the one that it has."""
    on = project.signed_on or today
    stood = badge(grounds, project.firm_id, on) if project.firm_id else None
    kept = badge_columns(stood)
    if all(getattr(project, name) == value for name, value in kept.items()):
        return None
    return {"retiered": project.id} | {f"new_{name}": value for name, value in kept.items()}
