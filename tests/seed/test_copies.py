"""The bench's large offices: copies of played projects that agree with the facts like any other."""

from collections.abc import Iterator

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from seed.demo import seed_demo
from tests.bench.copies import OF_BLOCKERS, OF_PROJECTS, enlarge
from tests.databases import EVENT_KEY, Database
from tests.seed.conftest import blank
from tests.world import TODAY
from tracker.commands.checking import differences
from tracker.domain.base import Base
from tracker.domain.blocker import Blocker
from tracker.domain.event import Event
from tracker.domain.firm import Firm, FirmAlias
from tracker.domain.notice import Notice
from tracker.domain.project import Project
from tracker.domain.words import Source

PLAYED, WANTED = 40, 200
INVENTED = Project.source != Source.PRINT
RARE = {"task_force_meeting", "blocker_helper"}
KEPT_BY_THE_DOMAIN = {"project_phone"}
NOT_OF_THE_PROJECT = {"directive", "target", "event"}
"""What leaders and targets did is not copied, nor are the events of it."""


@pytest.fixture(scope="module")
def made(kept_database: Database) -> Iterator[tuple[Session, dict[str, int]]]:
    """The large office, and how many rows of each table the played one had."""
    with blank(kept_database) as one:
        seed_demo(one, TODAY, lambda login: login, PLAYED)
        played = _rows(one)
        enlarge(one, WANTED, TODAY)
        one.commit()
        yield one, played


@pytest.fixture
def large(made: tuple[Session, dict[str, int]]) -> Session:
    return made[0]


def _rows(session: Session) -> dict[str, int]:
    """How many rows of invented projects each table has."""
    of_projects = {
        model.__tablename__: select(model.id).join(Project, Project.id == model.project_id)
        for model in OF_PROJECTS
    }
    of_blockers = {
        model.__tablename__: select(model.id)
        .join(Blocker, Blocker.id == model.blocker_id)
        .join(Project, Project.id == Blocker.project_id)
        for model in OF_BLOCKERS
    }
    events = select(Event.id).join(Project, Project.id == Event.project_id)
    about = func.substr(Event.subject, 1, 7).in_(("", "blocker", "follow-"))
    notices = select(Notice.id).join(Event, Event.id == Notice.event_id)
    asked = of_projects | of_blockers
    asked["event"] = events.where(about)
    asked["notice"] = notices.join(Project, Project.id == Event.project_id).where(about)
    return {
        name: session.scalar(select(func.count()).select_from(one.where(INVENTED).subquery())) or 0
        for name, one in asked.items()
    }


def test_a_copied_office_agrees_with_the_facts_and_its_seals_hold(large: Session) -> None:
    assert large.scalar(select(func.count()).where(INVENTED)) == WANTED
    assert list(differences(large, EVENT_KEY.encode())) == []


def test_every_copy_is_another_project_of_another_firm_with_as_many_rows(large: Session) -> None:
    projects = large.scalars(select(Project).where(INVENTED).order_by(Project.id)).all()
    for names in ("code", "name", "contact_phone"):
        assert len({getattr(one, names) for one in projects}) == WANTED
    assert all(one.name.startswith("示例") for one in projects)
    for column in (Firm.name, Firm.credit_code, FirmAlias.name):
        found = large.scalars(select(column).where(column.is_not(None))).all()
        assert len(found) == len(set(found))
    for one in projects:
        assert one.firm is not None
        assert one.name.startswith(one.firm.aliases[0].name)
        called = (one.firm.aliases[0].name, "示例企业")
        assert all(any(name in told.said for name in called) for told in one.follow_ups)


def test_no_table_that_belongs_to_projects_is_left_out(large: Session) -> None:
    copied = {model.__tablename__ for model in (*OF_PROJECTS, *OF_BLOCKERS)} | KEPT_BY_THE_DOMAIN
    for table in Base.metadata.sorted_tables:
        owners = {key.column.table.name for key in table.foreign_keys} & {"project", "blocker"}
        if not owners or table.name in NOT_OF_THE_PROJECT:
            continue
        rows = large.scalar(select(func.count()).select_from(table)) or 0
        assert table.name in copied or not rows, table.name


def test_every_row_of_a_project_comes_with_each_of_its_copies(
    made: tuple[Session, dict[str, int]],
) -> None:
    large, played = made
    times = WANTED // PLAYED
    assert _rows(large) == {name: rows * times for name, rows in played.items()}
    assert all(rows for name, rows in played.items() if name not in RARE)


def test_the_copies_are_filed_in_the_order_of_their_numbers(large: Session) -> None:
    last = large.scalar(select(func.max(Project.id)).where(~INVENTED)) or 0
    copies = select(Project.filed_on).where(INVENTED, Project.id > last + PLAYED)
    days = large.scalars(copies.order_by(Project.id)).all()
    assert days == sorted(days)
    assert len(days) == WANTED - PLAYED
