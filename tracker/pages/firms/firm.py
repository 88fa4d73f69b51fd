"""A firm's page: what it is, whose it is, what it does here, and what happened to it."""

from typing import Any

from flask import request
from flask.typing import ResponseReturnValue
from sqlalchemy import ColumnElement, not_, select

from tracker.domain.attachment import attachments_of
from tracker.domain.chain.quantities import spoken
from tracker.domain.event import Event
from tracker.domain.firm import Firm
from tracker.domain.firm.shareholdings import percent
from tracker.domain.permissions import Can, masked, may, sees_everything
from tracker.domain.project.badge import badge_title
from tracker.domain.ranking.standing import standing_of
from tracker.extensions import db
from tracker.pages.firms import firm_sections
from tracker.pages.firms.blueprint import ADDRESS, blueprint, page_of
from tracker.queries.project_list.columns import light
from tracker.queries.project_list.counts import count
from tracker.queries.project_list.filter import ProjectFilter
from tracker.queries.visible_firms import sees_contacts, visible_firms
from tracker.web.access import allow, firm_or_404
from tracker.web.identity import actor, asker
from tracker.web.rendering import page, today
from tracker.web.submissions import lead_to
from tracker.web.timeline import happenings

OTHERS = ("parent", "other", "gone")
"""Under which names an event tells of another firm."""


@blueprint.get(ADDRESS)
@allow(Can.SEE_PROJECTS)
def show(firm_id: int) -> ResponseReturnValue:
    """An entry that went into another leads to that one."""
    kept_id = db.session.scalar(select(Firm.merged_into_id).where(Firm.id == firm_id))
    if kept_id is not None:
        return lead_to(page_of(firm_or_404(kept_id)))
    firm, mark = firm_or_404(firm_id), request.args.get("before", "")
    return page(
        "firms/show.html",
        firm=firm,
        **_read(firm),
        **_known(firm),
        before=mark,
        happenings=happenings(_about(firm), mark, _told),
        may_keep=may(actor(), Can.KEEP_FIRMS),
        may_merge=may(actor(), Can.MERGE_FIRMS),
    )


def _read(firm: Firm) -> dict[str, Any]:
    """The parts of the page."""
    asked = ProjectFilter(firm=firm.id)
    return {
        "projects": firm_sections.projects_of(firm),
        "follow_ups": firm_sections.follow_ups_of(firm),
        "counted": count(asked, db.session(), actor(), today()),
        "light": light,
        "targets": firm_sections.targets_of(firm),
        "shares": firm_sections.shares_of(firm),
        "holdings": firm_sections.holdings_of(firm),
        "rankings": firm_sections.rankings_of(firm),
        "links": firm_sections.links_of(firm),
        "capacities": firm_sections.capacities_of(firm),
        "leads": firm_sections.led_by(firm),
        "merges": firm_sections.merges_of(firm),
        "papers": [one for one in attachments_of(firm) if not one.is_void],
        "percent": percent,
        "quantity": spoken,
    }


def _known(firm: Firm) -> dict[str, Any]:
    """Where it stands today, and its people with the numbers that this person may read."""
    is_whole = sees_contacts(db.session(), actor(), firm)
    stood = standing_of(db.session(), [firm.id], today()).get(firm.id, [])
    return {
        "contacts": [
            (one, one.phone if is_whole or one.by_id == actor().id else masked(one.phone))
            for one in firm.contacts
            if not one.is_void
        ],
        "is_masked": not is_whole,
        "badges": [(badge_title(one.kind, one.year, one.rank), bool(one.through)) for one in stood],
    }


def _about(firm: Firm) -> ColumnElement[bool]:
    """Its own events, and those of the entries that went into it."""
    gone = db.session.scalars(select(Firm.id).where(Firm.merged_into_id == firm.id))
    return Event.subject.in_([firm.subject, *(f"firm:{one}" for one in gone)])


def _told(rows: list[Any]) -> set[int]:
    """Events of which nothing tells of a firm that this person may not know of."""
    named = {
        row.id: {told.get(key) for told in (row.before, row.after) for key in OTHERS} - {None}
        for row in rows
    }
    names = set().union(*named.values())
    hidden: set[Any] = set()
    if names and not sees_everything(actor()):
        others = select(Firm.name).where(Firm.name.in_(names), Firm.merged_into_id.is_(None))
        hidden = set(db.session.scalars(others.where(not_(visible_firms(asker())))))
    return {event_id for event_id, told in named.items() if not told & hidden}
