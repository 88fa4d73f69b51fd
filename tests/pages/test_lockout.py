"""Five wrong passwords lock a name for a quarter of an hour, however they come."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from flask import Flask
from time_machine import Traveller

from tests.databases import Database
from tests.office import open_app
from tests.page_client import SignIn
from tests.pages.events import kinds_recorded, last_event
from tests.pages.sign_in_form import WRONG, comes_in, failures, tries
from tests.world import PASSWORD
from tracker.domain.event import EventKind
from tracker.extensions import db

NEW = "a better horse 42"


def fail(app: Flask, login: str, times: int) -> None:
    for _ in range(times):
        tries(app, login, WRONG, 422)


def test_the_fifth_wrong_password_locks_the_name_and_is_one_event(
    app: Flask, database: Database
) -> None:
    before = last_event(database)
    fail(app, "wang", 4)
    assert kinds_recorded(database, before) == []
    fail(app, "wang", 3)
    assert kinds_recorded(database, before) == [EventKind.SIGN_IN_LOCKED]
    tries(app, "wang", PASSWORD, 422)


def test_however_the_name_is_spelled_it_is_one_name_that_is_locked(
    app: Flask, database: Database
) -> None:
    for spelled in ("wang", "WANG", "ｗａｎｇ ", "wa\u200bng", "Wang"):
        tries(app, spelled, WRONG, 422)
    assert failures(database, "wang") == 5
    tries(app, "wang", PASSWORD, 422)


def test_a_lock_ends_after_a_quarter_of_an_hour(app: Flask, clock: Traveller) -> None:
    fail(app, "wang", 5)
    clock.shift(timedelta(minutes=14, seconds=59))
    tries(app, "wang", PASSWORD, 422)
    clock.shift(timedelta(seconds=2))
    tries(app, "wang", PASSWORD, 303)


def test_more_failures_do_not_lock_for_longer_and_the_next_lock_takes_five_again(
    app: Flask, database: Database, clock: Traveller
) -> None:
    fail(app, "wang", 5)
    clock.shift(timedelta(minutes=10))
    fail(app, "wang", 3)
    clock.shift(timedelta(minutes=5, seconds=1))
    fail(app, "wang", 1)
    assert failures(database, "wang") == 1
    tries(app, "wang", PASSWORD, 303)


def test_the_right_password_wipes_the_slate(app: Flask, database: Database) -> None:
    fail(app, "wang", 4)
    tries(app, "wang", PASSWORD, 303)
    assert failures(database, "wang") == 0
    fail(app, "wang", 4)
    tries(app, "wang", PASSWORD, 303)


def test_a_restart_forgives_nobody(app: Flask, database: Database) -> None:
    fail(app, "wang", 5)
    restarted = open_app(database.url)
    tries(restarted, "wang", PASSWORD, 422)
    with restarted.app_context():
        db.engine.dispose()


@pytest.mark.slow
def test_fifty_at_once_count_fifty(app: Flask, database: Database) -> None:
    before = last_event(database)
    with ThreadPoolExecutor(8) as crowd:
        list(crowd.map(lambda _: tries(app, "wang", WRONG, 422), range(50)))
    assert failures(database, "wang") == 50
    assert kinds_recorded(database, before) == [EventKind.SIGN_IN_LOCKED]


def test_wrong_old_passwords_lock_the_same_name(app: Flask, as_: SignIn) -> None:
    client = as_("officer")
    for _ in range(5):
        client.get("/password").form("改密码").submit(
            status=422, old_password=WRONG, new_password=NEW, again=NEW
        )
    tries(app, "wang", PASSWORD, 422)
    page = (
        client.get("/password")
        .form("改密码")
        .submit(status=422, old_password=PASSWORD, new_password=NEW, again=NEW)
    )
    assert "现在的密码不对" in page.error_at("old_password")


def test_one_name_locked_is_not_another(app: Flask) -> None:
    fail(app, "wang", 5)
    comes_in(app, "colleague")


def test_names_that_were_tried_once_are_not_kept_for_ever(
    app: Flask, database: Database, clock: Traveller
) -> None:
    fail(app, "nobody-1", 1)
    clock.shift(timedelta(days=2))
    fail(app, "nobody-2", 1)
    assert failures(database, "nobody-1") == 0
