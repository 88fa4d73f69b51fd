"""The database that tests run on: migrated once, and put back to the world before each test.

Putting back costs about half a millisecond on SQLite and four on PostgreSQL,
and next to nothing after a test that wrote nothing.
"""

import shutil
import sqlite3
import tempfile
from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from itertools import count
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine, inspect, text
from sqlalchemy.orm import Session

from tests.cluster import Cluster
from tracker.extensions import prepare_engine

EVENT_KEY = "a key for tests alone"


class Database(ABC):
    """A database at `url`, with an engine of the tests' own beside the app's."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.engine = create_engine(url)
        prepare_engine(self.engine)

    @contextmanager
    def session(self) -> Iterator[Session]:
        """A session that can seal events; nothing is committed unless the test says so."""
        with Session(self.engine, info={"event_key": EVENT_KEY.encode(), "origin": "测试"}) as one:
            yield one

    def rows(self, *but: str) -> dict[str, list[tuple[Any, ...]]]:
        """Every row of every table (but the named ones), to compare before and after."""
        with self.engine.connect() as connection:
            return {
                name: sorted(
                    map(tuple, connection.exec_driver_sql(f'SELECT * FROM "{name}"')), key=repr
                )
                for name in self.names
                if name not in but
            }

    @cached_property
    def names(self) -> list[str]:
        """Its tables, but for those in which the search indexes keep house."""
        found = sorted(inspect(self.engine).get_table_names())
        return [one for one in found if not one.startswith(("project_search_", "firm_search_"))]

    @abstractmethod
    def keep(self) -> None:
        """Remember what is there now as the world."""

    @abstractmethod
    def put_back(self) -> None:
        """Make everything as it was when it was kept."""

    @abstractmethod
    def empty(self) -> str:
        """The address of a new database with nothing in it, gone at the end of the run."""

    @abstractmethod
    def stop(self) -> None:
        """Close and remove it."""


class SqliteDatabase(Database):
    """A file in memory-backed storage where there is some; put back by SQLite's own backup."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="tracker-", dir=_quick_folder()))
        self._numbers = count(1)
        super().__init__(self.empty())

    def keep(self) -> None:
        file = self.engine.url.database or ""
        self._keeper = sqlite3.connect(file, timeout=0, check_same_thread=False)
        self._kept = sqlite3.connect(":memory:", check_same_thread=False)
        self._keeper.backup(self._kept)
        self._seen = self._version()

    def put_back(self) -> None:
        if self._version() != self._seen:
            self._tries = 0
            self._kept.backup(self._keeper, progress=self._give_up_in_the_end, sleep=0.05)
            self._seen = self._version()

    def _version(self) -> int:
        """Changes when anybody but the keeper has written."""
        return int(self._keeper.execute("PRAGMA data_version").fetchone()[0])

    def _give_up_in_the_end(self, status: int, *_: int) -> None:
        self._tries += status in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
        assert self._tries < 60, "an earlier test left a transaction open"

    def empty(self) -> str:
        return f"sqlite:///{self.folder}/{next(self._numbers)}.db"

    def stop(self) -> None:
        self.engine.dispose()
        self._keeper.close()
        self._kept.close()
        shutil.rmtree(self.folder)


class PostgresDatabase(Database):
    """A cluster of our own; the kept rows lie in a schema beside, and a function puts them back."""

    def __init__(self) -> None:
        self.cluster = Cluster()
        self._numbers = count(1)
        super().__init__(self.empty())

    def keep(self) -> None:
        with self.engine.begin() as connection:
            tables = inspect(connection).get_table_names()
            connection.execute(text("CREATE SCHEMA kept"))
            steps = ["SET LOCAL session_replication_role = replica;"]
            for name in tables:
                connection.execute(text(f'CREATE TABLE kept."{name}" AS TABLE public."{name}"'))
                steps.append(f'DELETE FROM public."{name}";')
                steps.append(f'INSERT INTO public."{name}" SELECT * FROM kept."{name}";')
            for name, last in connection.execute(text(SEQUENCES)):
                steps.append(f"PERFORM setval('public.{name}', {last or 1}, {last is not None});")
            body = "\n".join(steps)
            connection.exec_driver_sql(
                f"CREATE FUNCTION kept.put_back() RETURNS void LANGUAGE plpgsql"
                f" AS $$ BEGIN {body} END $$"
            )
        self._keeper = self.engine.connect().execution_options(isolation_level="AUTOCOMMIT")
        self._keeper.execute(text("SET lock_timeout = '3s'"))
        self._seen = self._version()

    def put_back(self) -> None:
        if self._version() != self._seen:
            self._keeper.execute(text("SELECT kept.put_back()"))
            self._seen = self._version()

    def _version(self) -> str:
        """Grows when anybody has written."""
        asked = "SELECT pg_snapshot_xmax(pg_current_snapshot())::text"
        return str(self._keeper.scalar(text(asked)))

    def empty(self) -> str:
        name = f"tracker_{next(self._numbers)}"
        chief = create_engine(self.cluster.url("postgres"), isolation_level="AUTOCOMMIT")
        with chief.connect() as connection:
            connection.execute(text(f"CREATE DATABASE {name}"))
        chief.dispose()
        return self.cluster.url(name)

    def stop(self) -> None:
        self._keeper.close()
        self.engine.dispose()
        self.cluster.stop()


SEQUENCES = "SELECT sequencename, last_value FROM pg_sequences WHERE schemaname = 'public'"

KINDS: dict[str, type[SqliteDatabase | PostgresDatabase]] = {
    "sqlite": SqliteDatabase,
    "postgresql": PostgresDatabase,
}


def _quick_folder() -> str | None:
    return "/dev/shm" if Path("/dev/shm").is_dir() else None
