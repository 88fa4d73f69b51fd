"""The tables that every office begins with: departments, zones, regions, the chain, the clocks."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from seed.sheet import sheet
from tracker.domain.chain import Chain, ChainLink
from tracker.domain.office.clocks import ClockSetting, Reason, Unit
from tracker.domain.office.region import Nearness, Region
from tracker.domain.office.zone import Zone
from tracker.domain.people.department import Department
from tracker.domain.words import Segment


def seed_reference(session: Session) -> None:
    """Add whatever is missing; what the office has changed since stays as it is. No commit."""
    _seed_departments(session)
    _seed_zones(session)
    _seed_regions(session)
    _seed_chains(session)
    _seed_clocks(session)
    session.flush()


def _seed_departments(session: Session) -> None:
    known = set(session.scalars(select(Department.name)))
    session.add_all(
        Department(name=row["name"], short_name=row["short_name"], is_bureau=bool(row["is_bureau"]))
        for row in sheet("reference/departments")
        if row["name"] not in known
    )


def _seed_zones(session: Session) -> None:
    known = set(session.scalars(select(Zone.name)))
    session.add_all(
        Zone(name=row["name"], kind=row["kind"])
        for row in sheet("reference/zones")
        if row["name"] not in known
    )


def _seed_regions(session: Session) -> None:
    known = set(session.scalars(select(Region.province)))
    session.add_all(
        Region(province=row["province"], nearness=Nearness(row["nearness"]))
        for row in sheet("reference/regions")
        if row["province"] not in known
    )


def _seed_chains(session: Session) -> None:
    """Chains by the names in print, out of use while nobody has given them links.

    Links in the file's order; a feed is joined only when it is made anew with its link.
    """
    segments = {segment.label: segment for segment in Segment}
    chains = {chain.slug: chain for chain in session.scalars(select(Chain))}
    taken = {chain.name for chain in chains.values()}
    linked = {row["slug"] for row in sheet("reference/chain_links")}
    for position, row in enumerate(sheet("reference/chains"), start=1):
        if row["slug"] not in chains and row["name"] not in taken:
            chains[row["slug"]] = Chain(**row, position=position, in_use=row["slug"] in linked)
            session.add(chains[row["slug"]])
    fresh: list[tuple[ChainLink, list[str]]] = []
    for position, row in enumerate(sheet("reference/chain_links"), start=1):
        chain = chains.get(row["slug"])
        if chain is not None and row["link"] not in {link.name for link in chain.links}:
            link = ChainLink(
                name=row["link"],
                segment=segments[row["segment"]],
                position=position,
                products=row["products"].replace(";", "、"),
                words=row["words"],
                source=row["source"],
            )
            chain.links.append(link)
            fresh.append((link, [name for name in row["feeds"].split(";") if name]))
    for link, names in fresh:
        link.feeds.extend(fed for fed in link.chain.links if fed.name in names)


def _seed_clocks(session: Session) -> None:
    known = set(session.execute(select(ClockSetting.reason, ClockSetting.holds_from)).tuples())
    for row in sheet("reference/clocks"):
        reason, holds_from = Reason(row["reason"]), date.fromisoformat(row["holds_from"])
        if (reason, holds_from) not in known:
            session.add(
                ClockSetting(
                    reason=reason,
                    yellow=int(row["yellow"]),
                    red=int(row["red"]),
                    unit=Unit(row["unit"]),
                    holds_from=holds_from,
                    source=row["source"],
                )
            )
