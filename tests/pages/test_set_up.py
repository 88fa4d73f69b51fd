"""The first day of a real office: once, by whoever holds the token, with two admins."""

from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from tests.databases import EVENT_KEY, Database
from tests.office import migrate, open_app
from tests.page_client import Page, PageClient
from tests.pages.sign_in_form import tries
from tracker.domain.event import Event, EventKind, broken_links
from tracker.domain.office.founding import prepare_office
from tracker.domain.office.office import Office
from tracker.domain.people.user import User
from tracker.domain.words import Role
from tracker.extensions import db

TOKEN = "a token that was printed"
TYPED = {
    "token": TOKEN,
    "name": "示例区招商局",
    "code_prefix": "sl",
    "system_login": "Xi",
    "system_name": "系一",
    "system_password": "系统管理员自己的密码",
    "security_login": "an",
    "security_name": "安一",
    "security_password": "安全管理员自己的密码",
}


@pytest.fixture
def waiting(database: Database) -> Iterator[Flask]:
    """An app over an empty database whose office waits for its set-up."""
    url = database.empty()
    migrate(url)
    app = open_app(url)
    with app.app_context():
        prepare_office(db.session(), TOKEN)
        db.session.commit()
    yield app
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


def filled_in(app: Flask, status: int = 303, **changes: Any) -> Page:
    form = PageClient(app).get("/set-up").form("启用")
    return form.submit(status=status, **(TYPED | changes))


def people(app: Flask) -> list[tuple[str, Role | None]]:
    with app.app_context():
        rows = db.session.execute(select(User.login, User.role).order_by(User.id))
        return [(row.login, row.role) for row in rows]


def test_the_token_opens_the_office_with_its_name_and_two_admins(waiting: Flask) -> None:
    page = filled_in(waiting)
    assert page.path == "/sign-in"
    assert page.says("启用好了")
    assert page.tree.one("title").text == "登录 · 示例区招商局"
    assert people(waiting) == [("xi", Role.SYSTEM_ADMIN), ("an", Role.SECURITY_ADMIN)]
    assert tries(waiting, "xi", "系统管理员自己的密码", 303).path == "/people"
    assert tries(waiting, "an", "安全管理员自己的密码", 303).path == "/people"


def test_it_is_recorded_and_the_chain_holds(waiting: Flask) -> None:
    filled_in(waiting)
    with waiting.app_context():
        kinds = list(db.session.scalars(select(Event.kind).order_by(Event.id)))
        assert kinds == [EventKind.OFFICE_SET_UP, EventKind.USER_CREATED, EventKind.USER_CREATED]
        assert list(broken_links(db.session(), EVENT_KEY.encode())) == []


def test_the_address_that_was_printed_fills_in_the_token(waiting: Flask) -> None:
    page = PageClient(waiting).get("/set-up", token=TOKEN)
    assert page.form("启用").values()["token"] == [TOKEN]
    assert page.says("三员分立")


def test_it_works_once(waiting: Flask) -> None:
    form = PageClient(waiting).get("/set-up").form("启用")
    filled_in(waiting)
    form.submit(status=404, **TYPED)
    PageClient(waiting).get("/set-up", status=404)
    assert len(people(waiting)) == 2


def test_an_office_that_is_open_has_no_set_up(client: PageClient) -> None:
    client.get("/set-up", status=404)
    client.get("/set-up", status=404, token=TOKEN)


def test_a_new_token_takes_the_old_ones_place(waiting: Flask) -> None:
    with waiting.app_context():
        prepare_office(db.session(), "a newer token")
        db.session.commit()
    filled_in(waiting, 422)
    filled_in(waiting, token="a newer token")


@pytest.mark.parametrize(
    ("typed", "field", "sentence"),
    [
        ({"token": "a wrong one"}, "token", "口令不对"),
        ({"name": ""}, "name", "请填写单位名称"),
        ({"name": "长" * 41}, "name", "最多 40 个字"),
        ({"code_prefix": "蒸湘"}, "code_prefix", "英文字母"),
        ({"system_password": "short"}, "system_password", "至少 10 位"),
        ({"security_password": "short"}, "security_password", "至少 10 位"),
        ({"security_login": "ＸＩ "}, "security_login", "要与系统管理员不同"),
        ({"system_login": "\u200b"}, "system_login", "请填写用户名"),
        ({"security_name": "a\x00b"}, "security_name", "无法保存"),
    ],
)
def test_what_will_not_do_is_refused_at_its_field_and_nothing_is_opened(
    waiting: Flask, typed: dict[str, str], field: str, sentence: str
) -> None:
    page = filled_in(waiting, 422, **typed)
    assert sentence in page.error_at(field)
    assert page.form("启用").values()["system_name"] == ["系一"]
    assert people(waiting) == []
    with waiting.app_context():
        assert db.session.scalars(select(Office)).one().setup_digest is not None
