"""The extensions, made once: database, sign-in, CSRF guard, compression."""

from contextvars import ContextVar
from typing import Any

from flask import current_app, has_request_context, request
from flask_compress import Compress
from flask_login import LoginManager
from flask_sqlalchemy import SQLAlchemy
from flask_sqlalchemy.session import Session
from flask_wtf import CSRFProtect
from sqlalchemy import Connection, Engine, event

from tracker.domain.tables import Base

writes = ContextVar("writes", default=True)
"""Whether a transaction begun here is going to write; web requests that only read say no."""


class OfficeSession(Session):
    """A session that knows the key that seals events, and where its user is coming from."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.info["event_key"] = current_app.config["EVENT_KEY"].encode()
        self.info["origin"] = (request.remote_addr or "") if has_request_context() else "命令行"


db = SQLAlchemy(
    metadata=Base.metadata, disable_autonaming=True, session_options={"class_": OfficeSession}
)
login = LoginManager()
csrf = CSRFProtect()
compress = Compress()


def dialect() -> str:
    """Which kind of database it is, for the SQL that differs."""
    return db.engine.dialect.name


def prepare_engine(engine: Engine) -> None:
    """SQLite as it should be: WAL, durable, foreign keys on, and writers that queue.

    A transaction that reads and then writes must begin IMMEDIATE, else it
    fails when another wrote in between.
    """
    if engine.dialect.name != "sqlite":
        return

    @event.listens_for(engine, "connect")
    def set_pragmas(connection: Any, _: object) -> None:
        connection.isolation_level = None
        for pragma in (
            "busy_timeout=5000",
            "journal_mode=WAL",
            "synchronous=FULL",
            "foreign_keys=ON",
            "secure_delete=ON",
            "temp_store=MEMORY",
            # The system keeps the pages too, and once for all threads.
            "cache_size=-500",
        ):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes.get() else "BEGIN")
