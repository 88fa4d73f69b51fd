"""Signing in and out: who gets in, where they land, and what a stranger can tell from an answer."""

from typing import Any

import pytest
from flask import Flask

from tests.builders import samples
from tests.databases import Database
from tests.page_client import PageClient, SignIn
from tests.pages.events import kinds_recorded, last_event
from tests.pages.sign_in_form import WRONG, comes_in, is_in, tries
from tests.world import JIA, PASSWORD, PEOPLE, World
from tracker.domain.event import EventKind
from tracker.domain.office.accounts import disable
from tracker.domain.people.user import User
from tracker.pages.sign_in import credentials
from tracker.web import passwords


@pytest.mark.parametrize(
    ("who", "section"),
    [
        ("officer", "/"),
        ("leader", "/"),
        ("street", "/"),
        ("auditor", "/events"),
        ("admin", "/people"),
        ("guard", "/people"),
        ("newcomer", "/permissions"),
    ],
)
def test_each_lands_where_their_work_is(app: Flask, who: str, section: str) -> None:
    page = tries(app, PEOPLE[who][0], PASSWORD, 303)
    assert page.path == section
    assert page.client.landing(page.client.get("/sign-in", 303)).path == section


@pytest.mark.parametrize("spelled", ["wang ", "WANG", "ｗａｎｇ", "wa\u200bng", " Wang\t"])
def test_a_name_is_one_however_it_is_spelled(app: Flask, spelled: str) -> None:
    assert tries(app, spelled, PASSWORD, 303).path == "/"


def test_each_way_in_and_out_is_one_event(app: Flask, database: Database) -> None:
    client = comes_in(app, "auditor")
    assert kinds_recorded(database) == [*kinds_recorded(database)[:-1], EventKind.SIGNED_IN]
    before = last_event(database)
    client.get("/events").form("/sign-out").submit()
    assert kinds_recorded(database, before) == [EventKind.SIGNED_OUT]
    assert not is_in(client)


def test_nobody_can_tell_an_unknown_a_disabled_and_a_locked_name_from_a_known_one(
    app: Flask, database: Database
) -> None:
    with database.session() as session:
        disable(World(session).user("stranger"), by=None, on=samples.TODAY)
        session.commit()
    for _ in range(6):
        tries(app, "qian", WRONG, 422)
    answers = {
        name: tries(app, name, password, 422)
        for name, password in (
            ("wang", WRONG),
            ("nobody", WRONG),
            ("zhao", PASSWORD),
            ("qian", PASSWORD),
        )
    }
    told = {page.text.replace(name, "") for name, page in answers.items()}
    assert len(told) == 1, told
    assert len({len(page.body) - len(name) for name, page in answers.items()}) == 1


@pytest.mark.parametrize("name", ["wang", "nobody", "zhao"])
def test_a_password_is_verified_whoever_is_named(
    app: Flask, database: Database, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    with database.session() as session:
        disable(World(session).user("stranger"), by=None, on=samples.TODAY)
        session.commit()
    verified = []

    class Watched:
        """Counts what it is asked."""

        def verify(self, password_hash: str, password: str) -> bool:
            verified.append(password_hash)
            return False

    monkeypatch.setattr(passwords, "HASHER", Watched())
    tries(app, name, WRONG, 422)
    assert len(verified) == 1


def test_others_may_write_while_a_password_is_verified(
    app: Flask, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    def slowly(password: str, password_hash: str | None) -> bool:
        with database.session() as session:
            samples.user(World(session), "meanwhile")
            session.commit()
        return passwords.is_right(password, password_hash)

    monkeypatch.setattr(credentials, "is_right", slowly)
    assert tries(app, "wang", PASSWORD, 303).path == "/"
    with database.session() as session:
        assert session.query(User).filter_by(login="meanwhile").count() == 1


@pytest.mark.parametrize(
    ("typed", "field", "sentence"),
    [
        ({"login": ""}, "login", "请填写用户名"),
        ({"password": ""}, "password", "请填写密码"),
        ({"login": "长" * 300}, "login", "太长了"),
        ({"password": "a\x00b"}, "password", "无法保存"),
    ],
)
def test_what_cannot_be_a_name_or_password_is_said_at_its_field(
    client: PageClient, typed: dict[str, Any], field: str, sentence: str
) -> None:
    sent = {"login": "wang", "password": PASSWORD} | typed
    page = client.get("/sign-in").form("登录").submit(status=422, **sent)
    assert sentence in page.error_at(field)


def test_a_wrong_password_leaves_the_name_and_not_the_password_in_the_form(app: Flask) -> None:
    values = tries(app, "wang", WRONG, 422).form("登录").values()
    assert values["login"] == ["wang"]
    assert values["password"] == [""]


@pytest.mark.parametrize(
    "address", [f"/projects/{JIA}", "/projects?stage=talks&q=%E9%92%A2", "/projects.csv"]
)
def test_one_goes_on_to_the_page_that_was_asked_for(app: Flask, address: str) -> None:
    page = PageClient(app).get(address, 303)
    form = page.client.landing(page).form("登录")
    sent = {"login": "wang", "password": PASSWORD, "csrf_token": form.values()["csrf_token"][0]}
    assert page.client.post(form.action, sent).location == address


@pytest.mark.parametrize(
    "address",
    [
        "//evil.example",
        "https://evil.example/",
        "/\\evil.example",
        "\\\\evil.example",
        "/\t/evil.example",
        "http:evil.example",
        "javascript:alert(1)",
        "///evil.example",
        "/%2f%2fevil.example",
        "/sign-in",
        "/static/favicon.svg",
        "/nowhere",
        "//[",
        "evil",
    ],
)
def test_no_address_leads_out_of_the_house(client: PageClient, address: str) -> None:
    form = client.get("/sign-in", next=address).form("登录")
    token = form.values()["csrf_token"]
    sent = {"login": "wang", "password": PASSWORD, "csrf_token": token}
    assert client.post(form.action, sent).location == "/"


def test_the_old_cookie_is_worth_nothing_once_somebody_came_in(app: Flask) -> None:
    client = PageClient(app)
    form = client.get("/sign-in").form("登录")
    before = client.flask.get_cookie("tracker")
    form.submit(login="wang", password=PASSWORD)
    other = PageClient(app)
    other.flask.set_cookie("tracker", before.value if before else "")
    assert is_in(client)
    assert not is_in(other)


def test_a_form_from_another_session_is_refused(app: Flask, as_: SignIn) -> None:
    stolen = as_("officer").csrf_token
    sent = {"login": "wang", "password": PASSWORD, "csrf_token": stolen}
    PageClient(app).post("/sign-in", sent, status=400)
