"""How many projects stand on each link, in which stages and lights, with what sum.

Counts come from the kept tally where it can answer, share by share of what a person
sees; lights are read from stretches of the links' own index.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    String,
    case,
    func,
    literal,
    select,
    type_coerce,
    union_all,
)
from sqlalchemy.orm import Session

from tracker.domain.people.asker import Asker
from tracker.domain.people.user import Actor
from tracker.domain.permissions import visible_shares
from tracker.domain.project import Project
from tracker.domain.project.tallies import NO_LINK, Tally
from tracker.domain.statement_cache import kept
from tracker.domain.words import Colour, Stage
from tracker.queries.chain_map.map_rows import ComparableRows
from tracker.queries.project_list.counts import LIGHTS, Count, Total
from tracker.queries.project_list.filter import ProjectFilter
from tracker.queries.project_list.shown_light import lit, untold

NOTHING = Count({}, 0, 0, 0)
PLACES = {stage.value: (None, stage) for stage in Stage}
"""Where a stage is counted, by what the database says: hundreds of rows are read so."""


RED, YELLOW, UNTOLD = 0, 1, 2
"""Where a light's number stands; what is counted as YELLOW by an index holds the red ones too."""

Counted = tuple[ComparableRows, ComparableRows]
"""Rows of (link, stage, projects, sum, red, yellow, untold) and of (link, light, projects)."""


def read_counts(
    asked: ProjectFilter, session: Session, actor: Actor, today: date, *, lights: bool = True
) -> Counted:
    """What the filter finds on each link among what this person sees, in one query or two.

    Where nobody looks at the lights they are not asked for, and 0.
    """
    dialect, bare = session.get_bind().dialect.name, asked.on_page_one
    counted = _counting(bare, actor.asker, today, dialect).rows(session)
    lighting = _lighting(bare, actor.asker, today, dialect)
    is_asked = bare.is_tallied and lights and lighting.statement is not None
    lit_ones = lighting.rows(session) if is_asked else ()
    return ComparableRows(counted), ComparableRows(lit_ones)


def counts_of(read: Counted) -> dict[int, Count]:
    """The same by link; a stage that two shares have is added up."""
    cells: dict[int, dict[tuple[Any, Stage], Total]] = defaultdict(dict)
    shown: dict[int, list[int]] = defaultdict(lambda: [0, 0, 0])
    counted, lit_ones = read
    for link, stage, projects, total, *lights in counted.plain:
        if projects:
            place, own = PLACES[stage], cells[link]
            found = Total(int(projects), int(total or 0))
            own[place] = own[place] + found if place in own else found
            for light, number in enumerate(lights):
                shown[link][light] += int(number or 0)
    for link, colour, projects in lit_ones.plain:
        shown[link][colour] += projects
        if colour == RED:
            shown[link][YELLOW] -= projects
    return {link: Count(found, *shown[link]) for link, found in cells.items()}


@kept(64)
def _counting(asked: ProjectFilter, asker: Asker, today: date, dialect: str) -> Any:
    wanted = asked.wanted(today, dialect)
    return _together(
        _from_tally([share.on_tally, *asked.placed_at(Tally)])
        if asked.is_tallied and share.on_tally is not None
        else _from_projects([share.condition, *wanted], today)
        for share in visible_shares(asker)
    )


def _from_tally(wanted: list[ColumnElement[bool]]) -> Select[Any]:
    return (
        select(
            Tally.chain_link_id,
            _plain(Tally.stage),
            func.sum(Tally.projects),
            func.sum(Tally.sum_yuan),
            *(literal(0) for _ in LIGHTS),
        )
        .where(Tally.chain_link_id != NO_LINK, *wanted)
        .group_by(Tally.chain_link_id, Tally.stage)
    )


def _from_projects(wanted: list[ColumnElement[bool]], today: date) -> Select[Any]:
    lights = (func.sum(case((holds(today), 1), else_=0)) for holds in LIGHTS.values())
    return (
        select(
            Project.chain_link_id,
            _plain(Project.stage),
            func.count(),
            func.sum(Project.amount_yuan),
            *lights,
        )
        .where(Project.chain_link_id.is_not(None), *wanted)
        .group_by(Project.chain_link_id, Project.stage)
    )


@kept(32)
def _lighting(asked: ProjectFilter, asker: Asker, today: date, dialect: str) -> Any:
    """Rows of (link, RED, YELLOW or UNTOLD, how many) for what the tally has counted.

    What shows red has turned yellow before: both are of one stretch of an index, and
    the red ones are counted in either.
    """
    lit_up = Project.yellow_on <= today
    stretches: tuple[tuple[int, list[ColumnElement[bool]]], ...] = (
        (RED, [lit_up, lit(Colour.RED, today)]),
        (YELLOW, [lit_up]),
        (UNTOLD, [untold(today)]),
    )
    parts = [
        select(Project.chain_link_id, literal(place), func.count())
        .where(share.condition, *_on_links(asked, today, dialect), *stretch)
        .group_by(Project.chain_link_id)
        for share in visible_shares(asker)
        if share.on_tally is not None
        for place, stretch in stretches
    ]
    return _together(parts) if parts else None


def _on_links(asked: ProjectFilter, today: date, dialect: str) -> list[ColumnElement[bool]]:
    """The filter's conditions; without a chain in it, those of any link."""
    wanted = asked.wanted(today, dialect)
    return wanted if asked.chain else [Project.chain_link_id.is_not(None), *wanted]


def _plain(stage: Any) -> Any:
    """The stored value, not made into a Stage row by row."""
    return type_coerce(stage, String)


def _together(parts: Iterable[Select[Any]]) -> Any:
    first, *others = parts
    return union_all(first, *others) if others else first
