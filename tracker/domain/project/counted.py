"""Counted: how many projects, how much money and which lights a filter finds.

Counts come from the kept tally where it can answer, share by share of what a person sees.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, case, func, literal, null, select, union_all
from sqlalchemy.orm import Session

from tracker.domain.chain import ChainLink
from tracker.domain.kept import kept
from tracker.domain.permissions import EVERYTHING, Share, visible_shares
from tracker.domain.project import Project
from tracker.domain.project.filter import ProjectFilter, lit
from tracker.domain.project.lit import UNLIT
from tracker.domain.project.tallied import Tally
from tracker.domain.user import Actor
from tracker.domain.words import Colour, Stage, Word


class Lanes(Word):
    """By what a board is cut into lanes."""

    SEGMENT = "segment", "按上中下游"
    DEPARTMENT = "department", "按跟踪单位"


class Total(NamedTuple):
    """How many projects and how much money; a tuple, for a map makes hundreds of them."""

    projects: int = 0
    sum_yuan: int = 0

    def __add__(self, other: "Total") -> "Total":  # type: ignore[override]
        return Total(self.projects + other.projects, self.sum_yuan + other.sum_yuan)


@dataclass(frozen=True, slots=True)
class Count:
    """What was counted: totals by lane and stage, and the projects that are red and yellow.

    A lane is a department's number or a segment's value (None: outside the chains);
    without lanes every cell's lane is None.
    """

    cells: dict[tuple[Any, Stage], Total]
    red: int
    yellow: int

    @property
    def total(self) -> Total:
        return sum(self.cells.values(), Total())

    @property
    def by_stage(self) -> dict[Stage, Total]:
        return self._by(1)

    @property
    def by_lane(self) -> dict[Any, Total]:
        return self._by(0)

    @property
    def green(self) -> int:
        """All that have a light at all, but the red and the yellow."""
        watched = sum(
            total.projects for stage, total in self.by_stage.items() if stage not in UNLIT
        )
        return watched - self.red - self.yellow

    def _by(self, place: int) -> dict[Any, Total]:
        found: dict[Any, Total] = defaultdict(Total)
        for key, total in self.cells.items():
            found[key[place]] += total
        return dict(found)


def count(
    asked: ProjectFilter, session: Session, actor: Actor, today: date, lanes: Lanes | None = None
) -> Count:
    """Count what the filter finds among what this person sees, in one query or two."""
    dialect = session.get_bind().dialect.name
    bare = asked.on_page_one
    cells: dict[tuple[Any, Stage], Total] = defaultdict(Total)
    red = yellow = 0
    for lane, stage, projects, total, reds, yellows in _counting(
        bare, actor, today, dialect, lanes
    ).rows(session):
        if projects:
            cells[lane, Stage(stage)] += Total(int(projects), int(total or 0))
            red, yellow = red + int(reds or 0), yellow + int(yellows or 0)
    if bare.is_tallied:
        lights = {Colour.RED.value: 0, Colour.YELLOW.value: 0}
        for colour, projects in _lighting(bare, actor, today, dialect).rows(session):
            lights[colour] += projects
        red, yellow = lights.values()
    return Count(dict(cells), red, yellow)


@kept(64)
def _counting(
    asked: ProjectFilter, actor: Actor, today: date, dialect: str, lanes: Lanes | None
) -> Any:
    wanted = asked.wanted(today, dialect)
    return _together(
        _from_tally(asked, share, lanes)
        if asked.is_tallied and share.department_id is not None
        else _from_projects([share.condition, *wanted], today, lanes)
        for share in visible_shares(actor)
    )


def _from_tally(asked: ProjectFilter, share: Share, lanes: Lanes | None) -> Select[Any]:
    wanted = asked.placed_at(Tally)
    if share.department_id is not EVERYTHING:
        wanted.append(Tally.owner_department_id == share.department_id)
    sums = func.sum(Tally.projects), func.sum(Tally.sum_yuan), literal(0), literal(0)
    return _grouped(Tally, wanted, sums, lanes)


def _from_projects(
    wanted: list[ColumnElement[bool]], today: date, lanes: Lanes | None
) -> Select[Any]:
    lights = (
        func.sum(case((lit(colour, today), 1), else_=0)) for colour in (Colour.RED, Colour.YELLOW)
    )
    return _grouped(Project, wanted, (func.count(), func.sum(Project.amount_yuan), *lights), lanes)


def _grouped(
    on: Any, wanted: list[ColumnElement[bool]], sums: tuple[Any, ...], lanes: Lanes | None
) -> Select[Any]:
    lane: Any = null()
    if lanes:
        lane = ChainLink.segment if lanes is Lanes.SEGMENT else on.owner_department_id
    counting = select(lane.label("lane"), on.stage.label("stage"), *sums).select_from(on)
    if lanes is Lanes.SEGMENT:
        counting = counting.outerjoin(ChainLink, ChainLink.id == on.chain_link_id)
    grouped = counting.where(*wanted).group_by(on.stage)
    return grouped.group_by(lane) if lanes else grouped


@kept(32)
def _lighting(asked: ProjectFilter, actor: Actor, today: date, dialect: str) -> Any:
    """Each colour counted by itself, for that reads a stretch of an index and nothing else."""
    return _together(
        select(literal(colour.value), func.count())
        .select_from(Project)
        .where(share.condition, *asked.wanted(today, dialect), lit(colour, today))
        for share in visible_shares(actor)
        for colour in (Colour.RED, Colour.YELLOW)
    )


def _together(parts: Iterable[Select[Any]]) -> Any:
    first, *others = parts
    return union_all(first, *others) if others else first
