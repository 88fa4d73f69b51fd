"""A target's page: why it is wanted, what is known of the firm, what happened, what comes next."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import Response
from sqlalchemy import select

from tracker.domain.chain import ChainLink
from tracker.domain.chain.link_facts import LinkFirm
from tracker.domain.permissions import Can, can, visible_projects
from tracker.domain.project import Project
from tracker.domain.ranking.standing import standings_said
from tracker.domain.targeting import Target, TargetState
from tracker.domain.targeting.proposal_rules import LABELS
from tracker.domain.targeting.target_states import NEXT
from tracker.domain.targeting.visible_targets import can_court, visible_targets
from tracker.extensions import db
from tracker.pages.targets.blueprint import ADDRESS, blueprint
from tracker.pages.targets.timeline import steps
from tracker.web.access import allow, target_or_404
from tracker.web.identity import actor, asker
from tracker.web.rendering import page, today

LINE = [state for state in TargetState if state is not TargetState.GIVEN_UP]


@dataclass(frozen=True, slots=True)
class Stop:
    """One state on the rail: `state` is done, now or ahead; `note` since when and how long."""

    stage: TargetState
    state: str
    note: str


@blueprint.get(ADDRESS)
@allow(Can.SEE_TARGETS)
def show(target_id: int) -> Response:
    target = target_or_404(target_id)
    project = target.project
    return page(
        "targets/show.html",
        target=target,
        steps=steps(target),
        rail=rail(target),
        labels=LABELS,
        upcoming=NEXT.get(target.state),
        places=places(target),
        ranks=standings_said(db.session(), target.firm_id, today()),
        projects=projects(target),
        others=others(target),
        may_court=can_court(actor(), target),
        may_void=can_court(actor(), target, Can.VOID),
        project=project if project and can(actor(), Can.SEE_PROJECTS, project) else None,
    )


def rail(target: Target) -> list[Stop]:
    """The five states in line, each with the day on which the target last came into it."""
    reached = {}
    for move in target.standing_moves:
        if move.from_state is not move.to_state:
            reached[move.to_state] = f"{move.on:%Y-%m-%d}"
    last = [move.to_state for move in target.standing_moves if move.to_state in LINE][-1]
    here = LINE.index(last)
    days = (today() - target.state_since).days
    return [
        Stop(
            state,
            "now" if place == here else "done" if place < here else "ahead",
            (reached.get(state, "") if place <= here else "")
            + (f" · {days} 天" if state is target.state else ""),
        )
        for place, state in enumerate(LINE)
    ]


def places(target: Target) -> Sequence[Any]:
    """The links that the firm stands on already, and what it does there."""
    asked = (
        select(ChainLink.name, LinkFirm.does, LinkFirm.source)
        .join(LinkFirm, LinkFirm.chain_link_id == ChainLink.id)
        .where(LinkFirm.firm_id == target.firm_id, LinkFirm.voided_at.is_(None))
        .order_by(ChainLink.position)
    )
    return db.session.execute(asked).all()


def projects(target: Target) -> Sequence[Any]:
    """The firm's projects that this person sees."""
    asked = (
        select(Project.code, Project.name, Project.stage)
        .where(Project.firm_id == target.firm_id, visible_projects(asker()))
        .order_by(Project.id.desc())
        .limit(10)
    )
    return db.session.execute(asked).all()


def others(target: Target) -> Sequence[Any]:
    """The other links for which the same firm is wanted, as far as this person sees them."""
    asked = (
        select(Target.id, Target.state, ChainLink.name)
        .join(ChainLink, ChainLink.id == Target.chain_link_id)
        .where(Target.firm_id == target.firm_id, Target.id != target.id, visible_targets(asker()))
        .order_by(Target.id)
    )
    return db.session.execute(asked).all()
