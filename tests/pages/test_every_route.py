"""Every route, method, person and relation, against the table of who may do what."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from flask import Flask
from werkzeug.routing import Rule

from tests.client.page_client import SignIn
from tests.databases import Database
from tests.pages.access_table import (
    ALL,
    ASKED_WITH,
    EVERYBODY_SIGNED_IN,
    NOBODYS,
    PROJECTS,
    ROUTES,
    SEEN,
    people_who,
)
from tests.pages.ids import Ids, ids_of
from tests.world import PEOPLE

pytestmark = pytest.mark.slow

CLOSED = (403, 404)


@dataclass(frozen=True)
class Call:
    """One request to be tried: how, where, and on which project (if on one)."""

    method: str
    path: str
    project: str


def calls_of(rule: Rule, ids: Ids) -> Iterator[Call]:
    """Each method of a route on each of the three projects; once where there is none."""
    methods = sorted((rule.methods or set()) & {"GET", "POST"})
    for method in methods:
        if not rule.arguments:
            yield Call(method, rule.rule + ASKED_WITH.get(rule.rule, ""), "")
            continue
        for project in PROJECTS:
            yield Call(method, ids.path(rule.rule, project), project)


def is_open(rule: str, who: str, project: str) -> bool:
    allowed = ROUTES[rule]
    if isinstance(allowed, dict):
        return project in allowed.get(who, "")
    return allowed in (ALL, EVERYBODY_SIGNED_IN) or who in allowed


def rules(app: Flask) -> list[Rule]:
    return [rule for rule in app.url_map.iter_rules() if rule.endpoint != "static"]


def test_the_table_names_every_route_and_no_other(app: Flask) -> None:
    assert {rule.rule for rule in rules(app)} == set(ROUTES)


@pytest.mark.parametrize("who", PEOPLE)
def test_what_is_closed_to_a_person_is_closed_on_every_route_and_changes_nothing(
    app: Flask, as_: SignIn, database: Database, who: str
) -> None:
    ids = ids_of(database)
    client = as_(who)
    before = database.rows()
    for rule in rules(app):
        for call in calls_of(rule, ids):
            if is_open(rule.rule, who, call.project):
                continue
            answer = client.try_out(call.method, call.path)
            expected = expected_refusal(rule.rule, who, call.project)
            assert answer in expected, f"{who} {call.method} {call.path}: {answer}"
    assert database.rows() == before


def expected_refusal(rule: str, who: str, project: str) -> tuple[int, ...]:
    """403 where the act is none of theirs or the project is seen; 404 where it is not."""
    if who not in people_who(ROUTES[rule]):
        return (403,)
    if ROUTES[rule] is NOBODYS:
        return (404,)
    return (403,) if project in SEEN.get(who, "") else (404,)


@pytest.mark.parametrize("who", PEOPLE)
def test_what_is_open_to_a_person_opens(
    app: Flask, as_: SignIn, database: Database, who: str
) -> None:
    ids = ids_of(database)
    client = as_(who)
    for rule in rules(app):
        for call in calls_of(rule, ids):
            is_shut = rule.rule in ("/set-up",) or call.method == "POST"
            if is_shut or not is_open(rule.rule, who, call.project):
                continue
            answer = client.try_out("GET", call.path)
            assert answer not in (*CLOSED, 500), f"{who} {call.path}: {answer}"


def test_nobody_gets_past_the_door_without_signing_in(app: Flask, client, database) -> None:
    ids = ids_of(database)
    before = database.rows()
    for rule in rules(app):
        if ROUTES[rule.rule] == ALL:
            continue
        for call in calls_of(rule, ids):
            answer = client.try_out(call.method, call.path)
            assert answer == (303 if call.method == "GET" else 401), f"{call}: {answer}"
    assert database.rows() == before


def test_reading_writes_nothing(app: Flask, as_: SignIn, database: Database) -> None:
    ids = ids_of(database)
    clients = {who: as_(who) for who in PEOPLE}
    before = database.rows()
    for rule in rules(app):
        for call in calls_of(rule, ids):
            for who in clients:
                if call.method == "GET" and is_open(rule.rule, who, call.project):
                    clients[who].try_out("GET", call.path)
                    clients[who].try_out("HEAD", call.path)
    assert database.rows() == before


@pytest.mark.parametrize("token", ["", "wrong"])
def test_every_change_without_its_token_is_refused(
    app: Flask, as_: SignIn, database: Database, token: str
) -> None:
    ids = ids_of(database)
    client = as_("officer")
    before = database.rows()
    for rule in rules(app):
        for call in calls_of(rule, ids):
            if call.method == "POST" and is_open(rule.rule, "officer", call.project):
                answer = client.try_out("POST", call.path, token=token)
                assert answer == 400, f"{call.path}: {answer}"
    assert database.rows() == before
