"""Small makers of firms and of all that may be theirs."""

from datetime import date
from typing import Any

from sqlalchemy import select

from tests.world import TODAY, World
from tracker.domain.attachment import Attachment
from tracker.domain.chain import ChainLink
from tracker.domain.chain.link_facts import Capacity, CapacityKind, LinkFirm
from tracker.domain.event import Event
from tracker.domain.firm import Firm
from tracker.domain.ranking import Ranking, RankingEntry, RankingList
from tracker.domain.ranking_matching.rematching import body_of
from tracker.domain.targeting import Target, TargetState

CODES = ("91000000MA0000001R", "91000000MA0000002W")
SOURCE = "示例年报"


def firm(world: World, name: str, *, is_listed: bool = True, **columns: Any) -> Firm:
    """A firm that stands for itself alone; listed unless it shall be known by projects only."""
    made = Firm.called(name, is_listed=is_listed, **columns)
    world.session.add(made)
    world.session.flush()
    return made


def on_link(world: World, of: Firm, link: ChainLink) -> LinkFirm:
    made = LinkFirm(chain_link=link, firm=of, does="示例", source=SOURCE, on=TODAY)
    world.session.add(made)
    return made


def capacity(world: World, of: Firm, link: ChainLink, quantity: int = 1000) -> Capacity:
    made = Capacity(
        chain_link=link,
        firm=of,
        kind=CapacityKind.CAPACITY,
        quantity=quantity,
        product="示例管",
        year=2025,
        source=SOURCE,
        on=TODAY,
    )
    world.session.add(made)
    return made


def ranked(world: World, of: Firm, rank: int, year: int = 2025) -> RankingEntry:
    """An entry on the private list of that year, published in the September before today."""
    asked = select(Ranking).where(Ranking.year == year, Ranking.kind == RankingList.PRIVATE)
    ranking = world.session.scalars(asked).first() or Ranking(
        kind=RankingList.PRIVATE, year=year, source=SOURCE, on=date(year, 9, 1)
    )
    entry = RankingEntry(
        ranking=ranking,
        rank=rank,
        name=of.name,
        body=body_of(of.name),
        firm=of,
        match="certain",
    )
    world.session.add_all([ranking, entry])
    world.session.flush()
    return entry


def targeted(world: World, of: Firm, link: ChainLink) -> Target:
    return Target.propose(world.session, of, link, on=TODAY, by=world.by("officer"))


def courted(world: World, of: Firm, link: ChainLink) -> None:
    """A target of the officer's, with a next step."""
    targeted(world, of, link).move_to(
        TargetState.ACCEPTED,
        on=TODAY,
        by=world.by("officer"),
        because="缺这一环",
        owner=world.user("officer"),
        next_step="登门",
        next_on=TODAY,
    )


def paper(world: World, subject: str, name: str = "示例.pdf") -> Attachment:
    """A row without its file, for what only reads rows."""
    made = Attachment(
        subject=subject,
        file_name=name,
        stored_as=f"{subject}/{name}"[:64],
        size_bytes=1,
        media_type="application/pdf",
        sha256="0" * 64,
        on=TODAY,
    )
    world.session.add(made)
    return made


def last_event(world: World) -> Event:
    """What was done last."""
    world.session.flush()
    return world.session.scalars(select(Event).order_by(Event.id.desc()).limit(1)).one()
