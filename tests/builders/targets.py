"""What the tests of targets share: firms that are wanted, and courtings that have begun."""

from datetime import date
from typing import Any

from sqlalchemy import select

from tests.databases import Database
from tests.world import TODAY, World
from tracker.domain.firm import Firm
from tracker.domain.targeting import Target, TargetState
from tracker.domain.words import Contact, Segment

FRIDAY = date(2026, 6, 12)
WANTED = "示例管件股份有限公司"
REASON = "补热处理的缺口"


def firm(world: World, name: str = WANTED, **columns: str) -> Firm:
    """One more firm."""
    made = Firm.called(name, **columns)
    world.session.add(made)
    world.session.flush()
    return made


def proposal(world: World, name: str = WANTED, *, on: date = TODAY, **told: Any) -> Target:
    """A firm proposed for the midstream link by hand; nobody's yet."""
    return Target.propose(
        world.session,
        firm(world, name),
        world.link(Segment.MIDSTREAM),
        on=on,
        by=world.by("officer"),
        **{"because": REASON} | told,
    )


def accept(world: World, target: Target, who: str = "officer", *, on: date = TODAY) -> Target:
    """That person is after it now, with a visit on Friday."""
    target.move_to(
        TargetState.ACCEPTED,
        on=on,
        by=world.by(who),
        because=REASON,
        owner=world.user(who),
        next_step="上门拜访",
        next_on=FRIDAY,
    )
    return target


def courted(world: World, who: str = "officer", name: str = WANTED, *, on: date = TODAY) -> Target:
    """A target that is accepted, by that person."""
    return accept(world, proposal(world, name, on=on), who, on=on)


def visited(world: World, who: str = "officer", name: str = WANTED) -> Target:
    """A target that was visited today."""
    target = courted(world, who, name)
    target.log_follow_up(Contact.VISIT_OUT, on=TODAY, by=world.by(who), said="看了他们的车间")
    return target


def kept(database: Database, state: TargetState, who: str = "officer", name: str = WANTED) -> int:
    """A target in that state, committed; its number."""
    with database.session() as session:
        world = World(session)
        make = {
            TargetState.PROPOSED: lambda: proposal(world, name),
            TargetState.ACCEPTED: lambda: courted(world, who, name),
            TargetState.VISITED: lambda: visited(world, who, name),
        }[state]
        target = make()
        session.commit()
        return target.id


def read(database: Database, target_id: int) -> Target:
    """The target as it is now, with its link, firm and owner at hand."""
    with database.session() as session:
        target = session.scalars(select(Target).where(Target.id == target_id)).one()
        assert target.firm
        assert target.chain_link
        assert target.owner or not target.owner_id
        assert target.moves
        assert target.follow_ups is not None
        return target
