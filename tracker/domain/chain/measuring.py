"""Measuring: how much a link makes or needs a year is noted with its source, or voided."""

from datetime import date
from typing import Any

from sqlalchemy.orm import object_session

from tracker.domain.chain import ChainLink
from tracker.domain.chain.capacity import Capacity, CapacityKind
from tracker.domain.event_kind import EventKind
from tracker.domain.firm import Firm
from tracker.domain.refusal import refuse
from tracker.domain.user import Actor

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
    if not source.strip():
        refuse("source", "请写来源：哪份文件、哪个网页、谁说的。")
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
    if not because.strip():
        refuse("because", "请写明为什么作废。")
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
