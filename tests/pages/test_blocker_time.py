"""More time for a blocker, asked for on its page, and granted or not on the other side's."""

from datetime import date

import pytest

from tests.builders.blocker_pages import accept, blocker_of, path
from tests.databases import Database
from tests.page_client import SignIn
from tests.pages.events import kinds_recorded, last_event
from tracker.domain.event import EventKind

DUE, LATER = date(2026, 6, 22), date(2026, 7, 1)
WHY = "等省里会签"


def ask(as_: SignIn, database: Database) -> None:
    accept(database)
    form = as_("street").get(path(database)).follow("申请延期").form()
    form.submit(due_on=LATER.isoformat(), because=WHY)


def test_time_is_asked_for_and_stands_on_both_sides_pages(as_: SignIn, database: Database) -> None:
    before = last_event(database)
    ask(as_, database)
    assert kinds_recorded(database, before)[-1] is EventKind.BLOCKER_TIME_ASKED
    assert as_("street").get(path(database)).says("承办单位申请延到 07-01 周三")
    page = as_("colleague").get(path(database))
    assert page.says(WHY)
    assert page.says("06-22 周一到期")
    assert as_("colleague").get("/blockers", mine="1").says("申请延期")
    with pytest.raises(AssertionError, match="0 links"):
        as_("street").get(path(database)).link("申请延期")


def test_it_is_granted_as_asked(as_: SignIn, database: Database) -> None:
    ask(as_, database)
    before = last_event(database)
    form = as_("colleague").get(path(database)).follow("同意延期").form()
    assert form.values()["due_on"] == [LATER.isoformat()]
    assert form.submit().says("期限由 06-22 延到 07-01")
    assert blocker_of(database).due_on == LATER
    assert kinds_recorded(database, before) == [EventKind.BLOCKER_TIME_GRANTED]
    assert as_("street").get("/notices").says("延到 07-01")


def test_it_is_refused_with_a_reason(as_: SignIn, database: Database) -> None:
    ask(as_, database)
    before = last_event(database)
    form = as_("head").get(path(database)).follow("不同意延期").form()
    assert "请写明为什么不同意" in form.submit(status=422).error_at("because")
    page = form.submit(because="开业日子定了")
    assert page.says("不同意延到 07-01")
    assert page.says("开业日子定了")
    assert blocker_of(database).due_on == DUE
    assert kinds_recorded(database, before) == [EventKind.BLOCKER_TIME_REFUSED]


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("due_on", "2026-06-09", "已经过去了"),
        ("due_on", "2026-06-22", "要晚于现在的期限"),
        ("due_on", "", "请选延到哪天"),
        ("because", "", "请写明为什么要延期"),
    ],
)
def test_a_wish_that_cannot_be_is_refused_at_its_field(
    as_: SignIn, database: Database, field: str, typed: str, said: str
) -> None:
    accept(database)
    client, where, before = as_("street"), path(database, "ask-time"), database.rows("sign_in")
    sent = client.get(where).form().values() | {"due_on": "2026-07-01", "because": WHY}
    page = client.post(where, sent | {field: typed}, status=422)
    assert said in page.error_at(field)
    assert database.rows("sign_in") == before


@pytest.mark.parametrize(
    ("who", "act", "status"),
    [
        ("street", "grant-time", 403),
        ("officer", "grant-time", 403),
        ("colleague", "ask-time", 403),
        ("stranger", "grant-time", 404),
        ("leader", "refuse-time", 403),
    ],
)
def test_only_the_other_side_decides(
    as_: SignIn, database: Database, who: str, act: str, status: int
) -> None:
    ask(as_, database)
    client, before = as_(who), database.rows("sign_in")
    client.get(path(database, act), status=status)
    client.post(path(database, act), {"version": "3", "due_on": "2026-07-01"}, status=status)
    assert database.rows("sign_in") == before


def test_what_nobody_asked_for_is_not_decided(as_: SignIn, database: Database) -> None:
    accept(database)
    client, before = as_("colleague"), database.rows("sign_in")
    form = client.get(path(database, "grant-time")).form()
    page = form.submit(due_on="2026-07-01", status=422)
    assert page.says("没有等答复的延期申请")
    assert database.rows("sign_in") == before
