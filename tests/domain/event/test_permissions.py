"""Who may do what: the table, and the query that is its twin."""

import pytest
from sqlalchemy import select

from tests.world import PEOPLE, World
from tracker.domain.blocker import Blocker
from tracker.domain.people.user import Actor
from tracker.domain.permissions import (
    CHECKING,
    CLEARING,
    POLICY,
    Can,
    Relation,
    can,
    forbidden_fields,
    masked,
    may,
    question_of_rows,
    sees_blocker,
    sees_everything,
    visible_blockers,
    visible_projects,
)
from tracker.domain.project import Project
from tracker.domain.words import Role

OF_ADMINS = {Can.KEEP_ACCOUNTS, Can.SET_CLOCKS, Can.SEND_OUT, Can.GRANT_ROLES, Can.SEE_EVENTS}
BESIDE_PROJECTS = {
    Can.KEEP_CHAINS,
    Can.KEEP_FIRMS,
    Can.MERGE_FIRMS,
    Can.KEEP_RANKINGS,
    Can.COURT,
    Can.SEE_TARGETS,
    Can.ANSWER_DIRECTIVE,
}
OF_LEADERS = {
    Can.SEE_PROJECTS,
    Can.SEE_CONTACTS,
    Can.SAVE_VIEWS,
    Can.PIN_COLOUR,
    Can.DIRECT,
}
OF_BLOCKERS = {*CLEARING, *CHECKING}
WRITES = set(Can) - OF_ADMINS - BESIDE_PROJECTS - OF_LEADERS - OF_BLOCKERS


@pytest.mark.parametrize("who", PEOPLE)
def test_the_query_finds_just_the_projects_that_the_rule_allows(many: World, who: str) -> None:
    actor = many.by(who)
    found = set(many.session.scalars(select(Project).where(visible_projects(actor.asker))))
    allowed = {
        project
        for project in many.session.scalars(select(Project))
        if can(actor, Can.SEE_PROJECTS, project)
    }
    assert found == allowed
    assert sees_everything(actor) is (who == "leader")


def test_the_many_tell_people_apart(many: World) -> None:
    counts = {
        who: len(
            many.session.scalars(
                select(Project.id).where(visible_projects(many.by(who).asker))
            ).all()
        )
        for who in PEOPLE
    }
    assert counts["leader"] == 33
    assert counts["officer"] == counts["colleague"] == counts["head"]
    assert 0 < counts["street"] < counts["stranger"] < counts["officer"] < 33
    assert not any(counts[who] for who in ("auditor", "admin", "guard", "newcomer"))


def test_what_one_answers_for_is_seen_even_after_changing_departments(many: World) -> None:
    user = many.user("stranger")
    moved = Actor(user.id, user.name, Role.OFFICER, many.user("street").department_id)
    found = set(many.session.scalars(select(Project.id).where(visible_projects(moved.asker))))
    own = set(many.session.scalars(select(Project.id).where(Project.owner_id == user.id)))
    assert own
    assert own < found


@pytest.mark.parametrize("who", PEOPLE)
@pytest.mark.parametrize("act", [Can.REVISE, Can.SEE_CONTACTS, Can.REGISTER, Can.VOID])
def test_a_row_is_asked_as_a_project_is(many: World, who: str, act: Can) -> None:
    actor = many.by(who)
    question = question_of_rows(actor, act)
    for project in many.session.scalars(select(Project)):
        answer = question(project.owner_id, project.owner_department_id)
        assert answer is can(actor, act, project)


def test_a_street_sees_its_own_blockers_and_others_those_of_their_projects(many: World) -> None:
    session, street = many.session, many.by("street")
    seen = set(session.scalars(select(Blocker).where(visible_blockers(street.asker))))
    assert seen == {one for one in session.scalars(select(Blocker)) if sees_blocker(street, one)}
    for who in ("officer", "stranger", "leader", "auditor", "newcomer"):
        actor = many.by(who)
        found = set(session.scalars(select(Blocker).where(visible_blockers(actor.asker))))
        assert found == {
            one
            for one in session.scalars(select(Blocker))
            if can(actor, Can.SEE_PROJECTS, one.project)
        }


def test_no_role_reaches_into_anothers_keeping() -> None:
    """三员: accounts, roles and the log lie in three hands, none of which touches projects."""
    for role in (Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDITOR):
        assert set(POLICY[role]) <= OF_ADMINS
        assert all(relation is Relation.ALL for relation in POLICY[role].values())
    for act in OF_ADMINS:
        assert sum(act in acts for acts in POLICY.values()) == 1
    assert set(POLICY) == set(Role)


def test_somebody_without_a_role_may_do_nothing(world: World) -> None:
    newcomer = world.by("newcomer")
    assert not any(may(newcomer, act) for act in Can)
    assert not any(can(newcomer, act, world.jia) for act in Can)


def test_a_leader_reads_everything_directs_and_changes_nothing_but_a_light(world: World) -> None:
    leader = world.by("leader")
    assert {act for act in Can if may(leader, act)} == OF_LEADERS | {Can.SEE_TARGETS}


WHO_MAY = {
    "officer": {"jia": WRITES, "bing": WRITES, "yi": {Can.REGISTER}},
    "head": {"jia": WRITES, "bing": WRITES, "yi": {Can.REGISTER}},
    "stranger": {"jia": {Can.REGISTER}, "bing": {Can.REGISTER}, "yi": WRITES},
    "street": {"jia": set(), "bing": {Can.FOLLOW_UP}, "yi": set()},
    "leader": {"jia": set(), "bing": set(), "yi": set()},
}


@pytest.mark.parametrize(
    ("who", "project"), [(who, one) for who in WHO_MAY for one in WHO_MAY[who]]
)
def test_what_each_may_do_to_each_project(world: World, who: str, project: str) -> None:
    actor, its = world.by(who), getattr(world, project)
    assert {act for act in WRITES if can(actor, act, its)} == WHO_MAY[who][project]


def test_a_telephone_number_is_masked_for_whom_it_is_not(world: World) -> None:
    assert forbidden_fields(world.by("officer"), world.jia) == {}
    assert forbidden_fields(world.by("street"), world.jia) == {"contact_phone": "138****1234"}
    assert (masked("07341234"), masked("")) == ("********", "")
