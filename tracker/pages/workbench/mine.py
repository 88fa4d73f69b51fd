"""The projects that a person's workbench is about: due, coming up, turning, handed over."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, func, or_, select, true

from tracker.domain.base import FAR_OFF
from tracker.domain.permissions import sees_everything, visible_projects
from tracker.domain.project import Project
from tracker.domain.project.columns import light, reason
from tracker.domain.project.counted import count
from tracker.domain.project.filter import Owner, ProjectFilter
from tracker.domain.project.seen import told
from tracker.domain.user import Actor
from tracker.domain.words import Colour, Role, Stage
from tracker.extensions import db

SHOWN = 10
"""Rows in a section; the link below it leads to all of them."""

SOON = timedelta(days=7)
"""How long ahead a light that will turn is announced."""

_in_line = Project.stage.not_in([stage for stage in Stage if stage.is_exit])


@dataclass(frozen=True, slots=True)
class Tally:
    """How many projects a person has, how many are due and how many lit.

    Nobody's follow-ups are due for a leader.
    """

    projects: int
    due: int
    red: int
    yellow: int


def mine(who: Actor) -> ColumnElement[bool]:
    """Whose projects: one's own, the whole department's, those handed over, or all."""
    if who.role is Role.LEADER:
        return true()
    if who.role is Role.UNIT:
        return visible_projects(who)
    if who.role is Role.HEAD and who.department_id is not None:
        return or_(Project.owner_id == who.id, Project.owner_department_id == who.department_id)
    return Project.owner_id == who.id


def tally(who: Actor, now: date) -> Tally:
    """Counted in one reading of one's projects; for all of them, from the kept counts."""
    if sees_everything(who):
        found = count(ProjectFilter(), db.session(), who, now)
        return Tally(found.total.projects, 0, found.red, found.yellow)
    due = and_(Project.next_on <= now, _in_line)
    red, yellow = Project.red_on <= now, Project.yellow_on <= now
    counts = (func.sum(case((one, 1), else_=0)) for one in (due, red, and_(yellow, ~red)))
    row = db.session.execute(select(func.count(), *counts).where(mine(who))).one()
    return Tally(*(int(found or 0) for found in row))


def due(who: Actor, now: date) -> list[Any]:
    """Follow-ups promised for today and missed before, the longest overdue on top."""
    return _rows(who, mine(who), _in_line, Project.next_on <= now)


def coming(who: Actor, now: date, until: date) -> list[Any]:
    """Follow-ups promised for the days after today."""
    return _rows(who, mine(who), _in_line, Project.next_on > now, Project.next_on <= until)


def turning(who: Actor, now: date) -> list[Any]:
    """Red ones first, then yellow ones, then those about to turn; in each the soonest first."""
    is_red, is_yellow = Project.red_on <= now, Project.yellow_on <= now
    order = case((is_red, 0), (is_yellow, 1), else_=2)
    since = case((is_red, Project.red_on), else_=Project.yellow_on)
    return _rows(who, mine(who), Project.yellow_on <= now + SOON, by=(order, since, Project.id))


def reds(who: Actor, now: date) -> list[Any]:
    """Red ones, the longest red on top."""
    return _rows(who, mine(who), Project.red_on <= now, by=(Project.red_on, Project.id))


def handed(who: Actor) -> list[Any]:
    """Every project in reach, the most urgent first."""
    return _rows(who, mine(who), by=(Project.red_on, Project.id))


def _rows(who: Actor, *conditions: ColumnElement[bool], by: tuple[Any, ...] = ()) -> list[Any]:
    asked: Select[Any] = (
        select(*_read(who))
        .outerjoin(Owner, Project.owner_id == Owner.id)
        .where(*conditions)
        .order_by(*(by or (Project.next_on, Project.id)))
        .limit(SHOWN)
    )
    return list(db.session.execute(asked))


def _read(who: Actor) -> tuple[Any, ...]:
    return (
        Project.code, Project.name, Project.stage, Project.next_step, Project.next_on,
        Project.yellow_on, told(Project.yellow_reason, who).label("yellow_reason"),
        Project.yellow_since, Project.red_on, told(Project.red_reason, who).label("red_reason"),
        Project.red_since, Project.owner_id, Owner.name.label("owner"),
    )  # fmt: skip


def why(row: Any, now: date) -> str:
    """Why a row's light is as it is, or when it will turn and by which clock."""
    if colour(row, now) in (Colour.RED, Colour.YELLOW):
        return reason(row, now)
    if row.yellow_on == FAR_OFF or row.yellow_reason is None:
        return ""
    return f"{(row.yellow_on - now).days} 天后转黄：{row.yellow_reason.label}"


def colour(row: Any, now: date) -> Colour | None:
    return light(row, now)
