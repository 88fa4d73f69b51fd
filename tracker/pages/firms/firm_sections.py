"""The parts of a firm's page, each read as far as the person may see it."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, and_, case, or_, select

from tracker.domain.chain import Chain, ChainLink
from tracker.domain.chain.link_facts import Capacity, LinkFirm
from tracker.domain.firm import Firm
from tracker.domain.firm.shareholdings import Shareholding
from tracker.domain.merging.merge import FirmMerge
from tracker.domain.people.user import User
from tracker.domain.permissions import visible_projects
from tracker.domain.project import Project
from tracker.domain.project.follow_ups import FollowUp
from tracker.domain.ranking import Ranking, RankingEntry
from tracker.domain.targeting import Target
from tracker.domain.targeting.visible_targets import visible_targets
from tracker.extensions import db
from tracker.queries.project_list.filter import Owner
from tracker.queries.project_list.shown_light import known_from_print
from tracker.queries.visible_firms import visible_firms
from tracker.web.identity import asker

PROJECTS, FOLLOW_UPS = 20, 8


def projects_of(firm: Firm) -> Sequence[Any]:
    """The newest of its projects; the ledger has them all."""
    asked = (
        select(
            Project.code,
            Project.name,
            Project.stage,
            Project.stage_since,
            Project.yellow_on,
            Project.red_on,
            Project.amount_yuan,
            Project.last_followed_on,
            Owner.name.label("owner"),
            known_from_print().label("is_printed"),
        )
        .outerjoin(Owner, Owner.id == Project.owner_id)
        .where(Project.firm_id == firm.id, visible_projects(asker()))
        .order_by(Project.id.desc())
        .limit(PROJECTS)
    )
    return db.session.execute(asked).all()


def follow_ups_of(firm: Firm) -> Sequence[Any]:
    """The newest contacts on any of its projects, or with it as a target."""
    own = and_(Project.firm_id == firm.id, visible_projects(asker()))
    courted = and_(Target.firm_id == firm.id, visible_targets(asker()))
    asked = (
        select(
            FollowUp.on,
            FollowUp.kind,
            FollowUp.said,
            FollowUp.next_step,
            FollowUp.next_on,
            Project.code,
            Project.name,
            FollowUp.target_id,
            User.name.label("by"),
        )
        .outerjoin(Project, Project.id == FollowUp.project_id)
        .outerjoin(Target, Target.id == FollowUp.target_id)
        .outerjoin(User, User.id == FollowUp.by_id)
        .where(or_(own, and_(FollowUp.project_id.is_(None), courted)), FollowUp.voided_at.is_(None))
        .order_by(FollowUp.on.desc(), FollowUp.id.desc())
        .limit(FOLLOW_UPS)
    )
    return db.session.execute(asked).all()


def targets_of(firm: Firm) -> Sequence[Any]:
    """The links that it is wanted for, and who is after it."""
    asked = (
        select(
            Target.id,
            Target.state,
            Target.next_step,
            Target.next_on,
            ChainLink.name,
            User.name.label("owner"),
        )
        .join(ChainLink, ChainLink.id == Target.chain_link_id)
        .outerjoin(User, User.id == Target.owner_id)
        .where(Target.firm_id == firm.id, visible_targets(asker()))
        .order_by(Target.id)
    )
    return db.session.execute(asked).all()


def shares_of(firm: Firm) -> Sequence[Any]:
    """Who is told to hold how much of it, the newest first."""
    return _held(Shareholding.parent_id, Shareholding.firm_id == firm.id)


def holdings_of(firm: Firm) -> Sequence[Any]:
    """What it is told to hold of others, the newest first."""
    return _held(Shareholding.firm_id, Shareholding.parent_id == firm.id)


def rankings_of(firm: Firm) -> Sequence[Any]:
    """Every place that it has had on a list, the newest year first."""
    asked = (
        select(Ranking.id, Ranking.kind, Ranking.year, RankingEntry.rank, RankingEntry.name)
        .join(RankingEntry, RankingEntry.ranking_id == Ranking.id)
        .where(RankingEntry.firm_id == firm.id, Ranking.voided_at.is_(None))
        .order_by(Ranking.year.desc(), Ranking.kind, RankingEntry.rank)
    )
    return db.session.execute(asked).all()


def links_of(firm: Firm) -> Sequence[Any]:
    """The links that it stands on already, and what it does there."""
    return _on_links(LinkFirm, LinkFirm.does, LinkFirm.source, LinkFirm.on, of=firm)


def capacities_of(firm: Firm) -> Sequence[Any]:
    """How much it makes or needs a year, where that is known."""
    return _on_links(
        Capacity,
        Capacity.kind,
        Capacity.quantity,
        Capacity.unit,
        Capacity.product,
        Capacity.year,
        Capacity.source,
        of=firm,
    )


def led_by(firm: Firm) -> Sequence[Any]:
    """The chains that it leads."""
    asked = select(Chain.slug, Chain.name).where(Chain.leader_firm_id == firm.id)
    return db.session.execute(asked.order_by(Chain.position, Chain.id)).all()


def merges_of(firm: Firm) -> Sequence[FirmMerge]:
    """Entries that went into it, and those merges of its own that were undone.

    Two that are apart again are told of together only where both are known here.
    """
    is_kept = FirmMerge.kept_id == firm.id
    other = case((is_kept, FirmMerge.gone_id), else_=FirmMerge.kept_id)
    asked = (
        select(FirmMerge)
        .join(Firm, Firm.id == other)
        .where(or_(is_kept, FirmMerge.gone_id == firm.id))
        .where(or_(FirmMerge.undone_at.is_(None), visible_firms(asker())))
    )
    return db.session.scalars(asked.order_by(FirmMerge.id.desc())).all()


def _held(other: Any, which: ColumnElement[bool]) -> Sequence[Any]:
    """Shares that stand, each with the other firm, where that one is known here."""
    asked = (
        select(
            Shareholding.id,
            Shareholding.on,
            Shareholding.share_bp,
            Shareholding.source,
            Firm.id.label("firm_id"),
            Firm.name,
        )
        .join(Firm, Firm.id == other)
        .where(which, Shareholding.voided_at.is_(None), visible_firms(asker()))
        .order_by(Shareholding.on.desc(), Shareholding.id.desc())
    )
    return db.session.execute(asked).all()


def _on_links(fact: type[LinkFirm] | type[Capacity], *columns: Any, of: Firm) -> Sequence[Any]:
    asked = (
        select(ChainLink.id.label("link_id"), ChainLink.name, Chain.slug, *columns)
        .join(fact, fact.chain_link_id == ChainLink.id)
        .join(Chain, Chain.id == ChainLink.chain_id)
        .where(fact.firm_id == of.id, fact.voided_at.is_(None))
        .order_by(ChainLink.position, fact.id)
    )
    return db.session.execute(asked).all()
