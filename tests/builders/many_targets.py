"""What the tests of target pages share: many courtings at once."""

from tests.builders.targets import courted
from tests.databases import Database
from tests.world import World


def many(database: Database, count: int, who: str = "officer") -> None:
    """So many targets courted by that person."""
    with database.session() as session:
        world = World(session)
        for number in range(count):
            courted(world, who, f"示例第{number:03d}管件厂")
        session.commit()
