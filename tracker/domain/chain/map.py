"""The map of a chain: who stands on each link, which projects, what it makes, feeds and lacks.

Read as Core rows in a constant number of queries, however many links, firms and
projects there are; counts and gaps are those of the projects that a person sees.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from tracker.domain.chain.capacity import CapacityKind
from tracker.domain.chain.counted import NOTHING, count_by_link
from tracker.domain.chain.gaps import Gap, Ground, Load, Told, gaps_of, largest, loads_of
from tracker.domain.chain.mapped import Rows, read_rows
from tracker.domain.project.counted import Count, Total
from tracker.domain.project.filter import ProjectFilter
from tracker.domain.target import TargetState
from tracker.domain.user import Actor
from tracker.domain.words import Segment, Stage

DEMAND = "需求"


@dataclass(frozen=True, slots=True)
class Stander:
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
    firms: tuple[Stander, ...]
    capacities: tuple[Told, ...]
    demands: tuple[Told, ...]
    targets: tuple[Wanted, ...]
    count: Count
    feeds: tuple[int, ...]
    fed_by: tuple[int, ...]
    gaps: tuple[Gap, ...] = ()

    @property
    def capacity(self) -> dict[str, Load]:
        return loads_of(self.name, self.capacities)

    @property
    def demand(self) -> dict[str, Load]:
        return loads_of(DEMAND, self.demands)


@dataclass(frozen=True, slots=True)
class ChainMap:
    """A chain with its links in order."""

    id: int
    slug: str
    name: str
    source: str
    in_use: bool
    version: int
    leader_id: int | None
    leader: str
    links: tuple[MappedLink, ...]

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
    def count(self) -> Count:
        cells: dict[tuple[Any, Stage], Total] = defaultdict(Total)
        for link in self.links:
            for key, total in link.count.cells.items():
                cells[key] += total
        red = sum(link.count.red for link in self.links)
        return Count(dict(cells), red, sum(link.count.yellow for link in self.links))

    @property
    def lacking(self) -> list[MappedLink]:
        """The links that lack anything."""
        return [link for link in self.links if link.gaps]


def read_map(
    session: Session, slug: str, asked: ProjectFilter, actor: Actor, today: date
) -> ChainMap | None:
    """The chain of that slug, its projects counted by the filter; None where there is none."""
    rows = read_rows(session, actor, slug)
    if not rows.chains:
        return None
    wanted = replace(asked, chain=slug)
    counts = count_by_link(wanted, session, actor, today)
    whole = counts
    if wanted.on_page_one != ProjectFilter(chain=slug):
        whole = count_by_link(ProjectFilter(chain=slug), session, actor, today, lights=False)
    return _map_of(rows.chains[0], rows, counts, whole)


def read_maps(session: Session, actor: Actor, today: date) -> list[ChainMap]:
    """Every chain in order, with all of its projects that this person sees, without lights."""
    rows = read_rows(session, actor)
    counts = count_by_link(ProjectFilter(), session, actor, today, lights=False)
    return [_map_of(chain, rows, counts, counts) for chain in rows.chains]


def _map_of(
    chain: Any, rows: Rows, counts: Mapping[int, Count], whole: Mapping[int, Count]
) -> ChainMap:
    links = {row.id: _link_of(row, chain, rows, counts) for row in rows.links[chain.chain_id]}
    judged = tuple(
        replace(link, gaps=gaps_of(_ground_of(link, links, whole.get(link.id, NOTHING))))
        if link.in_use else link
        for link in links.values()
    )  # fmt: skip
    return ChainMap(
        chain.chain_id, chain.slug, chain.chain, chain.chain_source, chain.chain_in_use,
        chain.version, chain.leader_firm_id, chain.leader or "", judged,
    )  # fmt: skip


def _link_of(row: Any, chain: Any, rows: Rows, counts: Mapping[int, Count]) -> MappedLink:
    told = rows.told[row.id]
    return MappedLink(
        row.id, row.name, row.segment, row.products, row.words, row.source, row.position,
        row.in_use,
        firms=tuple(
            Stander(
                one.id, one.firm_id, one.firm, one.does, one.source, one.on,
                is_leader=one.firm_id == chain.leader_firm_id,
            )
            for one in rows.firms[row.id]
        ),
        capacities=tuple(one for kind, one in told if kind is CapacityKind.CAPACITY),
        demands=tuple(one for kind, one in told if kind is CapacityKind.DEMAND),
        targets=tuple(Wanted(one.id, one.firm, one.state) for one in rows.targets[row.id]),
        count=counts.get(row.id, NOTHING),
        feeds=tuple(rows.feeds[row.id]), fed_by=tuple(rows.fed_by[row.id]),
    )  # fmt: skip


def _ground_of(link: MappedLink, links: Mapping[int, MappedLink], count: Count) -> Ground:
    in_line = {stage: total.projects for stage, total in count.by_stage.items()
               if not stage.is_exit}  # fmt: skip
    feeders = [links[one] for one in link.fed_by if one in links and links[one].in_use]
    return Ground(
        link.name,
        firms=len(link.firms),
        in_line=sum(in_line.values()),
        signed=sum(number for stage, number in in_line.items() if stage.is_signed),
        capacity=link.capacity,
        demand=link.demand,
        sent=largest(load for one in feeders for load in one.capacity.values()),
    )
