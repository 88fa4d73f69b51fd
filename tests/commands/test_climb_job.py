"""The night in which blockers climb: a few at a time, and caught up after days away."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select
from time_machine import Traveller

from tests.databases import Database
from tests.world import NOW, STREET, TODAY, World
from tracker.desk import Desk
from tracker.domain.blocker import Blocker, BlockerAct, BlockerStep, report_blocker
from tracker.domain.blocker.escalation import AT_ONCE
from tracker.domain.words import BlockerKind, Level
from tracker.jobs import SCHEDULE, run

CLIMB = next(one for one in SCHEDULE if one.name == "climb")
MANY = AT_ONCE * 2 + 3
DUE = TODAY + timedelta(days=1)


@pytest.fixture
def desk(app: Flask) -> Desk:
    return Desk(app)


def raise_many(database: Database) -> None:
    """More than one transaction's worth of blockers, all due tomorrow."""
    with database.session() as session:
        world = World(session)
        for number in range(MANY):
            report_blocker(
                world.jia,
                BlockerKind.LAND,
                f"第{number}件",
                on=TODAY,
                by=world.by("officer"),
                department=world.department(STREET),
                due_on=DUE,
            )
        session.commit()


def climbs(database: Database) -> list[tuple[object, ...]]:
    """Each climb of each blocker, with its day."""
    with database.session() as session:
        asked = select(BlockerStep.blocker_id, BlockerStep.level, BlockerStep.on)
        of_climbs = asked.where(BlockerStep.act == BlockerAct.CLIMB).order_by(BlockerStep.id)
        return [tuple(row) for row in session.execute(of_climbs)]


def test_all_of_them_climb_however_many(desk: Desk, database: Database) -> None:
    raise_many(database)
    assert run(CLIMB, desk, DUE) == "0 次升级"
    assert run(CLIMB, desk, DUE + timedelta(days=1)) == f"{MANY} 次升级"
    assert run(CLIMB, desk, DUE + timedelta(days=1)) == "今天已经做过"


def test_three_missed_nights_are_caught_up_with_the_days_as_they_were(
    desk: Desk, database: Database, clock: Traveller
) -> None:
    raise_many(database)
    for day in range(8):
        clock.move_to(NOW + timedelta(days=day))
        CLIMB.run(desk, TODAY + timedelta(days=day))
        CLIMB.run(desk, TODAY + timedelta(days=day))
    every_night = sorted(climbs(database), key=str)
    database.put_back()
    clock.move_to(NOW)
    raise_many(database)
    clock.move_to(NOW + timedelta(days=7))
    CLIMB.run(desk, TODAY + timedelta(days=7))
    assert sorted(climbs(database), key=str) == every_night
    assert {level for _, level, _ in every_night} == {Level.TASK_FORCE, Level.DEPUTY}
    with database.session() as session:
        assert set(session.scalars(select(Blocker.level))) == {None, Level.DEPUTY}
