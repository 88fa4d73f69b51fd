"""The demo office as a whole."""

from itertools import pairwise
from typing import Any

import pytest
from sqlalchemy import Table, func, select
from sqlalchemy.orm import Session

from seed.demo import seed_demo
from tests.databases import EVENT_KEY, Database
from tests.seed.conftest import PROJECTS, demo_office
from tests.world import TODAY
from tracker.commands.checking import differences
from tracker.domain.blocker import Blocker
from tracker.domain.chain import ChainLink
from tracker.domain.event import Event
from tracker.domain.notice import Notice
from tracker.domain.office.office import Office
from tracker.domain.people.department import Department
from tracker.domain.people.user import User
from tracker.domain.permissions import visible_blockers, visible_projects
from tracker.domain.project import Project
from tracker.domain.project.follow_ups import FollowUp
from tracker.domain.project.project_codes import CodeSeries
from tracker.domain.words import Role, Source, Stage
from tracker.queries.project_list.filter import ProjectFilter
from tracker.refusal import Refused

INVENTED = Project.source != Source.PRINT


def _user(session: Session, login: str) -> User:
    return session.scalars(select(User).where(User.login == login)).one()


def _count(session: Session, *wanted: Any) -> int:
    return session.scalar(select(func.count()).where(*wanted)) or 0


def test_everything_kept_agrees_with_the_facts(demo: Session) -> None:
    assert list(differences(demo, EVENT_KEY.encode())) == []


def test_there_is_somebody_for_every_role(demo: Session) -> None:
    people = {user.login: user for user in demo.scalars(select(User))}
    assert all(user.is_demo for user in people.values())
    assert {user.role for user in people.values()} == set(Role)
    expected = {
        "staff": Role.OFFICER,
        "street": Role.UNIT,
        "leader": Role.LEADER,
        "head": Role.HEAD,
        "auditor": Role.AUDITOR,
        "admin": Role.SYSTEM_ADMIN,
        "security": Role.SECURITY_ADMIN,
    }
    assert {login: people[login].role for login in expected} == expected
    assert people["staff"].password_hash == "hash of staff"
    street = people["street"].department
    assert street is not None
    assert street.name == "蒸湘街道"


def test_every_stage_and_every_link_has_projects(demo: Session) -> None:
    assert _count(demo, INVENTED) == PROJECTS
    assert set(demo.scalars(select(Project.stage).where(INVENTED))) == set(Stage)
    links = set(demo.scalars(select(Project.chain_link_id).where(INVENTED)))
    assert links == {*demo.scalars(select(ChainLink.id)), None}


def test_the_bureau_owns_about_half(demo: Session) -> None:
    bureau = Project.owner_department_id.in_(select(Department.id).where(Department.is_bureau))
    assert 0.4 < _count(demo, INVENTED, bureau) / PROJECTS < 0.65


def test_there_are_about_ten_follow_ups_a_project(demo: Session) -> None:
    told = demo.scalar(select(func.count()).select_from(FollowUp)) or 0
    assert 9 < told / PROJECTS < 11


def test_the_street_sees_the_few_that_were_handed_to_it(demo: Session) -> None:
    street = _user(demo, "street").as_actor()
    assert 6 <= _count(demo, visible_projects(street.asker)) <= 13
    blockers = demo.scalars(select(Blocker).where(visible_blockers(street.asker))).all()
    still = [blocker for blocker in blockers if blocker.is_open]
    assert any(blocker.is_overdue_on(TODAY) for blocker in still)
    assert any(not blocker.is_overdue_on(TODAY) for blocker in still)
    assert len(still) < len(blockers)


def test_every_invented_text_says_that_it_is_one(demo: Session) -> None:
    for project in demo.scalars(select(Project).where(INVENTED)):
        assert project.firm is not None
        for told in (project.name, project.firm.name, project.summary, project.contact):
            assert "示例" in told
    assert all("示例" in said for said in demo.scalars(select(FollowUp.said)))
    invented = select(Blocker.what).join(Blocker.project).where(INVENTED)
    assert all(what.startswith("示例") for what in demo.scalars(invented))


def test_real_projects_get_an_owner_and_nothing_else(demo: Session) -> None:
    printed = demo.scalars(select(Project).where(~INVENTED)).all()
    assert len(printed) == 17
    for project in printed:
        assert project.owner is not None
        assert project.amount_yuan is None
        assert project.facts == {}
        assert project.follow_ups == []


def test_the_last_days_are_new_to_everybody(demo: Session) -> None:
    last = demo.scalar(select(func.max(Event.id))) or 0
    assert all(0 < seen < last for seen in demo.scalars(select(User.seen_event_id)))


def test_the_next_code_is_free(demo: Session) -> None:
    for series in demo.scalars(select(CodeSeries)):
        codes = demo.scalars(select(Project.code).where(Project.code.startswith(series.name))).all()
        assert max(codes) == f"{series.name}-{series.last:04d}"


def test_an_invented_project_is_found_by_its_initials(demo: Session) -> None:
    project = demo.scalars(select(Project).where(INVENTED).limit(1)).one()
    dialect = demo.get_bind().dialect.name
    for asked in (project.code, project.name[:5], project.name_key[:8]):
        wanted = ProjectFilter(q=asked).wanted(TODAY, dialect)
        assert project.id in demo.scalars(select(Project.id).where(*wanted)).all()


def test_the_same_day_gives_the_same_office(kept_database: Database, demo: Session) -> None:
    with demo_office(kept_database) as again:
        for model in (Project, FollowUp, Blocker, User):
            table = model.__table__
            assert isinstance(table, Table)
            assert _invented(again, table) == _invented(demo, table), table.name


def _invented(session: Session, table: Table) -> list[tuple[Any, ...]]:
    """Whole rows; but what was written by a verb bears the moment of writing."""
    names = ("recorded_at", "changed_at")
    by_verbs = {
        "user_account": names,
        "blocker": names,
        "project": names,
        "follow_up": names[:1],
    }.get(table.name, ())
    wanted = [column for column in table.columns if column.name not in by_verbs]
    return [tuple(row) for row in session.execute(select(*wanted).order_by(table.c.id))]


def test_a_second_time_changes_nothing(demo: Session) -> None:
    assert not seed_demo(demo, TODAY, lambda login: login, PROJECTS)
    assert _count(demo, INVENTED) == PROJECTS


def test_a_real_office_takes_no_demo(session: Session) -> None:
    session.add(Office(name="示例区招商办", code_prefix="ZX"))
    with pytest.raises(Refused, match="正式启用"):
        seed_demo(session, TODAY, lambda login: login)


def test_months_are_handed_to_the_caller_to_commit(session: Session) -> None:
    months: list[int] = []
    assert seed_demo(
        session, TODAY, lambda login: login, 24, lambda: months.append(_count(session, INVENTED))
    )
    assert len(months) > 6
    assert months == sorted(months)
    assert max(b - a for a, b in pairwise(months)) < 12
    assert _count(session, INVENTED) == 24


def test_what_was_told_before_the_last_days_has_been_read(demo: Session) -> None:
    unread = demo.scalars(select(Notice.event_id).where(Notice.read_at.is_(None))).all()
    seen = demo.scalars(select(User.seen_event_id).limit(1)).one()
    assert unread
    assert min(unread) > seen
    assert _count(demo, Notice.read_at.is_not(None)) > len(unread)
