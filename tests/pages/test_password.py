"""One's own password: what it takes, what it ends, and what it refuses."""

import pytest
from flask import Flask

from tests.databases import Database
from tests.page_client import SignIn
from tests.pages.events import kinds_recorded, last_event
from tests.pages.sign_in_form import comes_in, is_in, tries
from tests.world import PASSWORD, World
from tracker.domain.event import EventKind

NEW = "新的密码有十个字以上"


def test_a_new_password_holds_from_now_on_and_is_one_event(app: Flask, database: Database) -> None:
    client = comes_in(app, "auditor")
    before = last_event(database)
    page = (
        client.get("/password")
        .form("改密码")
        .submit(old_password=PASSWORD, new_password=NEW, again=NEW)
    )
    assert page.says("密码已改好")
    assert kinds_recorded(database, before) == [EventKind.PASSWORD_CHANGED]
    tries(app, "zhou", PASSWORD, 422)
    tries(app, "zhou", NEW, 303)


def test_every_other_session_ends_and_this_one_goes_on(app: Flask) -> None:
    here, there = comes_in(app, "officer"), comes_in(app, "officer")
    here.get("/password").form("改密码").submit(old_password=PASSWORD, new_password=NEW, again=NEW)
    assert is_in(here)
    assert not is_in(there)


def test_a_first_password_is_changed_once_and_work_begins(app: Flask, database: Database) -> None:
    with database.session() as session:
        World(session).user("auditor").must_change_password = True
        session.commit()
    page = tries(app, "zhou", PASSWORD, 303)
    assert page.path == "/password"
    page = page.form("改密码").submit(old_password=PASSWORD, new_password=NEW, again=NEW)
    assert page.path == "/events"


@pytest.mark.parametrize(
    ("typed", "field", "sentence"),
    [
        ({"old_password": "wrong horse 42"}, "old_password", "现在的密码不对"),
        ({"new_password": "short", "again": "short"}, "new_password", "至少 10 位"),
        ({"new_password": "aaaaaaaaaaaa", "again": "aaaaaaaaaaaa"}, "new_password", "重复"),
        ({"again": "another one 42"}, "again", "两遍不一样"),
        ({"new_password": PASSWORD, "again": PASSWORD}, "new_password", "与现在的不同"),
        ({"new_password": "", "again": ""}, "new_password", "请填写新密码"),
        ({"old_password": ""}, "old_password", "请填写现在的密码"),
        ({"new_password": "长" * 300, "again": "长" * 300}, "new_password", "太长了"),
    ],
)
def test_a_password_that_will_not_do_is_refused_at_its_field(
    as_: SignIn, database: Database, typed: dict[str, str], field: str, sentence: str
) -> None:
    client = as_("officer")
    before = database.rows("sign_in_guard")
    sent = {"old_password": PASSWORD, "new_password": NEW, "again": NEW} | typed
    page = client.get("/password").form("改密码").submit(status=422, **sent)
    assert sentence in page.error_at(field)
    assert database.rows("sign_in_guard") == before
    assert is_in(client)


def test_the_name_spelled_otherwise_is_no_password(as_: SignIn, database: Database) -> None:
    with database.session() as session:
        World(session).user("officer").login = "wang-xiao-ming"
        session.commit()
    typed = "WANG-xiao-ming"
    page = (
        as_("wang-xiao-ming")
        .get("/password")
        .form("改密码")
        .submit(status=422, old_password=PASSWORD, new_password=typed, again=typed)
    )
    assert "不能就是用户名" in page.error_at("new_password")
