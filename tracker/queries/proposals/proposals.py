"""The firms that the rules propose for a link, and writing them down as targets."""

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.domain.calendar import add_months
from tracker.domain.chain import ChainLink
from tracker.domain.chain.gaps import Gap, GapKind
from tracker.domain.firm import Firm, firms_called
from tracker.domain.office.settings import Setting, number_in_force
from tracker.domain.people.user import Actor
from tracker.domain.ranking import Match, RankingEntry
from tracker.domain.targeting import Target, TargetState
from tracker.domain.targeting.proposal_rules import Candidate, Finding, Wanted, weigh
from tracker.matching.normal_name import normal_name
from tracker.queries.chain_map.chain_map import read_map
from tracker.queries.project_list.filter import ProjectFilter
from tracker.queries.proposals.candidates import candidates
from tracker.refusal import refuse

AT_MOST = 30
"""So many are proposed at once: as many as somebody reads."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A firm that the rules want, why, and the target that it is already (if it is one)."""

    firm: Candidate
    findings: tuple[Finding, ...]
    target: Target | None = None

    @property
    def score(self) -> int:
        return sum(one.points for one in self.findings)

    @property
    def why(self) -> list[dict[str, Any]]:
        """As a target keeps it."""
        return [asdict(one) for one in self.findings]


@dataclass(frozen=True, slots=True)
class Search:
    """What was found for a link: what is new, what stands already, what rests, what is doubtful.

    `fresh` also holds proposals with better reasons than before.
    """

    wanted: Wanted
    fresh: tuple[Proposal, ...]
    standing: int
    resting: int
    left_out: int
    doubtful: int


def seek(session: Session, link: ChainLink, actor: Actor, on: date) -> Search:
    """Look for firms for the link by the rules, as this person sees things; nothing is written."""
    wanted = Wanted(link.name, words_of(link), _gap_of(session, link, actor, on))
    found, doubtful = candidates(session, link, actor, on)
    least = number_in_force(session, Setting.PROPOSE_FROM, on)
    rest = number_in_force(session, Setting.PROPOSE_AGAIN, on)
    there = {one.firm_id: one for one in _targets_of(session, link)}
    fresh, standing, resting = [], 0, 0
    for firm in found:
        proposal = Proposal(firm, tuple(weigh(firm, wanted)), there.get(firm.firm_id or 0))
        if not proposal.findings or proposal.score < least:
            continue
        if proposal.target is None or _may_be_proposed_again(proposal, rest, on):
            fresh.append(proposal)
        elif proposal.target.state is TargetState.GIVEN_UP:
            resting += 1
        else:
            standing += 1
    fresh.sort(key=lambda one: (-one.score, normal_name(one.firm.name)))
    return Search(
        wanted, tuple(fresh[:AT_MOST]), standing, resting, max(0, len(fresh) - AT_MOST), doubtful
    )


def propose(session: Session, link: ChainLink, *, on: date, by: Actor) -> list[Target]:
    """Write down as proposals what the rules find; asked twice, nothing new is written.

    Each new or renewed proposal is one event. Raises Refused for a link out of use.
    """
    if not link.in_use:
        refuse("link", f"“{link.name}”已停用，不再为它找目标。")
    return [
        _written(session, proposal, link, on, by) for proposal in seek(session, link, by, on).fresh
    ]


def words_of(link: ChainLink) -> tuple[str, ...]:
    """The link's own industry words; where none are kept, its name and products."""
    words = link.words.split() or [link.name, *link.products.replace("；", "、").split("、")]
    return tuple(dict.fromkeys(word for word in words if len(word) > 1))


def _gap_of(session: Session, link: ChainLink, actor: Actor, on: date) -> str:
    chain = read_map(session, link.chain.slug, ProjectFilter(), actor, on)
    mapped = chain.link(link.id) if chain else None
    return "；".join(_said(gap) for gap in mapped.gaps) if mapped else ""


def _said(gap: Gap) -> str:
    """Without a word about projects: who reads the proposal may see other ones."""
    by_projects = gap.kind in (GapKind.NOBODY, GapKind.ONLY_TALKS)
    return "还没有企业在做" if by_projects else gap.said


def _targets_of(session: Session, link: ChainLink) -> list[Target]:
    return list(session.scalars(select(Target).where(Target.chain_link_id == link.id)))


def _may_be_proposed_again(proposal: Proposal, months: int, on: date) -> bool:
    """A proposal with better reasons than it had, or one given up long enough ago."""
    target = proposal.target
    assert target is not None, "what is no target yet is simply new"
    if target.state is TargetState.PROPOSED:
        return proposal.score > target.score
    return target.state is TargetState.GIVEN_UP and add_months(target.state_since, months) <= on


def _written(session: Session, proposal: Proposal, link: ChainLink, on: date, by: Actor) -> Target:
    if proposal.target is not None:
        proposal.target.renew(proposal.score, proposal.why, on=on, by=by)
        return proposal.target
    firm = _firm_of(session, proposal.firm)
    return Target.propose(session, firm, link, on=on, by=by, score=proposal.score, why=proposal.why)


def _firm_of(session: Session, found: Candidate) -> Firm:
    """The firm itself; for a row of a list that had none, one by its printed name."""
    if found.firm_id is not None:
        return session.get_one(Firm, found.firm_id)
    entries = session.scalars(
        select(RankingEntry).where(RankingEntry.id.in_(found.entry_ids))
    ).all()
    firm = session.scalars(firms_called(found.name)).first()
    if firm is None:
        source = entries[0].ranking.full_name
        firm = Firm.called(found.name, province=found.province, source=source, is_listed=True)
        session.add(firm)
        session.flush()
    for entry in entries:
        entry.firm_id, entry.match = firm.id, Match.CERTAIN
        entry.why = "列为目标企业时由榜单这一行建的"
    return firm
