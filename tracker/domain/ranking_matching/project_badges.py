"""The 500-list badges of projects, worked out anew, and how many firms and projects bear one."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, bindparam, func, select, update
from sqlalchemy.orm import Session

from tracker.domain.base import Base, utc_now
from tracker.domain.calendar import local_day
from tracker.domain.event import EventTail
from tracker.domain.firm import Firm
from tracker.domain.firm.shareholdings import Shareholding
from tracker.domain.people.user import Actor
from tracker.domain.permissions import visible_projects
from tracker.domain.project import Project
from tracker.domain.project.badge import badge_columns
from tracker.domain.ranking import RankingList
from tracker.domain.ranking.ranking_data import RankingData, families_below
from tracker.domain.ranking.standing import badge


def hold_share(
    parent: Firm, firm: Firm, share_bp: int, *, since: date, source: str, by: Actor, on: date
) -> Shareholding:
    """Write down what a parent holds of a firm since that day; raises what the verb refuses."""
    held = parent.hold_share_of(firm, share_bp, on=since, by=by, source=source)
    retier(firm.session, [firm.id], on)
    return held


def void_share(firm: Firm, held: Shareholding, *, because: str, by: Actor, on: date) -> None:
    """Strike out a share of the firm; raises what the verb refuses."""
    firm.void_share(held, by=by, on=on, because=because)
    retier(firm.session, [firm.id], on)


AT_ONCE = 500
BADGE = tuple(badge_columns(None))
BADGED = Project.firm_id.is_not(None) | Project.tier.is_not(None)
_projects = Base.metadata.tables["project"]
RETIERED = (
    update(_projects)
    .where(_projects.c.id == bindparam("retiered"), _projects.c.version == bindparam("seen"))
    .values({name: bindparam(f"new_{name}") for name in BADGE})
)


@dataclass(frozen=True, slots=True)
class TierCount:
    """三类500强: firms on a list count once, each of their projects counts. Source: HANDBOOK §6."""

    firms: int
    projects: int


def retier(session: Session, firm_ids: Iterable[int], today: date) -> int:
    """Work out the badges of all projects of these firms, and of those that they hold shares of.

    Says how many changed. Whatever the badges follow from has been flushed before.
    """
    firms = sorted(families_below(session, firm_ids))
    return sum(
        _retier(session, Project.firm_id.in_(firms[at : at + AT_ONCE]), today)
        for at in range(0, len(firms), AT_ONCE)
    )


def retier_all(session: Session, today: date) -> int:
    """Work out every badge by what holds on that day; says how many projects changed."""
    return _retier(session, BADGED, today)


def count_tiers(session: Session, actor: Actor, kind: RankingList | None = None) -> TierCount:
    """How many firms on that list (or on any), and how many projects of theirs, the actor sees."""
    wanted = [Project.tier == kind] if kind else [Project.tier.in_(list(RankingList))]
    row = session.execute(
        select(func.count(Project.tier_firm_id.distinct()), func.count())
        .select_from(Project)
        .where(visible_projects(actor.asker), *wanted)
    ).one()
    return TierCount(*row)


def next_retiered(
    session: Session, wanted: ColumnElement[bool], after: int, today: date
) -> tuple[int, list[dict[str, Any]]] | None:
    """The next wanted projects after that id: the last one's id, and the badges that change.

    None when there are no more. Reads only, so that the lock is asked for the writing alone.
    """
    columns = (Project.id, Project.version, Project.firm_id, Project.signed_on)
    asked = select(*columns, *(getattr(Project, name) for name in BADGE))
    asked = asked.where(wanted, Project.id > after).order_by(Project.id).limit(AT_ONCE)
    batch = session.execute(asked).all()
    if not batch:
        return None
    grounds = RankingData.of(session, {row.firm_id for row in batch if row.firm_id})
    return batch[-1].id, [row for one in batch if (row := _changed_badge(one, grounds, today))]


def write_retiered(session: Session, rows: list[dict[str, Any]]) -> None:
    """Keep the new badges; a project that somebody changed meanwhile has worked out its own."""
    session.connection().execute(RETIERED, rows)
    session.execute(update(EventTail).values(project_event_id=EventTail.event_id))
    for loaded in [one for one in session.identity_map.values() if isinstance(one, Project)]:
        session.expire(loaded, BADGE)


def follow_shares(session: Session, *_: object) -> None:
    """Whoever writes down or strikes out a share, the badges below it follow."""
    rows = [row for row in (*session.new, *session.dirty) if isinstance(row, Shareholding)]
    if rows:
        with session.no_autoflush:
            retier(session, {row.firm_id for row in rows}, local_day(utc_now()))


def _retier(session: Session, wanted: ColumnElement[bool], today: date) -> int:
    last, changed = 0, 0
    while (found := next_retiered(session, wanted, last, today)) is not None:
        last, rows = found
        if rows:
            write_retiered(session, rows)
        changed += len(rows)
    return changed


def _changed_badge(project: Any, grounds: RankingData, today: date) -> dict[str, Any] | None:
    """The project's new badge, if it is not the one that it has."""
    on = project.signed_on or today
    stood = badge(grounds, project.firm_id, on) if project.firm_id else None
    kept = badge_columns(stood)
    if all(getattr(project, name) == value for name, value in kept.items()):
        return None
    return {"retiered": project.id, "seen": project.version} | {
        f"new_{name}": value for name, value in kept.items()
    }
