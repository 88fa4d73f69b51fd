"""The cards of a chain's map, made ready so that the template only writes."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple
from urllib.parse import urlencode

from flask import url_for

from tracker.domain.chain.gaps import Gap, Load
from tracker.domain.chain.map import ChainMap, MappedLink, Stander, Wanted
from tracker.domain.chain.quantities import spoken
from tracker.domain.project.counted import Total
from tracker.domain.project.filter import ProjectFilter
from tracker.domain.project.lit import UNLIT
from tracker.domain.words import Colour, Segment, Stage

DOTS, NAMES = 6, 3
"""How many dots of each kind are drawn, and how many names are written, before a number stands."""


class Chip(NamedTuple):
    """A stage with its count and sum, and the ledger of just these."""

    stage: Stage
    total: Total
    href: str


class Lamp(NamedTuple):
    """A colour with its count, and the ledger of just these."""

    colour: Colour
    projects: int
    href: str


@dataclass(frozen=True, slots=True)
class Card:
    """One link as it is drawn; `href` is the ledger with the filter, `more` the link's page."""

    id: int
    name: str
    products: str
    in_use: bool
    href: str
    more: str
    firms: Sequence[Stander]
    firms_left: int
    loads: Sequence[str]
    targets: Sequence[Wanted]
    targets_left: int
    total: Total
    chips: Sequence[Chip]
    lamps: Sequence[Lamp]
    gaps: Sequence[Gap]
    feeds: Sequence[str]
    fed_by: Sequence[str]
    dots: tuple[int, int]
    dots_said: str


@dataclass(frozen=True, slots=True)
class Column:
    """The cards of one segment, from top to bottom."""

    segment: Segment
    cards: Sequence[Card]


def columns_of(chain: ChainMap, asked: ProjectFilter, *, keeps: bool) -> list[Column]:
    """The three columns; a link out of use is shown while something stands on it, or to keepers."""
    shown = [link for link in chain.links if keeps or link.in_use or _is_trodden(link)]
    draw = _Drawer(chain, asked)
    return [
        Column(segment, [draw.card(link) for link in shown if link.segment is segment])
        for segment in Segment
    ]


def _is_trodden(link: MappedLink) -> bool:
    return bool(link.firms or link.count.total.projects)


class _Drawer:
    """Knows the chain, and the ledger's address with everything but the link asked for."""

    def __init__(self, chain: ChainMap, asked: ProjectFilter) -> None:
        self.names = {link.id: link.name for link in chain.links}
        self.pages = url_for("chains.link", slug=chain.slug, link_id=0).removesuffix("0")
        self.path = url_for("ledger.show")
        self.asked = urlencode(asked.to_args(link=None, chain=""))
        self.unstaged = urlencode(asked.to_args(link=None, chain="", stage=()))
        self.unlit = urlencode(asked.to_args(link=None, chain="", light=None))

    def card(self, link: MappedLink) -> Card:
        projects = link.count.total.projects
        return Card(
            link.id, link.name, link.products, link.in_use,
            href=self._ledger(self.asked, link), more=f"{self.pages}{link.id}",
            firms=link.firms[:NAMES], firms_left=max(len(link.firms) - NAMES, 0),
            loads=[*map(capacity_words, link.capacity.values()),
                   *map(demand_words, link.demand.values())],
            targets=link.targets[:NAMES], targets_left=max(len(link.targets) - NAMES, 0),
            total=link.count.total, chips=self._chips(link), lamps=self._lamps(link),
            gaps=link.gaps,
            feeds=[self.names[one] for one in link.feeds if one in self.names],
            fed_by=[self.names[one] for one in link.fed_by if one in self.names],
            dots=(min(len(link.firms), DOTS), min(projects, DOTS)),
            dots_said=f"企业 {len(link.firms)} 家，项目 {projects} 个",
        )  # fmt: skip

    def _chips(self, link: MappedLink) -> list[Chip]:
        totals = link.count.by_stage
        return [
            Chip(stage, totals[stage], self._ledger(self.unstaged, link, stage=stage.value))
            for stage in Stage
            if stage in totals
        ]

    def _lamps(self, link: MappedLink) -> list[Lamp]:
        """Red, yellow and green, as far as there are any."""
        if not any(stage not in UNLIT for stage in link.count.by_stage):
            return []
        counts = {Colour.RED: link.count.red, Colour.YELLOW: link.count.yellow,
                  Colour.GREEN: link.count.green}  # fmt: skip
        return [
            Lamp(colour, count, self._ledger(self.unlit, link, light=colour.value))
            for colour, count in counts.items()
            if count
        ]

    def _ledger(self, asked: str, link: MappedLink, **more: Any) -> str:
        own = "&".join(f"{name}={value}" for name, value in {"link": link.id, **more}.items())
        return f"{self.path}?{asked}&{own}" if asked else f"{self.path}?{own}"


def capacity_words(load: Load) -> str:
    """产能 83 万吨（2017 年）"""
    return f"产能 {spoken(load.quantity, load.unit)}（{load.years}）"


def demand_words(load: Load) -> str:
    """需求 8 万只（2026 年）"""
    return f"需求 {spoken(load.quantity, load.unit)}（{load.years}）"
