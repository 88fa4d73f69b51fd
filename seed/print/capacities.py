"""Who stands on the chain and how much they make a year, as far as it is in print."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from seed.sheet import sheet
from tracker.domain.chain import ChainLink
from tracker.domain.chain.link_facts import (
    Capacity,
    CapacityKind,
    LinkFirm,
    note_capacity,
    stand_on,
)
from tracker.domain.chain.quantities import read_quantity
from tracker.domain.firm import Firm, firms_called

KIND = CapacityKind.CAPACITY


def seed_capacities(session: Session) -> None:
    """Note what is not noted yet; a record that the office has voided stays void. No commit.

    The print names a year and no day: the last one of that year stands for it.
    """
    links = {link.name: link for link in session.scalars(select(ChainLink))}
    for row in sheet("print/capacities"):
        if (link := links.get(row["link"])) is not None:
            firm = _leader(session, row, link)
            _stand(session, row, firm, link)
            _note(session, row, firm, link)


def _leader(session: Session, row: dict[str, str], link: ChainLink) -> Firm:
    """The firm, which leads the chain from the moment that it is entered."""
    firm = session.scalars(firms_called(row["firm"])).first()
    if firm is None:
        firm = Firm.called(row["firm"], source=row["source"], remark=row["firm_note"])
        session.add(firm)
        firm.also_called(row["also"], row["source"])
        session.flush()
        if link.chain.leader_firm_id is None:
            changes = {"leader_firm_id": firm.id}
            link.chain.revise(changes, by=None, on=_day(row))
    return firm


def _stand(session: Session, row: dict[str, str], firm: Firm, link: ChainLink) -> None:
    there = select(LinkFirm.id).where(
        LinkFirm.chain_link_id == link.id, LinkFirm.firm_id == firm.id
    )
    if session.scalar(there) is None:
        stand_on(
            firm,
            link,
            since=_day(row),
            source=row["source"],
            does=row["does"],
            by=None,
            on=_day(row),
        )


def _note(session: Session, row: dict[str, str], firm: Firm, link: ChainLink) -> None:
    quantity, unit = read_quantity(row["quantity"], row["unit"])
    there = select(Capacity.id).where(
        Capacity.chain_link_id == link.id,
        Capacity.firm_id == firm.id,
        Capacity.kind == KIND,
        Capacity.product == row["product"],
        Capacity.year == int(row["year"]),
    )
    if session.scalar(there) is None:
        note_capacity(
            link,
            KIND,
            quantity=quantity,
            unit=unit,
            year=int(row["year"]),
            firm=firm,
            product=row["product"],
            source=row["source"],
            by=None,
            on=_day(row),
        )


def _day(row: dict[str, str]) -> date:
    return date(int(row["year"]), 12, 31)
