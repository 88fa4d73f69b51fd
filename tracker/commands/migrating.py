"""Migrating: the database comes to the newest shape; one that is there already costs a query."""

from pathlib import Path

from flask import Flask
from sqlalchemy import text
from sqlalchemy.exc import OperationalError, ProgrammingError

from tracker.config import ROOT
from tracker.extensions import db

MIGRATIONS = ROOT / "migrations"


def newest_revision() -> str:
    """The number that the newest migration's file name begins with."""
    return max(path.name for path in Path(MIGRATIONS, "versions").glob("[0-9]*.py")).split("_")[0]


def bring_up_to_date(app: Flask) -> Flask:
    """Run the migrations that are still to come, and leave no connection open.

    Alembic is imported only when there is something to do: it costs a third of a start.
    """
    with app.app_context():
        if not _is_current():
            _upgrade(app)
        db.engine.dispose()
    return app


def _is_current() -> bool:
    try:
        with db.engine.connect() as connection:
            stands = connection.scalar(text("SELECT version_num FROM alembic_version"))
    except (OperationalError, ProgrammingError):
        return False
    return stands == newest_revision()


def _upgrade(app: Flask) -> None:
    from flask_migrate import Migrate, upgrade

    Migrate(app, db, directory=str(MIGRATIONS), render_as_batch=True, compare_type=True)
    upgrade()
