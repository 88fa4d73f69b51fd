"""Databases with tables and nothing else, and offices that tests only read."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import create_engine
from sqlalchemy.orm import Session

from seed.demo import seed_demo
from seed.print import seed_print
from seed.reference import seed_reference
from tests.databases import EVENT_KEY, Database
from tests.world import TODAY
from tracker.domain.search.text_index import FIRMS, create_search, keep_events_append_only
from tracker.domain.tables import Base
from tracker.extensions import prepare_engine

PROJECTS = 150


@contextmanager
def blank(database: Database) -> Iterator[Session]:
    """A session on a database of its own, with every table and not a row."""
    engine = create_engine(database.empty())
    prepare_engine(engine)
    with engine.begin() as connection:
        Base.metadata.create_all(connection)
        create_search(connection)
        create_search(connection, FIRMS)
        keep_events_append_only(connection)
    with Session(engine, info={"event_key": EVENT_KEY.encode(), "origin": "测试"}) as one:
        yield one
    engine.dispose()


@contextmanager
def demo_office(database: Database) -> Iterator[Session]:
    with blank(database) as one:
        seed_demo(one, TODAY, lambda login: f"hash of {login}", PROJECTS)
        one.commit()
        yield one


@pytest.fixture
def session(kept_database: Database) -> Iterator[Session]:
    """In this folder a session finds nothing, for seeds are sown on bare ground."""
    with blank(kept_database) as one:
        yield one


@pytest.fixture(scope="session")
def kept_demo(kept_database: Database) -> Iterator[Session]:
    with demo_office(kept_database) as one:
        yield one


@pytest.fixture(scope="session")
def kept_print(kept_database: Database) -> Iterator[Session]:
    with blank(kept_database) as one:
        seed_reference(one)
        seed_print(one)
        one.commit()
        yield one


@pytest.fixture
def printed(kept_print: Session) -> Iterator[Session]:
    """An office that knows what is in print; whatever a test changes is taken back."""
    yield kept_print
    kept_print.rollback()
    kept_print.expunge_all()


@pytest.fixture
def demo(kept_demo: Session) -> Iterator[Session]:
    """The demo office of world.TODAY; whatever a test changes is taken back."""
    yield kept_demo
    kept_demo.rollback()
    kept_demo.expunge_all()
