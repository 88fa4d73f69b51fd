"""How long a session lives, and what ends it at the next request."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy.orm import Session
from time_machine import Traveller

from tests.databases import Database
from tests.page_client import PageClient, SignIn
from tests.pages.sign_in_form import comes_in, is_in
from tests.world import TODAY, World, hash_of_password
from tracker.domain.office.accounts import disable, enable, grant_role, reset_password
from tracker.domain.people.user import User
from tracker.domain.words import Role

Act = Callable[[User], None]


def close_and_open(user: User) -> None:
    disable(user, by=None, on=TODAY)
    enable(user, by=None, on=TODAY)


ENDS: dict[str, Act] = {
    "disabled": lambda user: disable(user, by=None, on=TODAY),
    "disabled and enabled again": close_and_open,
    "another role": lambda user: grant_role(user, Role.HEAD, by=None, on=TODAY),
    "password reset": lambda user: reset_password(user, hash_of_password(), on=TODAY),
}


def done_to_the_officer(session: Session, act: Act) -> None:
    act(World(session).user("officer"))
    session.commit()


@pytest.mark.parametrize("what", ENDS)
def test_a_session_is_dead_at_the_next_request(app: Flask, database: Database, what: str) -> None:
    client = comes_in(app, "officer")
    with database.session() as session:
        done_to_the_officer(session, ENDS[what])
    assert not is_in(client)
    assert client.try_out("POST", "/sign-out") == 401


def test_a_copy_of_the_cookie_is_dead_after_signing_out(app: Flask) -> None:
    client = comes_in(app, "auditor")
    cookie = client.flask.get_cookie("tracker")
    client.get("/events").form("/sign-out").submit()
    thief = PageClient(app)
    thief.flask.set_cookie("tracker", cookie.value if cookie else "")
    assert not is_in(thief)


def test_signing_out_here_leaves_the_other_desk_signed_in(app: Flask) -> None:
    here, there = comes_in(app, "auditor"), comes_in(app, "auditor")
    here.get("/events").form("/sign-out").submit()
    assert is_in(there)


def test_half_an_hour_without_a_request_ends_it(as_: SignIn, clock: Traveller) -> None:
    client = as_("officer")
    clock.shift(timedelta(minutes=31))
    assert not is_in(client)


def test_each_request_moves_the_end(as_: SignIn, clock: Traveller) -> None:
    client = as_("officer")
    for _ in range(3):
        clock.shift(timedelta(minutes=20))
        assert is_in(client)


def test_a_page_that_polls_does_not_move_it(as_: SignIn, clock: Traveller) -> None:
    client = as_("officer")
    for _ in range(2):
        clock.shift(timedelta(minutes=14))
        assert client.try_out("GET", "/board?poll=1") in (200, 204, 304)
    clock.shift(timedelta(minutes=3))
    assert client.try_out("GET", "/board?poll=1") == 303


def test_who_must_change_the_password_gets_nothing_else(
    app: Flask, as_: SignIn, database: Database
) -> None:
    client = as_("officer")
    with database.session() as session:
        World(session).user("officer").must_change_password = True
        session.commit()
    before = database.rows()
    for rule in app.url_map.iter_rules():
        if rule.endpoint == "static" or rule.arguments or rule.rule in ("/sign-in", "/set-up"):
            continue
        for method in (rule.methods or set()) & {"GET", "POST"}:
            if rule.endpoint in ("sign_in.password", "sign_in.leave", "healthz.show"):
                continue
            answer = client.flask.open(rule.rule, method=method)
            assert (answer.status_code, answer.location) == (303, "/password"), rule
    assert database.rows() == before
    assert client.get("/password").says("初始密码只用这一次")
