"""The projects on a workbench: each section is the ledger under one filter, cut short."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, func, select

from tracker.domain.base import FAR_OFF
from tracker.domain.people.asker import Asker
from tracker.domain.people.user import Actor
from tracker.domain.permissions import sees_everything, visible_projects
from tracker.domain.project import Project
from tracker.domain.statement_cache import kept
from tracker.domain.words import Colour, Role
from tracker.extensions import db
from tracker.pages.workbench.sections import SHOWN, Section
from tracker.queries.project_list.columns import light, reason
from tracker.queries.project_list.counts import count
from tracker.queries.project_list.due_days import Due, due
from tracker.queries.project_list.filter import Owner, ProjectFilter
from tracker.queries.project_list.row_columns import visible_reason
from tracker.queries.project_list.shown_light import known_from_print
from tracker.queries.project_list.watch_lists import Watch, watched
from tracker.web.rendering import address

COUNTED = (Watch.UNSTARTED, Watch.LONG_TALKS, Watch.QUIET, Watch.UNEXPLAINED)


@dataclass(frozen=True, slots=True)
class Tally:
    """How many projects a person has, how many of them are due, lit and on the lists.

    Nobody's follow-ups are due for a leader, and a unit is asked about no list.
    """

    projects: int
    due: int
    red: int
    yellow: int
    watches: Mapping[Watch, int]


def theirs(who: Actor, **asked: Any) -> ProjectFilter:
    """The ledger of a person's own projects, or of their department's, handed over, or all."""
    if who.role in (Role.LEADER, Role.UNIT):
        return ProjectFilter(**asked)
    if who.role is Role.HEAD and who.department_id is not None:
        return ProjectFilter(department=who.department_id, **asked)
    return ProjectFilter(owner=who.id, **asked)


def tally(who: Actor, now: date) -> Tally:
    """Counted from indexes that hold all that is asked; for all of them, from the kept counts."""
    [row] = _counting(who.asker, now).rows(db.session())
    if sees_everything(who):
        found = count(ProjectFilter(), db.session(), who, now)
        return Tally(found.total.projects, 0, found.red, found.yellow, _by_watch(row))
    projects, dues, reds, yellows = (int(found or 0) for found in row[:4])
    return Tally(projects, dues, reds, yellows, _by_watch(row[4:]))


def section(
    who: Actor, now: date, key: str, heading: str, asked: ProjectFilter, draws: str, **more: Any
) -> Section:
    """The first rows of that ledger, and the way to it."""
    return Section(
        key,
        heading,
        rows(who, now, asked),
        draws,
        more=address("ledger.show", asked.to_args()),
        **more,
    )


def rows(who: Actor, now: date, asked: ProjectFilter) -> Sequence[Any]:
    return _asking(asked, who.asker, now, db.engine.dialect.name).rows(db.session())


def why(row: Any, now: date) -> str:
    """Why a row's light is as it is, or when it will turn and by which clock."""
    if colour(row, now) in (Colour.RED, Colour.YELLOW):
        return reason(row, now)
    if row.yellow_on == FAR_OFF or row.yellow_reason is None:
        return ""
    return f"{(row.yellow_on - now).days} 天后转黄：{row.yellow_reason.label}"


def colour(row: Any, now: date) -> Colour | None:
    return light(row, now)


@kept(64)
def _asking(asked: ProjectFilter, asker: Asker, now: date, dialect: str) -> Select[Any]:
    return asked.statement(_read(asker), asker, now, dialect).limit(SHOWN)


@kept(16)
def _counting(asker: Asker, now: date) -> Select[Any]:
    lists = _watches(asker, now)
    if sees_everything(asker):
        return select(*lists)
    red, yellow = Project.red_on <= now, Project.yellow_on <= now
    each = (due(Due.NOW, now), red, and_(yellow, ~red))
    sums = (func.sum(case((one, 1), else_=0)) for one in each)
    return select(func.count(), *sums, *lists).where(*_mine(asker))


def _mine(asker: Asker) -> list[ColumnElement[bool]]:
    """The conditions of `theirs`, where what is seen goes without saying."""
    if asker.role is Role.UNIT:
        return [visible_projects(asker)]
    if asker.role is Role.HEAD and asker.department_id is not None:
        return [Project.owner_department_id == asker.department_id]
    return [] if asker.role is Role.LEADER else [Project.owner_id == asker.id]


def _watches(asker: Asker, now: date) -> list[Any]:
    """A count for each list, every one from the index that fits it."""
    if asker.role is Role.UNIT:
        return []
    return [
        select(func.count())
        .select_from(Project)
        .where(*_mine(asker), watched(watch, now))
        .correlate(None)
        .scalar_subquery()
        for watch in COUNTED
    ]


def _by_watch(row: Sequence[Any]) -> Mapping[Watch, int]:
    return dict(zip(COUNTED, row, strict=False))


def _read(asker: Asker) -> tuple[Any, ...]:
    return (
        Project.code,
        Project.name,
        Project.stage,
        Project.next_step,
        Project.next_on,
        Project.yellow_on,
        visible_reason(Project.yellow_reason, asker).label("yellow_reason"),
        Project.yellow_since,
        Project.red_on,
        visible_reason(Project.red_reason, asker).label("red_reason"),
        Project.red_since,
        Project.stage_since,
        Project.last_followed_on,
        Owner.name.label("owner"),
        known_from_print().label("is_printed"),
    )
