"""The desk of work that no request asks for: sessions that read, and sessions that write."""

from collections.abc import Iterator
from contextlib import contextmanager

from flask import Flask
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from tracker.extensions import db, writes

ORIGIN = "定时任务"


class Desk:
    """Opens sessions on the office's database, outside any request."""

    def __init__(self, app: Flask) -> None:
        with app.app_context():
            self.engine: Engine = db.engine
        self.key: bytes = app.config["EVENT_KEY"].encode()

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session that does not write, and so keeps no writer waiting."""
        with self._session(is_writing=False) as session:
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """A session that writes from its first statement on; the caller commits, and soon."""
        with self._session(is_writing=True) as session:
            yield session

    @contextmanager
    def _session(self, *, is_writing: bool) -> Iterator[Session]:
        token = writes.set(is_writing)
        try:
            with Session(self.engine, info={"event_key": self.key, "origin": ORIGIN}) as session:
                yield session
        finally:
            writes.reset(token)
