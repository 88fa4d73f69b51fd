"""Who may do what to a blocker: whoever clears it, helps with it, raised it, or looks on."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.builders.blockers import answered
from tests.world import INDUSTRY, PEOPLE, STREET, TODAY, World
from tracker.domain.blocker import Blocker, BlockerAct, report_blocker
from tracker.domain.blocker.act_rules import RULES
from tracker.domain.new_blocker import report_as_permitted
from tracker.domain.permissions import Can, can, sees_blocker, visible_blockers, visible_projects
from tracker.domain.project import Project
from tracker.domain.words import BlockerKind
from tracker.queries.open_acts import acts_open_to, usual_act
from tracker.queries.whose_turn import awaited_by, blocker_waits_for
from tracker.refusal import Refused

CLEARS = {Can.ACCEPT_BLOCKER, Can.REPORT_BLOCKER, Can.ANSWER_BLOCKER, Can.ASK_TIME}
CHECKS = {Can.GRANT_TIME, Can.CLOSE_BLOCKER, Can.REOPEN_BLOCKER}
TRACKS = {Can.ASSIGN_BLOCKER, Can.BACK_BLOCKER}
ACTS = CLEARS | CHECKS | TRACKS
WHO_MAY = {
    "officer": TRACKS,
    "colleague": TRACKS | CHECKS,
    "head": TRACKS | CHECKS,
    "street": CLEARS | {Can.BACK_BLOCKER},
    "stranger": set(),
    "leader": set(),
    "auditor": set(),
    "admin": set(),
    "guard": set(),
    "newcomer": set(),
}
"""丙's blocker: raised by the colleague, who answers for 丙, and handed to the street."""

Act = BlockerAct


@pytest.mark.parametrize("who", PEOPLE)
def test_what_each_may_do_to_a_blocker_of_the_street(world: World, who: str) -> None:
    allowed = {act for act in ACTS if can(world.by(who), act, world.bing, world.blocker)}
    assert allowed == WHO_MAY[who]
    assert {RULES[act].can for act in Act if act is not Act.RAISE} - {None} <= ACTS


def test_a_helper_tells_of_its_part_and_does_no_more(world: World) -> None:
    world.blocker.assign_to(
        world.department(STREET),
        due_on=TODAY,
        on=TODAY,
        by=world.by("colleague"),
        helpers=[world.department(INDUSTRY)],
    )
    stranger = world.by("stranger")
    allowed = {act for act in ACTS if can(stranger, act, world.bing, world.blocker)}
    assert allowed == {Can.REPORT_BLOCKER, Can.BACK_BLOCKER}


def test_whoever_raised_it_checks_it_though_the_project_is_anothers(world: World) -> None:
    jia, stranger = world.jia, world.by("stranger")
    jia.draw_in(world.department(INDUSTRY), by=world.by("officer"), on=TODAY)
    blocker = report_blocker(jia, BlockerKind.LAND, "没有地", on=TODAY, by=stranger)
    for who, checks in (("stranger", True), ("officer", True), ("colleague", False)):
        assert can(world.by(who), Can.CLOSE_BLOCKER, jia, blocker) is checks


def everyone_involved(world: World) -> None:
    """Blockers of all kinds: a helper's, a task force's, one that waits, one that nobody has."""
    answered(world)
    colleague, street = world.by("colleague"), world.department(STREET)
    industry, due_on = world.department(INDUSTRY), TODAY + timedelta(days=3)
    report_blocker(
        world.jia,
        BlockerKind.LAND,
        "甲",
        on=TODAY,
        by=world.by("officer"),
        department=street,
        due_on=due_on,
        helpers=[industry],
    )
    report_blocker(world.jia, BlockerKind.LAND, "甲二", on=TODAY, by=world.by("officer"))
    other = report_blocker(
        world.bing,
        BlockerKind.FUNDS,
        "丙二",
        on=TODAY,
        by=colleague,
        department=industry,
        due_on=due_on,
        helpers=[street],
    )
    third = report_blocker(world.yi, BlockerKind.FUNDS, "乙", on=TODAY, by=world.by("stranger"))
    third.draw_in(street, by=world.by("stranger"), on=TODAY)
    other.accept(on=TODAY, by=world.by("stranger"))
    other.ask_for_time(due_on + timedelta(days=9), because="等", on=TODAY, by=world.by("stranger"))
    world.session.flush()
    other.assign_to(industry, due_on=due_on, on=TODAY, by=colleague)
    world.session.flush()
    world.session.expire_all()


