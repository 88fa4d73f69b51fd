"""A firm on the first link of the world's chain, and what it makes there."""

import pytest

from tests.databases import Database
from tests.world import TODAY, World
from tracker.domain.chain.link_facts import CapacityKind, note_capacity, stand_on
from tracker.domain.words import Segment

MAP = "/chains/steel-pipe"


def place_a_firm(
    world: World, segment: Segment = Segment.UPSTREAM, quantity: int = 1_500_000
) -> None:
    """甲's firm stands on the link and makes so many 吨 a year."""
    link, firm, by = world.link(segment), world.jia.firm, world.by("head")
    assert firm is not None
    stand_on(firm, link, since=TODAY, source="示例走访", does="示例加工", by=by, on=TODAY)
    note_capacity(
        link,
        CapacityKind.CAPACITY,
        quantity=quantity,
        unit="吨",
        year=2025,
        product="示例管",
        firm=firm,
        source="示例年报",
        by=by,
        on=TODAY,
    )


@pytest.fixture
def firms_on_links(database: Database) -> Database:
    """甲's firm makes 150 万吨 on the first link and 83 on the second, which it feeds."""
    with database.session() as session:
        world = World(session)
        place_a_firm(world)
        place_a_firm(world, Segment.MIDSTREAM, 830_000)
        session.commit()
    return database
