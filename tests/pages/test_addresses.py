"""Addresses that nobody clicked: no number, day or mark in one breaks a page or spoils a file."""

from itertools import product

import pytest
from flask import Flask

from tests.client.page_client import PageClient, SignIn
from tests.databases import Database
from tests.pages.ids import CODES
from tests.pages.test_every_route import rules
from tests.world import JIA, PASSWORD, PEOPLE, World
from tracker.web.access import is_part

HUGE = (2**31, 2**63, 2**63 * 100)
DAYS = ("0001-01-01", "9999-12-31", "1899-12-31", "garbage")
ARGUMENTS = (
    "since",
    "until",
    "department",
    "owner",
    "person",
    "kind",
    "state",
    "topic",
    "link",
    "list",
    "year",
    "stage",
    "light",
    "tier",
    "min",
    "unread",
    "mine",
    "match",
    "zone",
    "sort",
)


@pytest.mark.slow
@pytest.mark.parametrize("who", ["officer", "leader", "admin", "guard"])
def test_a_number_that_no_row_can_have_leads_nowhere(app: Flask, as_: SignIn, who: str) -> None:
    client = as_(who)
    for rule, huge in product(rules(app), HUGE):
        if "<int:" not in rule.rule:
            continue
        path = rule.rule.replace("<code>", CODES["甲"])
        for name in rule.arguments:
            path = path.replace(f"<int:{name}>", str(huge))
        for method in sorted((rule.methods or set()) & {"GET", "POST"}):
            assert client.try_out(method, path) in (403, 404), f"{who} {method} {path}"


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("name", ["since", "until"])
def test_a_day_far_beyond_reason_is_left_out_and_said(as_: SignIn, name: str, day: str) -> None:
    for who, path in (("auditor", "/events"), ("officer", "/follow-ups"), ("officer", "/projects")):
        assert as_(who).get(path, **{name: day}).says(f"看不懂：{day}，已忽略")


@pytest.mark.parametrize(
    "mark", ["2026-01-01.9223372036854775808", "2026-01-01.-1", "9999-12-31.1", "0001-01-01.1", "x"]
)
def test_a_broken_mark_in_a_timeline_breaks_no_page(as_: SignIn, mark: str) -> None:
    as_("officer").get(f"/projects/{JIA}", before=mark)


def test_nobody_is_named_by_the_number_of_a_filter_but_who_is_known_anyway(
    as_: SignIn, database: Database
) -> None:
    with database.session() as session:
        numbers = {who: World(session).user(who).id for who in PEOPLE}
    street = as_("street")
    for who in ("admin", "guard", "auditor", "stranger"):
        page = street.get("/projects", owner=numbers[who])
        assert PEOPLE[who][1] not in page.body
        assert page.says("（没有这一项）")
    assert street.get("/projects", owner=numbers["colleague"]).says("跟踪人：陈一")
    assert as_("officer").get("/projects", owner=numbers["head"]).says("跟踪人：李一")


def test_a_part_of_a_page_is_marked_as_one_and_leads_nobody_there(
    app: Flask, as_: SignIn, client: PageClient
) -> None:
    officer = as_("officer").flask
    parts = []
    for rule in rules(app):
        if rule.arguments or "GET" not in (rule.methods or set()):
            continue
        answer = officer.get(rule.rule)
        view = app.view_functions[rule.endpoint]
        if answer.status_code == 200 and answer.mimetype == "text/html":
            assert ("<html" in answer.text) is not is_part(view), rule.rule
        parts += [rule.rule] if is_part(view) else []
    for path in parts:
        form = client.get("/sign-in", next=f"{path}?q=a").form("登录")
        sent = form.values() | {"login": "wang", "password": PASSWORD}
        assert client.post(form.action, sent).location == "/"
        client = PageClient(app)
    assert "/projects/pick" in parts


def reader_of(path: str, as_: SignIn) -> PageClient:
    return next(client for who in PEOPLE if (client := as_(who)).try_out("GET", path) == 200)


@pytest.mark.slow
def test_what_a_list_leaves_out_because_it_cannot_be_read_stops_its_files(
    app: Flask, as_: SignIn
) -> None:
    for path in lists(app):
        client = reader_of(path, as_)
        unreadable = [one for one in ARGUMENTS if is_left_out(client, path, one)]
        assert unreadable, f"{path}: name one of its arguments in ARGUMENTS"
        for argument, ending in product(unreadable, (".csv", ".xlsx")):
            page = client.get(f"{path}{ending}", status=422, **{argument: "garbage"})
            assert page.says("看不懂：garbage")
            assert not page.says("已忽略")
            assert page.link("回原来的名单") == path


def lists(app: Flask) -> list[str]:
    files = [rule.rule.removesuffix(".csv") for rule in rules(app) if rule.rule.endswith(".csv")]
    return [path for path in files if "<" not in path]


def is_left_out(client: PageClient, path: str, argument: str) -> bool:
    return client.get(path, **{argument: "garbage"}).says("看不懂：garbage，已忽略")
