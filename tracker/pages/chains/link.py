"""A link's page: who stands there, what it makes, feeds and lacks, and whom to win for it."""

from typing import Any

from flask import Response, abort
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from tracker.domain.chain.gaps import RULES
from tracker.domain.chain.link_facts import Capacity, LinkFirm
from tracker.domain.chain.quantities import spoken
from tracker.domain.permissions import Can, may, sees_everything
from tracker.extensions import db
from tracker.pages.chains.blueprint import LINK, blueprint, link_or_404
from tracker.queries.chain_map.chain_map import read_map
from tracker.queries.project_list.filter import ProjectFilter
from tracker.web.access import allow
from tracker.web.identity import actor
from tracker.web.rendering import page, today


@blueprint.get(LINK)
@allow(Can.SEE_PROJECTS)
def link(slug: str, link_id: int) -> Response:
    record, keeps = link_or_404(slug, link_id), may(actor(), Can.KEEP_CHAINS)
    chain = read_map(db.session(), slug, ProjectFilter(), actor(), today()) or abort(404)
    standings = _facts(LinkFirm, record.id, keeps)
    standings.sort(key=lambda one: (one.is_void, one.firm_id != chain.leader_id))
    return page(
        "chains/link.html",
        chain=chain,
        link=chain.link(link_id) or abort(404),
        standings=standings,
        capacities=_facts(Capacity, record.id, keeps),
        rules={rule.kind: rule.when for rule in RULES},
        spoken=spoken,
        keeps=keeps,
        sees_all=sees_everything(actor()),
        courts=may(actor(), Can.COURT),
        sees_targets=may(actor(), Can.SEE_TARGETS),
    )


def _facts(kind: type[LinkFirm] | type[Capacity], link_id: int, keeps: bool) -> list[Any]:
    """What was told of the link, newest first.

    What is void comes last, and to keepers alone: it may name a firm that is nobody's to know.
    """
    asked = select(kind).where(kind.chain_link_id == link_id).options(joinedload(kind.firm))
    if not keeps:
        asked = asked.where(kind.voided_at.is_(None))
    order = (kind.voided_at.is_not(None), kind.on.desc(), kind.id.desc())
    return list(db.session.scalars(asked.order_by(*order)))
