"""The night's work: done once for a day, done again without harm, caught up after days away."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select, update

from tests.builders.rankings import firm, ranking
from tests.databases import Database
from tests.world import TODAY, World
from tracker.desk import Desk
from tracker.domain.base import FAR_OFF
from tracker.domain.event import Event
from tracker.domain.event.kinds import EventKind
from tracker.domain.notice import Notice
from tracker.domain.office.job_run import JobRun
from tracker.domain.project import Project
from tracker.domain.ranking import Match, RankingEntry, RankingList
from tracker.jobs import SCHEDULE, Job, match_rankings, run, tell_turns, turn_badges, turn_lights

Rows = Callable[[], dict[str, list[tuple[object, ...]]]]


@pytest.fixture
def desk(app: Flask) -> Desk:
    return Desk(app)


def job(name: str) -> Job:
    return next(one for one in SCHEDULE if one.name == name)


@pytest.mark.parametrize("name", [one.name for one in SCHEDULE])
def test_a_job_done_twice_leaves_what_it_left_the_first_time(
    desk: Desk, database: Database, name: str
) -> None:
    run(job(name), desk, TODAY)
    before = database.rows()
    run(job(name), desk, TODAY)
    assert database.rows() == before


def test_a_job_forgotten_to_be_written_down_is_done_again_without_harm(
    desk: Desk, database: Database
) -> None:
    for one in SCHEDULE:
        run(one, desk, TODAY)
    before = database.rows("job_run")
    with database.session() as session:
        session.query(JobRun).filter(JobRun.job == "make-digests").delete()
        session.commit()
    run(job("make-digests"), desk, TODAY)
    assert database.rows("job_run") == before


def test_lights_worked_out_by_night_are_those_that_the_verbs_keep(
    desk: Desk, database: Database
) -> None:
    before = database.rows()["project"]
    with database.session() as session:
        session.execute(update(Project).values(yellow_on=FAR_OFF, red_on=FAR_OFF))
        session.commit()
    assert turn_lights(desk, TODAY) == "3 个项目的换灯日有变"
    assert database.rows()["project"] == before
    assert turn_lights(desk, TODAY) == "0 个项目的换灯日有变"


def test_badges_worked_out_by_night_are_those_that_the_verbs_keep(
    desk: Desk, database: Database
) -> None:
    with database.session() as session:
        jia = World(session).jia
        ranking(session, RankingList.PRIVATE, 2025, (184, jia.firm), on=TODAY)
        session.commit()
    assert turn_badges(desk, TODAY) == "1 个项目的500强标记有变"
    assert turn_badges(desk, TODAY) == "0 个项目的500强标记有变"
    with database.session() as session:
        assert World(session).jia.tier_words == "民企 184"
    assert turn_badges(desk, TODAY + timedelta(days=800)) == "1 个项目的500强标记有变"


def test_entries_without_a_firm_are_asked_about_again_by_night(
    desk: Desk, database: Database
) -> None:
    with database.session() as session:
        firm(session, "示例万隆")
        made = ranking(session, RankingList.PRIVATE, 2025)
        made.entries.append(RankingEntry(rank=1, name="示例万隆商业管理集团股份有限公司"))
        session.commit()
    assert match_rankings(desk, TODAY) == "1 份榜单有变"
    before = database.rows()
    assert match_rankings(desk, TODAY) == "0 份榜单有变"
    assert database.rows() == before
    with database.session() as session:
        assert session.scalars(select(RankingEntry.match)).one() is Match.DOUBTFUL


def test_after_three_days_away_each_turn_is_told_once(desk: Desk, database: Database) -> None:
    with database.session() as session:
        session.query(Notice).delete()
        world = World(session)
        world.jia.red_on = TODAY - timedelta(days=2)
        session.add(
            JobRun(job="tell-turns", on=TODAY - timedelta(days=3), began_at=world.jia.changed_at)
        )
        session.commit()
        owner = f"user:{world.user('officer').id}"
    turned = select(func.count()).where(
        Event.kind == EventKind.LIGHTS_TURNED, Event.subject == owner
    )
    for _ in range(2):
        run(job("tell-turns"), desk, TODAY)
    tell_turns(desk, TODAY)
    with database.session() as session:
        assert session.scalar(turned) == 1


def test_no_digest_is_made_on_a_day_off(desk: Desk) -> None:
    sunday = TODAY + timedelta(days=4)
    assert sunday.weekday() == 6
    assert "休息日" in run(job("make-digests"), desk, sunday)
