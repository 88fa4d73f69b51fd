"""What every test stands on: its day, its database, its world, the app and whoever asks it."""

import signal
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import time_machine
from flask import Flask
from hypothesis import HealthCheck, settings
from sqlalchemy import text
from sqlalchemy.orm import Session

from tests import cluster
from tests.databases import KINDS, Database
from tests.office import cookie_of, migrate, open_app
from tests.page_client import PageClient
from tests.world import NOW, World, build
from tracker.domain.statement_cache import KeptStatement

pytest_plugins = ["tests.browser"]

unhurried = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
settings.register_profile(
    "here", deadline=None, database=None, max_examples=60, suppress_health_check=unhurried
)
settings.load_profile("here")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--database", choices=sorted(KINDS), default="sqlite", help="what to test on")


def pytest_configure(config: pytest.Config) -> None:
    # Ended from outside, a run still stops its server and its browser.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    if config.getoption("--database") == "postgresql" and cluster.programs() is None:
        raise pytest.UsageError(cluster.MISSING)


@pytest.fixture(scope="session")
def kept_database(request: pytest.FixtureRequest) -> Iterator[Database]:
    """The run's database with the world in it."""
    made = KINDS[request.config.getoption("--database")]()
    with time_machine.travel(NOW):
        migrate(made.url)
        with made.session() as session:
            build(session)
    made.keep()
    yield made
    made.stop()


@pytest.fixture(scope="session")
def kept_app(kept_database: Database, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """The run's app; what people upload goes to a folder of the run's own."""
    app = open_app(kept_database.url, INSTANCE=str(tmp_path_factory.mktemp("instance")))
    yield app
    with app.app_context():
        app.extensions["sqlalchemy"].engine.dispose()


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    """It is nine in the morning of world.TODAY; `clock.shift(…)` and `move_to(…)` go on."""
    with time_machine.travel(NOW) as traveller:
        yield traveller


@pytest.fixture
def database(kept_database: Database) -> Database:
    """The database as the world left it."""
    kept_database.put_back()
    return kept_database


@pytest.fixture
def session(database: Database) -> Iterator[Session]:
    """A session for domain tests. Close it before a client asks: SQLite has one writer."""
    with database.session() as one:
        yield one


@pytest.fixture
def world(session: Session) -> World:
    return World(session)


@pytest.fixture
def plan_of(session: Session, world: World) -> Callable[[Any], list[str]]:
    """How SQLite would run a statement on tables it takes for large; elsewhere no steps."""
    if session.get_bind().dialect.name != "sqlite":
        return lambda statement: []
    if session.scalar(text("SELECT 1 FROM sqlite_schema WHERE name = 'sqlite_stat1'")):
        session.execute(text("DELETE FROM sqlite_stat1"))
        session.execute(text("ANALYZE sqlite_schema"))

    def plan(asked: Any) -> list[str]:
        is_kept = isinstance(asked, KeptStatement)
        statement = asked.statement.params(asked.values) if is_kept else asked
        compiled = statement.compile(session.get_bind(), compile_kwargs={"literal_binds": True})
        rows = session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {compiled}")
        return [row[3] for row in rows]

    return plan


@pytest.fixture
def app(kept_app: Flask, database: Database) -> Flask:
    return kept_app


@pytest.fixture
def client(app: Flask) -> PageClient:
    """Somebody who has not signed in."""
    return PageClient(app)


@pytest.fixture
def as_(app: Flask) -> Callable[[str], PageClient]:
    """`as_("officer")`: a client signed in as that person of world.PEOPLE."""
    return lambda who: PageClient(app, cookie_of(app, who))
