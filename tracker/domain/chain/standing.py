"""Standing: a firm takes its place on a link, from a source; a mistake is voided with a reason."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session, object_session

from tracker.domain.chain import ChainLink
from tracker.domain.chain.capacity import LinkFirm
from tracker.domain.event_kind import EventKind
from tracker.domain.firm import Firm
from tracker.domain.refusal import refuse
from tracker.domain.user import Actor


def stand_on(
    firm: Firm,
    link: ChainLink,
    *,
    since: date,
    source: str,
    by: Actor | None,
    on: date,
    does: str = "",
) -> LinkFirm:
    """Say that the firm works on the link; `since` is the day from which it is known."""
    if not source.strip():
        refuse("source", "请写依据：谁说的、哪份文件、哪个网页。")
    if since > on:
        refuse("since", "不能是将来的日子。")
    session = _session_of(link)
    standing = select(LinkFirm.id).where(
        LinkFirm.chain_link_id == link.id, LinkFirm.firm_id == firm.id, LinkFirm.voided_at.is_(None)
    )
    if session.scalar(standing) is not None:
        refuse("firm", f"{firm.name}已经在“{link.name}”上了。")
    place = LinkFirm(
        chain_link=link, firm=firm, does=does, source=source, on=since, by_id=by.id if by else None
    )
    session.add(place)
    link.chain.note(
        EventKind.FIRM_STOOD_ON_LINK,
        by=by,
        on=on,
        after={"link": link.name, "firm": firm.name, "does": does, "source": source},
    )
    return place


def step_off(place: LinkFirm, *, by: Actor, on: date, because: str) -> None:
    """Take back that a firm works on a link; the record stays, with the reason."""
    if place.is_void:
        refuse("", "这条记录已经作废了。")
    if not because.strip():
        refuse("because", "请写明为什么作废。")
    place.void(by.id, because)
    place.chain_link.chain.note(
        EventKind.FIRM_STEPPED_OFF_LINK,
        by=by,
        on=on,
        because=because,
        before={"link": place.chain_link.name, "firm": place.firm.name, "source": place.source},
    )


def _session_of(link: ChainLink) -> Session:
    session = object_session(link)
    assert session is not None, "a firm stands on a link only inside a session"
    return session
