"""An office that was there before the keys is found by them after the migrations."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from flask import Flask
from flask_migrate import Migrate, upgrade
from sqlalchemy import Connection, column, func, inspect, select, table

from tests.databases import Database
from tests.office import open_app
from tests.world import NOW, TODAY
from tracker.commands.migrating import MIGRATIONS, bring_up_to_date
from tracker.domain.same_firm.candidates import FirmQuery, candidates
from tracker.domain.same_firm.firm_keys import FirmKey, key_differences
from tracker.domain.search.contact_phones import phone_differences
from tracker.extensions import db
from tracker.matching.likeness import Likeness

ANYTHING: dict[type, Any] = {
    str: "",
    int: 1,
    bool: True,
    date: TODAY,
    type(NOW): NOW,
    dict: {},
    list: [],
}


@pytest.fixture
def old_office(database: Database) -> Iterator[Flask]:
    """A database at the first migration, with a firm, its alias and a project in it."""
    app = open_app(database.empty())
    with app.app_context():
        Migrate(app, db, directory=str(MIGRATIONS), render_as_batch=True, compare_type=True)
        upgrade(revision="0001")
        with db.engine.begin() as connection:
            _write(connection, "department", name="示例局", short_name="示例局")
            _write(connection, "firm", name="示例钢管（衡阳）有限公司", normal_name="示例钢管")
            _write(connection, "firm_alias", firm_id=1, name="示例管业", normal_name="示例管业")
            _write(
                connection,
                "project",
                code="ZX2026-0001",
                name="甲",
                source="print",
                stage="lead",
                owner_department_id=1,
                firm_id=1,
                contact_phone="138-0000-1234",
            )
        yield app
        db.session.remove()
        db.engine.dispose()


def test_firms_and_telephones_that_were_there_before_are_found(old_office: Flask) -> None:
    bring_up_to_date(old_office)
    session = db.session()
    assert session.scalar(select(func.count()).select_from(FirmKey))
    assert [*key_differences(session), *phone_differences(session)] == []
    (by_name,) = candidates(session, FirmQuery("示例管業"))
    (by_phone,) = candidates(session, FirmQuery(phone="13800001234"))
    assert (by_name.firm_id, by_name.likeness) == (1, Likeness.CERTAIN)
    assert (by_phone.firm_id, by_phone.likeness) == (1, Likeness.DOUBTFUL)


def _write(connection: Connection, into: str, /, **known: Any) -> None:
    """A row of that table as it was then; whatever it must have besides is anything."""
    told = inspect(connection).get_columns(into)
    columns = [column(one["name"], one["type"]) for one in told]
    needed = {one["name"]: ANYTHING[one["type"].python_type] for one in told if not one["nullable"]}
    connection.execute(table(into, *columns).insert(), needed | known)
