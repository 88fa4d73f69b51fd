"""The map of a chain: who stands on each link, which projects, what it makes, feeds and lacks.

Read as Core rows in a constant number of queries, however many links, firms and
projects there are; counts and gaps are those of the projects that a person sees.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy.orm import Session

from tracker.domain.chain.gaps import Gap, Ground, Load, StatedQuantity, gaps_of, largest, loads_of
from tracker.domain.chain.link_facts import CapacityKind
from tracker.domain.people.user import Actor
from tracker.domain.targeting import TargetState
from tracker.domain.words import Segment, Stage
from tracker.queries.chain_map.link_counts import NOTHING, Counted, counts_of, read_counts
from tracker.queries.chain_map.map_rows import Found, Rows, read_rows, rows_of
from tracker.queries.project_list.counts import Count, Total
from tracker.queries.project_list.filter import ProjectFilter

DEMAND = "需求"
IN_LINE = frozenset(Stage.line())
SIGNED = frozenset(stage for stage in Stage if stage.is_signed)


@dataclass(frozen=True, slots=True)
class FirmOnLink:
    """A firm on a link. `is_leader`: it leads the chain (链主)."""

    id: int
    firm_id: int
    firm: str
    does: str
    source: str
    since: date
    is_leader: bool


@dataclass(frozen=True, slots=True)
class Wanted:
    """A firm that is being won for a link."""

    id: int
    firm: str
    state: TargetState


@dataclass(frozen=True, slots=True)
class MappedLink:
    """One link as it is shown; `count` is of the filter, gaps are of all that a person sees."""

    id: int
    name: str
    segment: Segment
    products: str
    words: str
    source: str
    position: int
    in_use: bool
    firms: tuple[FirmOnLink, ...]
    capacity: Mapping[str, Load]
    demand: Mapping[str, Load]
    targets: tuple[Wanted, ...]
    count: Count
    feeds: tuple[int, ...]
    fed_by: tuple[int, ...]
    gaps: tuple[Gap, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class ChainMap:
    """A chain with its links in order; `count` is of all of them together."""

    id: int
    slug: str
    name: str
    source: str
    in_use: bool
    version: int
    leader_id: int | None
    leader: str
    links: tuple[MappedLink, ...]
    count: Count

    def of(self, segment: Segment) -> list[MappedLink]:
        return [link for link in self.links if link.segment is segment]

    def link(self, link_id: int) -> MappedLink | None:
        return next((link for link in self.links if link.id == link_id), None)

    def named(self, ids: Sequence[int]) -> list[MappedLink]:
        """The links of these numbers, in the chain's order."""
        return [link for link in self.links if link.id in ids]

    @property
    def in_use_links(self) -> list[MappedLink]:
        return [link for link in self.links if link.in_use]

    @property
    def firms(self) -> int:
        """How many firms stand on it, each once."""
        return len({one.firm_id for link in self.links for one in link.firms})

    @property
    def lacking(self) -> list[MappedLink]:
        """The links that lack anything."""
        return [link for link in self.links if link.gaps]


def read_map(
    session: Session, slug: str, asked: ProjectFilter, actor: Actor, today: date
) -> ChainMap | None:
    """The chain of that slug, its projects counted by the filter; None where there is none."""
    found, wanted = read_rows(session, actor, slug), replace(asked, chain=slug)
    if not found[0].rows:
        return None
    counts = read_counts(wanted, session, actor, today)
    whole = counts
    if wanted.on_page_one != ProjectFilter(chain=slug):
        whole = read_counts(ProjectFilter(chain=slug), session, actor, today, lights=False)
    return _maps_of(found, counts, whole)[0]


def read_maps(session: Session, actor: Actor, today: date) -> tuple[ChainMap, ...]:
    """Every chain in order, with all of its projects that this person sees, without lights."""
    found = read_rows(session, actor)
    counts = read_counts(ProjectFilter(), session, actor, today, lights=False)
    return _maps_of(found, counts, counts)


@lru_cache(maxsize=8)
def _maps_of(found: Found, read: Counted, read_whole: Counted) -> tuple[ChainMap, ...]:
    """The same rows make the same maps, which are kept: many look at what few change."""
    rows, counts, whole = rows_of(found), counts_of(read), counts_of(read_whole)
    return tuple(_Mapper(chain, rows, counts, whole).map() for chain in rows.chains)


class _Mapper:
    """One chain's rows, put together link by link.

    `whole` are the counts of all its projects, by which gaps are judged.
    """

    def __init__(
        self, chain: Any, rows: Rows, counts: Mapping[int, Count], whole: Mapping[int, Count]
    ) -> None:
        self.chain, self.rows, self.counts, self.whole = chain, rows, counts, whole
        self.links = rows.links[chain.chain_id]
        self.made = {
            row.id: loads_of(row.name, self._told(row, is_made=True)) for row in self.links
        }
        self.sent = {row.id: self.made[row.id] for row in self.links if row.in_use}

    def map(self) -> ChainMap:
        one, links = self.chain, tuple(self._link(row) for row in self.links)
        return ChainMap(
            one.chain_id,
            one.slug,
            one.chain,
            one.chain_source,
            one.chain_in_use,
            one.version,
            one.leader_firm_id,
            one.leader or "",
            links,
            _together([one.count for one in links]),
        )

    def _link(self, row: Any) -> MappedLink:
        rows, demand = self.rows, loads_of(DEMAND, self._told(row, is_made=False))
        return MappedLink(
            row.id,
            row.name,
            row.segment,
            row.products,
            row.words,
            row.source,
            row.position,
            row.in_use,
            firms=tuple(
                FirmOnLink(
                    one.id,
                    one.firm_id,
                    one.firm,
                    one.does,
                    one.source,
                    one.on,
                    is_leader=one.firm_id == self.chain.leader_firm_id,
                )
                for one in rows.firms[row.id]
            ),
            capacity=self.made[row.id],
            demand=demand,
            targets=tuple(Wanted(one.id, one.firm, one.state) for one in rows.targets[row.id]),
            count=self.counts.get(row.id, NOTHING),
            feeds=tuple(rows.feeds[row.id]),
            fed_by=tuple(rows.fed_by[row.id]),
            gaps=self._gaps(row, demand) if row.in_use else (),
        )

    def _gaps(self, row: Any, demand: Mapping[str, Load]) -> tuple[Gap, ...]:
        cells = self.whole.get(row.id, NOTHING).cells
        places = {stage: total.projects for (_, stage), total in cells.items()}
        feeders = [self.sent[one] for one in self.rows.fed_by[row.id] if one in self.sent]
        ground = Ground(
            row.name,
            firms=len(self.rows.firms[row.id]),
            in_line=sum(places[stage] for stage in places.keys() & IN_LINE),
            signed=sum(places[stage] for stage in places.keys() & SIGNED),
            capacity=self.made[row.id],
            demand=demand,
            sent=largest(load for loads in feeders for load in loads.values()),
        )
        return gaps_of(ground)

    def _told(self, row: Any, *, is_made: bool) -> list[StatedQuantity]:
        """The quantities of what the link makes, or of what is needed of it."""
        told = self.rows.told[row.id]
        return [one for kind, one in told if (kind is CapacityKind.CAPACITY) is is_made]


def _together(counts: Sequence[Count]) -> Count:
    cells: dict[tuple[Any, Stage], Total] = {}
    for count in counts:
        for place, total in count.cells.items():
            cells[place] = cells[place] + total if place in cells else total
    lights = zip(*((count.red, count.yellow, count.untold) for count in counts), strict=True)
    return Count(cells, *map(sum, lights)) if counts else NOTHING
