"""An office of many, for lists."""

from collections.abc import Iterator

import pytest
import time_machine
from sqlalchemy import Engine, create_engine
from sqlalchemy.orm import Session

from tests.builders import large_offices
from tests.databases import EVENT_KEY, Database
from tests.office import migrate
from tests.world import NOW, World, build
from tracker.extensions import prepare_engine


@pytest.fixture(scope="session")
def crowd(kept_database: Database) -> Iterator[Engine]:
    """A database of its own with the world and thirty more projects, made once."""
    url = kept_database.empty()
    engine = create_engine(url)
    prepare_engine(engine)
    with time_machine.travel(NOW):
        migrate(url)
        with Session(engine, info={"event_key": EVENT_KEY.encode()}) as session:
            build(session)
            large_offices.fill(World(session))
            session.commit()
    yield engine
    engine.dispose()


@pytest.fixture
def many(crowd: Engine) -> Iterator[World]:
    """That office as one session sees it; whatever a test writes is rolled back."""
    with Session(crowd, info={"event_key": EVENT_KEY.encode()}) as session:
        yield World(session)
