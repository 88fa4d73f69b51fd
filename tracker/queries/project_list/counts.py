"""How many projects, how much money and which lights a filter finds.

Counts come from the kept tally where it can answer, share by share of what a person sees.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, case, func, literal, null, select, union_all
from sqlalchemy.orm import Session

from tracker.domain.chain import ChainLink
from tracker.domain.people.asker import Asker
from tracker.domain.people.user import Actor
from tracker.domain.permissions import visible_shares
from tracker.domain.project import Project
from tracker.domain.project.light_rules import UNLIT
from tracker.domain.project.tallies import Tally
from tracker.domain.statement_cache import kept
from tracker.domain.words import Colour, Stage
from tracker.queries.project_list.filter import ProjectFilter
from tracker.queries.project_list.shown_light import lit, untold
from tracker.word import Word

LIGHTS: dict[str, Callable[[date], ColumnElement[bool]]] = {
    "red": partial(lit, Colour.RED),
    "yellow": partial(lit, Colour.YELLOW),
    "untold": untold,
}
"""The lights of a Count, each with its condition."""


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
    without lanes every cell's lane is None. `untold` are those that would be green,
    were they not known from print alone.
    """

    cells: dict[tuple[Any, Stage], Total]
    red: int
    yellow: int
    untold: int = 0

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
        """All that have a light at all, but the red, the yellow and the untold."""
        cells = self.cells.items()
        watched = sum(total.projects for (_, stage), total in cells if stage not in UNLIT)
        return watched - self.red - self.yellow - self.untold

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
    lights = dict.fromkeys(LIGHTS, 0)
    for lane, stage, projects, total, *lit_ones in _counting(
        bare, actor.asker, today, dialect, lanes
    ).rows(session):
        if projects:
            cells[lane, Stage(stage)] += Total(int(projects), int(total or 0))
            for light, found in zip(LIGHTS, lit_ones, strict=True):
                lights[light] += int(found or 0)
    if bare.is_tallied:
        lights = dict.fromkeys(LIGHTS, 0)
        for light, found in _lighting(bare, actor.asker, today, dialect).rows(session):
            lights[light] += found
    return Count(dict(cells), *lights.values())


@kept(64)
def _counting(
    asked: ProjectFilter, asker: Asker, today: date, dialect: str, lanes: Lanes | None
) -> Any:
    wanted = asked.wanted(today, dialect)
    return _together(
        _from_tally([share.on_tally, *asked.placed_at(Tally)], lanes)
        if asked.is_tallied and share.on_tally is not None
        else _from_projects([share.condition, *wanted], today, lanes)
        for share in visible_shares(asker)
    )


def _from_tally(wanted: list[ColumnElement[bool]], lanes: Lanes | None) -> Select[Any]:
    sums = func.sum(Tally.projects), func.sum(Tally.sum_yuan), *(literal(0) for _ in LIGHTS)
    return _grouped(Tally, wanted, sums, lanes)


def _from_projects(
    wanted: list[ColumnElement[bool]], today: date, lanes: Lanes | None
) -> Select[Any]:
    lights = (func.sum(case((holds(today), 1), else_=0)) for holds in LIGHTS.values())
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
def _lighting(asked: ProjectFilter, asker: Asker, today: date, dialect: str) -> Any:
    """Each colour counted by itself, for that reads a stretch of an index and nothing else."""
    return _together(
        select(literal(light), func.count())
        .select_from(Project)
        .where(share.condition, *asked.wanted(today, dialect), holds(today))
        for share in visible_shares(asker)
        for light, holds in LIGHTS.items()
    )


def _together(parts: Iterable[Select[Any]]) -> Any:
    first, *others = parts
    return union_all(first, *others) if others else first
