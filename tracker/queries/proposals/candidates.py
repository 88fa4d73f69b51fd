"""The firms that may be wanted for a link, with all that their rows say of them."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tracker.domain.chain import ChainLink, link_feed
from tracker.domain.chain.link_facts import LinkFirm
from tracker.domain.firm import Firm
from tracker.domain.firm.shareholdings import Shareholding
from tracker.domain.office.region import nearness_of, regions
from tracker.domain.people.user import Actor
from tracker.domain.permissions import visible_projects
from tracker.domain.project import Project
from tracker.domain.ranking import Match, RankingEntry, RankingList
from tracker.domain.ranking.ranking_data import RankingData
from tracker.domain.ranking.standing import counting, standing_of
from tracker.domain.targeting.proposal_rules import Candidate, Neighbour, Rank
from tracker.domain.words import Stage
from tracker.matching.normal_name import normal_name
from tracker.queries.visible_firms import visible_firms

IN_LINE = Stage.line()


@dataclass(slots=True)
class Gathered:
    """Everything that was read, by firm."""

    firms: dict[int, Any] = field(default_factory=dict)
    near: dict[int, set[Neighbour]] = field(default_factory=lambda: defaultdict(set))
    entries: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    provinces: dict[int, str] = field(default_factory=dict)
    ranks: dict[int, list[Rank]] = field(default_factory=lambda: defaultdict(list))
    children: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))
    with_project: set[int] = field(default_factory=set)
    unmatched: dict[str, Candidate] = field(default_factory=dict)
    doubtful: int = 0


def candidates(
    session: Session, link: ChainLink, actor: Actor | None, on: date
) -> tuple[list[Candidate], int]:
    """Firms of the lists that count that day and of the links beside, but not those on it.

    Only what the person sees is read. Also says how many doubtful rows of lists are left out.
    """
    found = Gathered()
    there = _firms_on(session, [link.id], actor)
    neighbours = _neighbours(session, link)
    for firm_id, link_id, by_project in _standing(session, list(neighbours), actor):
        name, is_before = neighbours[link_id]
        found.near[firm_id].add(Neighbour("" if by_project else name, is_before))
    _read_lists(session, found, actor, on)
    _read_firms(session, found, {*found.near, *found.entries} - there, actor)
    _read_standing(session, found, on)
    _read_belongings(session, found, list(neighbours), actor, on)
    return _made(session, found), found.doubtful


def _neighbours(session: Session, link: ChainLink) -> dict[int, tuple[str, bool]]:
    """The links that feed it (True) and that it feeds (False), by number, with their names."""
    sides = (
        (link_feed.c.from_link_id, link_feed.c.to_link_id, True),
        (link_feed.c.to_link_id, link_feed.c.from_link_id, False),
    )
    found: dict[int, tuple[str, bool]] = {}
    for theirs, ours, is_before in sides:
        asked = (
            select(ChainLink.id, ChainLink.name)
            .join(link_feed, theirs == ChainLink.id)
            .where(ours == link.id, ChainLink.in_use)
        )
        for link_id, name in session.execute(asked):
            found[link_id] = (name, is_before)
    return found


def _standing(
    session: Session, link_ids: list[int], actor: Actor | None
) -> list[tuple[int, int, bool]]:
    """(firm, link, whether only a project says so) of these links."""
    if not link_ids:
        return []
    by_place = select(LinkFirm.firm_id, LinkFirm.chain_link_id).where(
        LinkFirm.chain_link_id.in_(link_ids), LinkFirm.voided_at.is_(None)
    )
    by_project = select(Project.firm_id, Project.chain_link_id).where(
        Project.chain_link_id.in_(link_ids),
        Project.firm_id.is_not(None),
        Project.stage.in_(IN_LINE),
        *_seen(actor),
    )
    placed = {(firm_id, link_id) for firm_id, link_id in session.execute(by_place)}
    projects = {(firm_id, link_id) for firm_id, link_id in session.execute(by_project)}
    return [(*pair, False) for pair in placed] + [(*pair, True) for pair in projects - placed]


def _firms_on(session: Session, link_ids: list[int], actor: Actor | None) -> set[int]:
    return {firm_id for firm_id, *_ in _standing(session, link_ids, actor)}


def _read_lists(session: Session, found: Gathered, actor: Actor | None, on: date) -> None:
    """The rows of the lists in force; those without a firm are candidates of their own."""
    grounds = RankingData.of(session, ())
    lists = {one.id: one for kind in RankingList for one in counting(grounds, kind, on)}
    asked = (
        select(
            RankingEntry.id,
            RankingEntry.ranking_id,
            RankingEntry.rank,
            RankingEntry.name,
            RankingEntry.province,
            RankingEntry.firm_id,
            RankingEntry.match,
        )
        .where(RankingEntry.ranking_id.in_(lists))
        .order_by(RankingEntry.ranking_id, RankingEntry.rank)
    )
    rows = session.execute(asked).all()
    alone = [row for row in rows if row.firm_id is None and row.match is not Match.DOUBTFUL]
    called = _called(session, {normal_name(row.name) for row in alone}, actor)
    for row in rows:
        if firm_id := row.firm_id or called.get(normal_name(row.name)):
            found.entries[firm_id].append(row.id)
            found.provinces[firm_id] = found.provinces.get(firm_id) or row.province
    found.doubtful = sum(row.firm_id is None and row.match is Match.DOUBTFUL for row in rows)
    known = regions(session)
    for row in alone:
        rank = Rank(lists[row.ranking_id].kind, lists[row.ranking_id].year, row.rank)
        if firm_id := called.get(normal_name(row.name)):
            found.ranks[firm_id].append(rank)
        else:
            _add_row(found, row, rank, known)


def _called(session: Session, names: set[str], actor: Actor | None) -> dict[str, int]:
    """Firms that came in since a list was matched, by their normalised names."""
    asked = select(Firm.normal_name, Firm.id).where(
        Firm.normal_name.in_(names), Firm.merged_into_id.is_(None), *_known(actor)
    )
    return dict(session.execute(asked).tuples().all())


def _add_row(found: Gathered, row: Any, rank: Rank, known: dict[str, Any]) -> None:
    """One name may stand on several lists."""
    key = normal_name(row.name)
    before = found.unmatched.get(key, Candidate(row.name))
    has_kind = any(one.kind is rank.kind for one in before.ranks)
    province = before.province or row.province
    found.unmatched[key] = Candidate(
        before.name,
        None,
        (*before.entry_ids, row.id),
        province,
        nearness=nearness_of(province, known),
        ranks=before.ranks if has_kind else (*before.ranks, rank),
    )


def _read_firms(
    session: Session, found: Gathered, firm_ids: Iterable[int], actor: Actor | None
) -> None:
    asked = select(Firm.id, Firm.name, Firm.province, Firm.industry).where(
        Firm.id.in_(firm_ids), Firm.merged_into_id.is_(None), *_known(actor)
    )
    found.firms = {row.id: row for row in session.execute(asked)}


def _read_standing(session: Session, found: Gathered, on: date) -> None:
    stood = standing_of(session, found.firms, on)
    tops = {one.firm_id for ways in stood.values() for one in ways if one.through}
    asked = select(Firm.id, Firm.name).where(Firm.id.in_(tops))
    names = dict(session.execute(asked).tuples().all())
    for firm_id, ways in stood.items():
        for one in ways:
            through = names[one.firm_id] if one.through else ""
            found.ranks[firm_id].append(Rank(one.kind, one.year, one.rank, through))


def _read_belongings(
    session: Session, found: Gathered, near: list[int], actor: Actor | None, on: date
) -> None:
    """Whose shares each holds among the firms on the chains here, and who has projects.

    A project on a link `near` is told of as that, and not once more.
    """
    here = select(LinkFirm.firm_id).where(LinkFirm.voided_at.is_(None))
    held = (
        select(Shareholding.parent_id, Firm.name)
        .join(Firm, Firm.id == Shareholding.firm_id)
        .where(
            Shareholding.parent_id.in_(found.firms),
            Shareholding.voided_at.is_(None),
            Shareholding.on <= on,
            Shareholding.firm_id.in_(here),
        )
        .distinct()
        .order_by(Firm.name)
    )
    for parent_id, name in session.execute(held):
        found.children[parent_id].append(name)
    projects = select(Project.firm_id).where(
        Project.firm_id.in_(found.firms),
        Project.stage.in_(IN_LINE),
        *_seen(actor),
        func.coalesce(Project.chain_link_id, 0).not_in(near),
    )
    found.with_project = {firm_id for firm_id in session.scalars(projects) if firm_id}


def _known(actor: Actor | None) -> list[Any]:
    return [visible_firms(actor.asker)] if actor else []


def _seen(actor: Actor | None) -> list[Any]:
    return [visible_projects(actor.asker)] if actor else []


def _made(session: Session, found: Gathered) -> list[Candidate]:
    known = regions(session)
    made = [_of_firm(row, found, known) for row in found.firms.values()]
    return [*made, *found.unmatched.values()]


def _of_firm(row: Any, found: Gathered, known: dict[str, Any]) -> Candidate:
    province = row.province or found.provinces.get(row.id, "")
    near = sorted(found.near.get(row.id, ()), key=lambda one: (one.name, one.is_before))
    return Candidate(
        row.name,
        row.id,
        tuple(found.entries.get(row.id, ())),
        province,
        row.industry,
        nearness_of(province, known),
        tuple(found.ranks.get(row.id, ())),
        tuple(near),
        tuple(found.children.get(row.id, ())),
        row.id in found.with_project,
    )
