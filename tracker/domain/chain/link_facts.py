"""What is known of a link: which firms stand on it and how much it makes or needs a year."""

from datetime import date
from typing import Any

from sqlalchemy import BigInteger, ForeignKey, Index, String, select
from sqlalchemy.orm import Mapped, Session, mapped_column, object_session, relationship

from tracker.domain.base import word_column
from tracker.domain.chain import ChainLink
from tracker.domain.event import DatedFact
from tracker.domain.event.kinds import EventKind
from tracker.domain.firm import Firm
from tracker.domain.people.user import Actor
from tracker.refusal import need, refuse
from tracker.word import Word


class CapacityKind(Word):
    """What a yearly quantity is of."""

    CAPACITY = "capacity", "产能"
    DEMAND = "demand", "需求"


class LinkFirm(DatedFact):
    """A firm that works on a link in the district already; `on` is since when it is known."""

    __tablename__ = "link_firm"
    __table_args__ = (
        Index("ix_link_firm_chain_link_id_firm_id", "chain_link_id", "firm_id"),
        Index("ix_link_firm_firm_id", "firm_id"),
    )

    chain_link_id: Mapped[int] = mapped_column(ForeignKey("chain_link.id"))
    firm_id: Mapped[int] = mapped_column(ForeignKey("firm.id"))
    does: Mapped[str] = mapped_column(String(100), default="")
    source: Mapped[str] = mapped_column(String(200), default="")

    chain_link: Mapped[ChainLink] = relationship()
    firm: Mapped[Firm] = relationship()


class Capacity(DatedFact):
    """A yearly quantity of a link, of one firm or of nobody in particular.

    `quantity` counts whole units (吨, 台, 千瓦时 …), never floats: 150 万吨 is 1500000.
    """

    __tablename__ = "capacity"
    __table_args__ = (Index("ix_capacity_chain_link_id_year", "chain_link_id", "year"),)

    chain_link_id: Mapped[int] = mapped_column(ForeignKey("chain_link.id"))
    firm_id: Mapped[int | None] = mapped_column(ForeignKey("firm.id"))
    kind: Mapped[CapacityKind] = mapped_column(word_column(CapacityKind))
    quantity: Mapped[int] = mapped_column(BigInteger)
    unit: Mapped[str] = mapped_column(String(10), default="吨")
    product: Mapped[str] = mapped_column(String(60), default="")
    year: Mapped[int]
    source: Mapped[str] = mapped_column(String(200))

    chain_link: Mapped[ChainLink] = relationship()
    firm: Mapped[Firm | None] = relationship()


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
    need(source, "请写依据：谁说的、哪份文件、哪个网页。", "source")
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
    need(because, "请写明为什么作废。")
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


EARLIEST = 1949
YEARS_AHEAD = 10
"""How far ahead a demand may be told; a capacity is told when it is there."""


def note_capacity(
    link: ChainLink,
    kind: CapacityKind,
    *,
    quantity: int,
    unit: str,
    year: int,
    source: str,
    by: Actor | None,
    on: date,
    firm: Firm | None = None,
    product: str = "",
) -> Capacity:
    """Write down a yearly quantity of a link, in whole units; the older ones stay."""
    need(source, "请写来源：哪份文件、哪个网页、谁说的。", "source")
    latest = on.year + (YEARS_AHEAD if kind is CapacityKind.DEMAND else 0)
    if not EARLIEST <= year <= latest:
        refuse("year", f"年份应在 {EARLIEST} 到 {latest} 之间。")
    told = Capacity(
        chain_link=link,
        firm=firm,
        kind=kind,
        quantity=quantity,
        unit=unit,
        product=product,
        year=year,
        source=source,
        on=on,
        by_id=by.id if by else None,
    )
    session = object_session(link)
    assert session is not None, "a link is measured only inside a session"
    session.add(told)
    link.chain.note(EventKind.CAPACITY_NOTED, by=by, on=on, after=_as_told(told))
    return told


def void_capacity(told: Capacity, *, by: Actor, on: date, because: str) -> None:
    """Take back a quantity; it stays, struck out, and counts no longer."""
    if told.is_void:
        refuse("", "这条记录已经作废了。")
    need(because, "请写明为什么作废。")
    told.void(by.id, because)
    told.chain_link.chain.note(
        EventKind.CAPACITY_VOIDED, by=by, on=on, because=because, before=_as_told(told)
    )


def _as_told(told: Capacity) -> dict[str, Any]:
    return {
        "link": told.chain_link.name,
        "firm": told.firm.name if told.firm else "",
        "kind": told.kind,
        "quantity": told.quantity,
        "unit": told.unit,
        "year": told.year,
        "product": told.product,
        "source": told.source,
    }
