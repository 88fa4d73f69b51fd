"""The `tracker` command as it is typed, in a folder and on a database of its own."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from flask import Flask
from sqlalchemy import create_engine, text
from sqlalchemy.orm import Session

from tests.databases import Database
from tracker.app import create_app
from tracker.cli import main
from tracker.extensions import db, prepare_engine


class Command:
    """`command("user", "list")`: what it said, after its exit code was looked at."""

    def __init__(self, folder: Path, url: str) -> None:
        self.folder, self.url = folder, url
        self.environment = {"TRACKER_INSTANCE": str(folder), "TRACKER_DATABASE_URL": url}

    def __call__(self, *words: str, code: int = 0) -> str:
        result = self.result(*words)
        assert result.exit_code == code, f"{words}: {result.exit_code}\n{result.output}"
        return result.output

    def result(self, *words: str) -> Result:
        return CliRunner(env=self.environment).invoke(main, words, catch_exceptions=False)

    @contextmanager
    def session(self) -> Iterator[Session]:
        """The command's database; nothing is committed unless the test says so."""
        engine = create_engine(self.url)
        prepare_engine(engine)
        with Session(engine, info={"event_key": self.key}) as session:
            yield session
        engine.dispose()

    @contextmanager
    def office(self) -> Iterator[Flask]:
        """The app over the command's database, its keys and its folder."""
        app = create_app(DATABASE_URL=self.url, INSTANCE=str(self.folder), TESTING=True)
        yield app
        with app.app_context():
            db.engine.dispose()

    @property
    def key(self) -> bytes:
        return (self.folder / "event.key").read_bytes().strip()

    def execute(self, statement: str, **values: object) -> None:
        """Behind the domain's back."""
        with self.session() as session:
            session.execute(text(statement), values)
            session.commit()


@pytest.fixture
def command(tmp_path: Path, database: Database) -> Command:
    return Command(tmp_path, database.empty())


@pytest.fixture
def on_sqlite(tmp_path: Path) -> Command:
    return Command(tmp_path, f"sqlite:///{tmp_path}/tracker.db")


def password_in(said: str) -> str:
    found = re.search(r"(?:初始密码|口令都是：?)\s*(\S{14})", said)
    assert found, said
    return found[1]
