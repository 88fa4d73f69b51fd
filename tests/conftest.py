"""What every test stands on: its day, its database, its world, the app and whoever asks it."""

import signal
from collections.abc import Callable, Iterator
from functools import partial

import pytest
import time_machine
from flask import Flask
from hypothesis import HealthCheck, settings
from sqlalchemy.orm import Session

from tests import cluster, plans
from tests.databases import KINDS, Database
from tests.office import cookie_of, migrate, open_app
from tests.page_client import PageClient
from tests.world import NOW, World, build

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


WHOLE_OFFICES = {"command", "on_sqlite", "old_office", "kept_demo", "demo"}
"""Fixtures that migrate a database from empty, or fill a whole office."""


def is_slow(item: pytest.Item) -> bool:
    """A whole office, the seeds, or a property tried on many worlds; others are marked by hand."""
    stands_on = set(getattr(item, "fixturenames", ()))
    is_property = getattr(getattr(item, "obj", None), "is_hypothesis_test", False)
    is_of_seeds = "seed" in item.path.relative_to(item.config.rootpath).parts
    has_world = "kept_database" in stands_on
    return bool(stands_on & WHOLE_OFFICES) or is_of_seeds or (is_property and has_world)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """What can be asked of SQLite alone is no part of a run on another database."""
    for item in items:
        if is_slow(item):
            item.add_marker("slow")
    if config.getoption("--database") != "sqlite":
        alone = [item for item in items if item.get_closest_marker("sqlite")]
        config.hook.pytest_deselected(items=alone)
        items[:] = [item for item in items if not item.get_closest_marker("sqlite")]


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
def plan_of(session: Session) -> plans.PlanOf:
    """How this run's database would run a statement on tables that it takes for large."""
    return partial(plans.plan_of, session)


@pytest.fixture
def plans_of(session: Session) -> plans.PlansOf:
    """The same for every statement that is run by what is done."""
    return partial(plans.plans_of, session)


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
