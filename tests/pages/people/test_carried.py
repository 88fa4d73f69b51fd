"""What was typed when the session had ended comes back after signing in, to be saved by a click."""

from datetime import timedelta

from flask import Flask
from time_machine import Traveller

from tests.client.page_client import Page, PageClient, SignIn
from tests.databases import Database
from tests.pages.events import kinds_recorded, last_event
from tests.world import JIA, PASSWORD
from tracker.domain.event import EventKind

TYPED = {"kind": "call", "said": "谈到电价。\n<b>约好</b>下周再来", "on": "2026-06-10"}


def expired(as_: SignIn, clock: Traveller) -> Page:
    """The answer to a follow-up that was written for longer than the session lived."""
    form = as_("officer").get(f"/follow-ups/new?project={JIA}").form("/follow-ups/new")
    clock.shift(timedelta(minutes=31))
    return form.submit(status=401, **TYPED)


def test_the_text_survives_the_new_sign_in_and_is_saved_once(
    as_: SignIn, database: Database, clock: Traveller
) -> None:
    page = expired(as_, clock)
    assert page.says("刚才填的内容都留着")
    page = page.form("登录").submit(status=200, login="wang", password=PASSWORD)
    assert page.heading == "您已重新登录，刚才填的内容还在"
    assert page.says("谈到电价。")
    assert page.says("<b>约好</b>下周再来")
    assert page.says("电话/微信")
    before = last_event(database)
    form = page.form("继续保存")
    form.submit()
    form.submit()
    assert kinds_recorded(database, before) == [EventKind.FOLLOW_UP_LOGGED]


def test_it_survives_a_wrong_password_too(as_: SignIn, clock: Traveller) -> None:
    page = expired(as_, clock)
    page = page.form("登录").submit(status=422, login="wang", password="wrong horse 42")
    assert page.form("登录").values()["kept-said"] == [TYPED["said"]]


def test_no_password_is_carried(client: PageClient) -> None:
    page = client.post("/people/new", {"password": "geheim", "name": "何某"}, status=401)
    assert "geheim" not in page.body


def test_what_another_may_not_save_is_not_saved(
    as_: SignIn, database: Database, clock: Traveller
) -> None:
    page = expired(as_, clock)
    page = page.form("登录").submit(status=200, login="zhao", password=PASSWORD)
    before = database.rows()
    page.form("继续保存").submit(status=404)
    assert database.rows() == before


def test_it_is_carried_to_our_own_forms_only(app: Flask) -> None:
    client = PageClient(app)
    form = client.get("/sign-in").form("登录")
    for elsewhere in ("https://evil.example/", "//evil.example", "/sign-out", "/nowhere", "/board"):
        fields = form.values() | {"login": ["zhou"], "password": [PASSWORD]}
        fields |= {"carried_to": [elsewhere], "kept-said": ["x"]}
        answer = client.post("/sign-in", fields)
        assert answer.location == "/events"
        client = PageClient(app)
        form = client.get("/sign-in").form("登录")
