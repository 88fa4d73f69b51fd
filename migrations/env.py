"""Runs the migrations in one transaction each, on the application's own engine."""

from alembic import context
from flask import current_app
from sqlalchemy import Connection, Enum

from tracker.domain.base import Moment

config = context.config
database = current_app.extensions["migrate"].db


def is_ours(_: object, name: str | None, kind: str, *__: object) -> bool:
    """Search tables and the index on an expression are made by hand; nothing can compare them."""
    searched = (name or "").startswith(("project_search", "firm_search"))
    by_hand = searched or name == "ix_project_amount"
    return not (kind in ("table", "index") and by_hand)


def plain_type(kind: str, item: object, _: object) -> str | bool:
    """Words are text of 32 signs, moments are timestamps; a new word needs no migration."""
    if kind == "type" and isinstance(item, Enum):
        return "sa.String(length=32)"
    if kind == "type" and isinstance(item, Moment):
        return "sa.DateTime(timezone=True)"
    return False


def run(connection: Connection) -> None:
    """Upgrade on this connection.

    Batch mode on SQLite copies tables; with foreign keys on, dropping the old
    copy would delete child rows. So they are off during the change and
    checked after it.
    """
    sqlite = connection.dialect.name == "sqlite"
    if sqlite:
        raw = connection.connection.driver_connection
        raw.execute("PRAGMA foreign_keys=OFF")
    context.configure(
        connection=connection,
        target_metadata=database.metadata,
        render_as_batch=True,
        include_object=is_ours,
        render_item=plain_type,
        compare_type=True,
        transaction_per_migration=True,
    )
    try:
        with context.begin_transaction():
            context.run_migrations()
            if sqlite:
                broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
                assert not broken, f"rows without their parent: {broken[:5]}"
    finally:
        if sqlite:
            raw.execute("PRAGMA foreign_keys=ON")
    if not connection.in_transaction():
        with connection.begin():
            connection.exec_driver_sql("ANALYZE")


with database.engine.connect() as connection:
    run(connection)
