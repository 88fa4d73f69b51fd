"""The cards of a chain's map, made ready so that the template only writes."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple
from urllib.parse import urlencode

from flask import url_for

from tracker.domain.chain.gaps import Load
from tracker.domain.chain.quantities import spoken
from tracker.domain.words import Colour, Segment, Stage
from tracker.queries.chain_map.chain_map import ChainMap, MappedLink
from tracker.queries.project_list.filter import ProjectFilter
from tracker.web.rendering import short_sum

STAGES = tuple(((None, stage), stage.value, stage.label) for stage in Stage)
LIGHTS = tuple((colour.value, f"{colour.shape} {colour.label}") for colour in Colour)
"""Looked up once, for a map has hundreds of them."""

DOTS, NAMES = 6, 3
"""How many dots of each kind are drawn, and how many names are written, before a number stands."""


class Chip(NamedTuple):
    """A stage or a light: what it is called, how many projects it has, and the ledger of these."""

    value: str
    label: str
    projects: int
    more: str
    href: str


@dataclass(frozen=True, slots=True)
class Card:
    """One link as it is drawn; `href` is the ledger with the filter, `page` the link's own."""

    id: int
    name: str
    products: str
    in_use: bool
    href: str
    page: str
    firms: Sequence[tuple[str, bool]]
    firms_left: int
    loads: str
    targets: str
    targets_left: int
    projects: int
    sum_words: str
    chips: Sequence[Chip]
    lamps: Sequence[Chip]
    gaps: Sequence[str]
    feeds: str
    fed_by: str
    dots: tuple[str, str]
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
    return bool(link.firms or link.count.cells)


class _Drawer:
    """Knows the chain, and the ledger's address with everything but the link asked for."""

    def __init__(self, chain: ChainMap, asked: ProjectFilter) -> None:
        self.names = {link.id: link.name for link in chain.links}
        self.pages = url_for("chains.link", slug=chain.slug, link_id=0).removesuffix("0")
        self.asked = _ledger(asked)
        self.unstaged = _ledger(replace(asked, stage=()))
        self.unlit = _ledger(replace(asked, light=None))

    def card(self, link: MappedLink) -> Card:
        firms, targets, cells = len(link.firms), len(link.targets), link.count.cells.values()
        projects = sum(total.projects for total in cells)
        return Card(
            link.id,
            self.names[link.id],
            link.products,
            link.in_use,
            href=f"{self.asked}{link.id}",
            page=f"{self.pages}{link.id}",
            firms=[(one.firm, one.is_leader) for one in link.firms[:NAMES]],
            firms_left=firms if firms > NAMES else 0,
            loads=_loads(link),
            targets="、".join(one.firm for one in link.targets[:NAMES]),
            targets_left=targets if targets > NAMES else 0,
            projects=projects,
            sum_words=sum_words(sum(total.sum_yuan for total in cells)) or "金额未报",
            chips=self._chips(link),
            lamps=self._lamps(link),
            gaps=[gap.said for gap in link.gaps],
            feeds="、".join(self.names[one] for one in link.feeds if one in self.names),
            fed_by="、".join(self.names[one] for one in link.fed_by if one in self.names),
            dots=("●" * min(firms, DOTS), "○" * min(projects, DOTS)),
            dots_said=f"企业 {firms} 家，项目 {projects} 个",
        )

    def _chips(self, link: MappedLink) -> list[Chip]:
        cells, start = link.count.cells, f"{self.unstaged}{link.id}&stage="
        return [
            Chip(
                value, label, cells[place].projects, sum_words(cells[place].sum_yuan), start + value
            )
            for place, value, label in STAGES
            if place in cells
        ]

    def _lamps(self, link: MappedLink) -> list[Chip]:
        """Red, yellow and green, as far as there are any."""
        count, start = link.count, f"{self.unlit}{link.id}&light="
        counts = (count.red, count.yellow, count.green)
        return [
            Chip(value, label, number, "", start + value)
            for (value, label), number in zip(LIGHTS, counts, strict=True)
            if number > 0
        ]


def _ledger(asked: ProjectFilter) -> str:
    """The ledger's address for an attribute, up to the number of the link."""
    args = urlencode(asked.to_args(link=None, chain=""))
    return f"{url_for('ledger.show')}?{args}{'&' if args else ''}link="


def _loads(link: MappedLink) -> str:
    words = [f"产能 {load_words(load)}" for load in link.capacity.values()]
    return "，".join(words + [f"需求 {load_words(load)}" for load in link.demand.values()])


def sum_words(yuan: int) -> str:
    """1.80 亿; nothing where no sum is told."""
    return short_sum(yuan) if yuan else ""


def load_words(load: Load) -> str:
    """83 万吨（2017 年）"""
    return f"{spoken(load.quantity, load.unit)}（{load.years}）"
