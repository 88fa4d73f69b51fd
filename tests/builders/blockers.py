"""Small makers of blockers: raised, handed out, taken on and answered."""

from typing import Any

from tests.world import STREET, TODAY, World
from tracker.domain.blocker import Blocker, report_blocker
from tracker.domain.words import BlockerKind

SOLVED = "协调出周边 320 个车位"


def raised(world: World, *, what: str = "红线未定", **more: Any) -> Blocker:
    """One of 甲, raised by its officer."""
    return report_blocker(
        world.jia, BlockerKind.LAND, what, on=TODAY, by=world.by("officer"), **more
    )


def handed_out(world: World) -> Blocker:
    """丙's parking, that waits for the street to take it on; raised by the colleague."""
    return world.blocker


def accepted(world: World) -> Blocker:
    """The same, taken on by the street."""
    world.blocker.accept(on=TODAY, by=world.by("street"))
    return world.blocker


def answered(world: World, proof: str = "") -> Blocker:
    """The same, and the street says that it is done."""
    accepted(world).answer(SOLVED, on=TODAY, by=world.by("street"), proof=proof)
    return world.blocker


def of_the_street(world: World, **more: Any) -> Blocker:
    """One of 甲 with a deadline, handed to the street."""
    return raised(world, department=world.department(STREET), **more)