@pytest.mark.parametrize("who", PEOPLE)
def test_the_queries_find_just_what_the_rules_allow(world: World, who: str) -> None:
    everyone_involved(world)
    session, actor = world.session, world.by(who)
    projects = session.scalars(select(Project)).all()
    seen = {one for one in projects if can(actor, Can.SEE_PROJECTS, one)}
    assert set(session.scalars(select(Project).where(visible_projects(actor.asker)))) == seen
    blockers = {one for project in seen for one in project.blockers if sees_blocker(actor, one)}
    assert set(session.scalars(select(Blocker).where(visible_blockers(actor.asker)))) == blockers


@pytest.mark.parametrize("who", PEOPLE)
def test_it_is_the_turn_of_whoever_has_a_usual_act(world: World, who: str) -> None:
    everyone_involved(world)
    session, actor = world.session, world.by(who)

    def found(condition: object) -> set[Blocker]:
        asked = select(Blocker).join(Project).where(condition, visible_blockers(actor.asker))  # type: ignore[arg-type]
        return set(session.scalars(asked))

    visible = session.scalars(select(Blocker).where(visible_blockers(actor.asker))).all()
    turns = {one for one in visible if usual_act(actor, one)}
    owed, awaited = found(blocker_waits_for(actor.asker)), found(awaited_by(actor.asker))
    # A colleague of the owner may hand out what the owner ought to.
    assert owed <= turns
    assert all(one.by_id != actor.id and one.project.owner_id != actor.id for one in turns - owed)
    assert not owed & awaited


def test_only_what_fits_is_open_and_the_usual_act_comes_next(world: World) -> None:
    blocker, street, colleague = world.blocker, world.by("street"), world.by("colleague")
    assert acts_open_to(street, blocker) == [Act.ACCEPT, Act.ASK_TIME]
    assert acts_open_to(colleague, blocker) == [Act.ASSIGN, Act.CLOSE]
    assert (usual_act(street, blocker), usual_act(colleague, blocker)) == (Act.ACCEPT, None)
    blocker.accept(on=TODAY, by=street)
    assert acts_open_to(street, blocker) == [Act.REPORT, Act.ANSWER, Act.ASK_TIME]
    assert usual_act(street, blocker) is Act.ANSWER
    blocker.ask_for_time(TODAY + timedelta(days=30), because="等", on=TODAY, by=street)
    assert Act.ASK_TIME not in acts_open_to(street, blocker)
    assert usual_act(colleague, blocker) is Act.GRANT_TIME
    blocker.answer("好了", on=TODAY, by=street)
    assert acts_open_to(street, blocker) == []
    assert acts_open_to(colleague, blocker) == [Act.CLOSE, Act.REOPEN]
    assert usual_act(colleague, blocker) is Act.CLOSE
    blocker.close("好了", on=TODAY, by=colleague)
    assert acts_open_to(colleague, blocker) == [Act.REOPEN]
    assert usual_act(colleague, blocker) is None


def test_whoever_does_not_track_a_project_reports_a_blocker_but_hands_it_to_nobody(
    world: World,
) -> None:
    street, other = world.department(STREET), world.by("street")
    due_on = TODAY + timedelta(days=3)
    with pytest.raises(Refused) as refusal:
        report_as_permitted(
            world.jia,
            BlockerKind.LAND,
            "红线未定",
            on=TODAY,
            by=other,
            department=street,
            due_on=due_on,
        )
    assert refusal.value.fields.keys() == {"department"}
    blocker = report_as_permitted(world.jia, BlockerKind.LAND, "红线未定", on=TODAY, by=other)
    world.session.commit()
    assert blocker.department is None
