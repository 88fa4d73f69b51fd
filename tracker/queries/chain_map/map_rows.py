"""The rows that a chain's map is made of: links, feeds, firms, quantities and targets."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, select, true
from sqlalchemy.orm import Session, aliased

from tracker.domain.chain import Chain, ChainLink, link_feed
from tracker.domain.chain.gaps import StatedQuantity
from tracker.domain.chain.link_facts import Capacity, CapacityKind, LinkFirm
from tracker.domain.firm import Firm
from tracker.domain.people.asker import Asker
from tracker.domain.people.user import Actor
from tracker.domain.statement_cache import KeptStatement, kept
from tracker.domain.targeting import Target
from tracker.domain.targeting.target_states import COURTED
from tracker.domain.targeting.visible_targets import visible_targets

Leader = aliased(Firm)


class ComparableRows:
    """Rows as they were read: the same as others whose values are, column by column.

    Hundreds are compared at each look at a map. Plain tuples do that in a fifth of the time
    that SQLAlchemy's rows take.
    """

    __slots__ = ("plain", "rows")

    def __init__(self, rows: Iterable[Any]) -> None:
        self.rows = tuple(rows)
        self.plain = tuple(map(tuple, self.rows))

    def __hash__(self) -> int:
        return hash(self.plain)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, ComparableRows) and self.plain == other.plain


Found = tuple[ComparableRows, ...]
"""Rows of links, of firms, of quantities, of feeds and of targets."""


def _lists() -> dict[int, list[Any]]:
    return defaultdict(list)


@dataclass(frozen=True, slots=True)
class Rows:
    """Chains in order, and by their ids what belongs to each chain (links) or link (the others)."""

    chains: Sequence[Any]
    links: dict[int, list[Any]] = field(default_factory=_lists)
    firms: dict[int, list[Any]] = field(default_factory=_lists)
    told: dict[int, list[tuple[CapacityKind, StatedQuantity]]] = field(default_factory=_lists)
    feeds: dict[int, list[int]] = field(default_factory=_lists)
    fed_by: dict[int, list[int]] = field(default_factory=_lists)
    targets: dict[int, list[Any]] = field(default_factory=_lists)


def read_rows(session: Session, actor: Actor, slug: str = "") -> Found:
    """Of the chain with that slug, or of every chain; five queries, and nothing that is void."""
    return tuple(
        ComparableRows(one.rows(session, slug=slug)) for one in _asking(bool(slug), actor.asker)
    )


def rows_of(found: Found) -> Rows:
    """What was read, put by chain and by link."""
    links, firms, told, feeds, targets = (read.rows for read in found)
    rows = Rows(list({row.chain_id: row for row in links}.values()))
    for row in links:
        if row.id is not None:
            rows.links[row.chain_id].append(row)
    placed: set[tuple[int, int]] = set()
    for row in firms:
        # Of two entries that were merged each may have stood there.
        if (place := (row.chain_link_id, row.firm_id)) not in placed:
            placed.add(place)
            rows.firms[row.chain_link_id].append(row)
    for link_id, kind, *columns in told:
        rows.told[link_id].append((kind, StatedQuantity(*columns)))
    for start, end in feeds:
        rows.feeds[start].append(end)
        rows.fed_by[end].append(start)
    for row in targets:
        rows.targets[row.chain_link_id].append(row)
    return rows


def _asking(is_one: bool, asker: Asker) -> tuple[KeptStatement, ...]:
    of_all = (_links(is_one), _firms(is_one), _told(is_one), _feeds(is_one))
    return *of_all, _targets(is_one, asker)


def _which(is_one: bool) -> ColumnElement[bool]:
    return Chain.slug == bindparam("slug") if is_one else true()


@kept(2)
def _links(is_one: bool) -> Select[Any]:
    """A row a link with its chain's columns; a chain without links has one row all the same."""
    return (
        select(
            Chain.id.label("chain_id"),
            Chain.slug,
            Chain.name.label("chain"),
            Chain.source.label("chain_source"),
            Chain.in_use.label("chain_in_use"),
            Chain.version,
            Chain.leader_firm_id,
            Leader.name.label("leader"),
            ChainLink.id,
            ChainLink.name,
            ChainLink.segment,
            ChainLink.products,
            ChainLink.words,
            ChainLink.source,
            ChainLink.position,
            ChainLink.in_use,
        )
        .outerjoin(ChainLink, ChainLink.chain_id == Chain.id)
        .outerjoin(Leader, Leader.id == Chain.leader_firm_id)
        .where(_which(is_one))
        .order_by(Chain.position, Chain.id, ChainLink.position, ChainLink.id)
    )


@kept(2)
def _firms(is_one: bool) -> Select[Any]:
    """The leader of the chain first, the others as they came."""
    return (
        select(
            LinkFirm.chain_link_id,
            LinkFirm.id,
            LinkFirm.firm_id,
            Firm.name.label("firm"),
            LinkFirm.does,
            LinkFirm.source,
            LinkFirm.on,
        )
        .join(Firm, Firm.id == LinkFirm.firm_id)
        .join(ChainLink, ChainLink.id == LinkFirm.chain_link_id)
        .join(Chain, Chain.id == ChainLink.chain_id)
        .where(_which(is_one), LinkFirm.voided_at.is_(None))
        .order_by((LinkFirm.firm_id == Chain.leader_firm_id).desc(), LinkFirm.id)
    )


@kept(2)
def _told(is_one: bool) -> Select[Any]:
    return (
        select(
            Capacity.chain_link_id,
            Capacity.kind,
            Capacity.id,
            Capacity.firm_id,
            Firm.name,
            Capacity.quantity,
            Capacity.unit,
            Capacity.product,
            Capacity.year,
            Capacity.source,
        )
        .outerjoin(Firm, Firm.id == Capacity.firm_id)
        .join(ChainLink, ChainLink.id == Capacity.chain_link_id)
        .join(Chain, Chain.id == ChainLink.chain_id)
        .where(_which(is_one), Capacity.voided_at.is_(None))
        .order_by(Capacity.year.desc(), Capacity.id)
    )


@kept(2)
def _feeds(is_one: bool) -> Select[Any]:
    fed = aliased(ChainLink)
    return (
        select(link_feed.c.from_link_id, link_feed.c.to_link_id)
        .join(ChainLink, ChainLink.id == link_feed.c.from_link_id)
        .join(fed, fed.id == link_feed.c.to_link_id)
        .join(Chain, Chain.id == ChainLink.chain_id)
        .where(_which(is_one))
        .order_by(ChainLink.position, fed.position)
    )


@kept(16)
def _targets(is_one: bool, asker: Asker) -> Select[Any]:
    """The firms that are being won for each link, as far as the person sees them."""
    return (
        select(
            Target.chain_link_id, Target.id, Target.state, Target.firm_id, Firm.name.label("firm")
        )
        .join(Firm, Firm.id == Target.firm_id)
        .join(ChainLink, ChainLink.id == Target.chain_link_id)
        .join(Chain, Chain.id == ChainLink.chain_id)
        .where(_which(is_one), Target.state.in_(COURTED), visible_targets(asker))
        .order_by(Target.score.desc(), Target.id)
    )
