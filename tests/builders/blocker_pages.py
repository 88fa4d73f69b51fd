"""What the tests of blockers share: the world's blocker, one more on 甲, and an outcome."""

from collections.abc import Callable

from tests.builders import blockers
from tests.builders.blockers import SOLVED
from tests.databases import Database
from tests.world import TODAY, World
from tracker.domain.blocker import Blocker, report_blocker
from tracker.domain.words import BlockerKind


def blocker_of(database: Database) -> Blocker:
    with database.session() as session:
        return World(session).blocker


def path(database: Database, act: str = "") -> str:
    return f"/blockers/{blocker_of(database).id}" + (f"/{act}" if act else "")


def number(database: Database, department: str) -> str:
    with database.session() as session:
        return str(World(session).department(department).id)


def raise_on_jia(database: Database, what: str = "没有地") -> int:
    """An unassigned blocker on 甲, raised by its officer."""
    with database.session() as session:
        world = World(session)
        made = report_blocker(world.jia, BlockerKind.LAND, what, on=TODAY, by=world.by("officer"))
        session.commit()
        return made.id


def close(database: Database) -> None:
    with database.session() as session:
        world = World(session)
        world.blocker.close(SOLVED, on=TODAY, by=world.by("colleague"))
        session.commit()


def brought(database: Database, to: Callable[[World], Blocker]) -> Blocker:
    """丙's blocker as a builder of tests/builders/blockers.py leaves it."""
    with database.session() as session:
        blocker = to(World(session))
        session.commit()
        session.refresh(blocker)
        return blocker


def accept(database: Database) -> Blocker:
    return brought(database, blockers.accepted)


def answer(database: Database) -> Blocker:
    return brought(database, blockers.answered)
