"""Handing a blocker out, closing it and sending it back; and two people at once."""

from datetime import date

import pytest

from tests.builders.blocker_pages import SOLVED, blocker_of, close, number, path, raise_on_jia
from tests.databases import Database
from tests.page_client import SignIn
from tests.pages.events import kinds_recorded, last_event
from tests.world import INDUSTRY, STREET
from tracker.domain.event import EventKind
from tracker.domain.words import BlockerState


def test_a_blocker_is_handed_out_with_a_deadline_in_workdays_whose_day_is_shown(
    as_: SignIn, database: Database
) -> None:
    mine, before = raise_on_jia(database), last_event(database)
    page = as_("officer").get(f"/blockers/{mine}").follow("下发")
    assert page.says("5 个工作日（06-17 周三）")
    assert page.says("20 个工作日（07-09 周四）")
    after = page.form().submit(department=number(database, STREET), within="5")
    assert after.says("已下发给蒸湘街道，06-17 周三到期")
    assert kinds_recorded(database, before) == [EventKind.BLOCKER_ASSIGNED]
    assert as_("street").get("/").says("没有地")


def test_a_deadline_may_be_any_day_to_come(as_: SignIn, database: Database) -> None:
    form = as_("colleague").get(path(database, "assign")).form()
    assert form.values()["due_on"] == ["2026-06-22"]
    form.submit(department=number(database, INDUSTRY), within="day", due_on="2026-06-30")
    found = blocker_of(database)
    assert (found.due_on, found.state) == (date(2026, 6, 30), BlockerState.ASSIGNED)
    assert found.department_id == int(number(database, INDUSTRY))


@pytest.mark.parametrize(
    ("told", "field", "said"),
    [
        ({"department": ""}, "department", "请选由谁办理"),
        ({"within": "", "due_on": ""}, "within", "请定期限"),
        ({"within": "day", "due_on": ""}, "due_on", "请定期限"),
        ({"within": "day", "due_on": "2026-06-09"}, "due_on", "已经过去了"),
        ({"within": "day", "due_on": "2026-06-31"}, "due_on", "没有这一天"),
        ({"within": "5", "due_on": "2026-06-30"}, "due_on", "自己选日子"),
        ({"within": "7"}, "within", "请从列出的选项里选"),
        ({"department": "999"}, "department", "请从列出的选项里选"),
    ],
)
def test_a_handing_out_that_is_not_whole_is_refused_at_its_field(
    as_: SignIn, database: Database, told: dict[str, str], field: str, said: str
) -> None:
    client, before = as_("colleague"), database.rows("sign_in")
    where = path(database, "assign")
    sent = client.get(where).form().values() | told
    assert said in client.post(where, sent, status=422).error_at(field)
    assert database.rows("sign_in") == before


@pytest.mark.parametrize("who", ["colleague", "head"])
def test_who_checks_a_blocker_closes_it_with_the_outcome(
    as_: SignIn, database: Database, who: str
) -> None:
    before = last_event(database)
    form = as_(who).get(path(database)).follow("销号").form()
    assert "请写明怎么解决的" in form.submit(status=422).error_at("outcome")
    page = form.submit(outcome=SOLVED)
    assert page.says("已销号")
    assert page.says(SOLVED)
    assert kinds_recorded(database, before) == [EventKind.BLOCKER_CLOSED]


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("outcome", "长" * 1001, "最多 1000 个字"),
        ("outcome", "好\x00了", "无法保存的字符"),
        ("on", "2026-06-11", "不能是将来的日子"),
        ("on", "2026-05-31", "不能早于提出的日子"),
        ("on", "六月", "没有这一天"),
    ],
)
def test_a_closing_that_cannot_be_is_refused_at_its_field(
    as_: SignIn, database: Database, field: str, typed: str, said: str
) -> None:
    client, before = as_("colleague"), database.rows("sign_in")
    where = path(database, "close")
    sent = client.get(where).form().values() | {"outcome": SOLVED, field: typed}
    page = client.post(where, sent, status=422)
    assert said in page.error_at(field)
    assert database.rows("sign_in") == before


def test_a_blocker_is_closed_once_however_often_it_is_sent(as_: SignIn, database: Database) -> None:
    form, before = as_("colleague").get(path(database, "close")).form(), last_event(database)
    first, second = form.submit(outcome=SOLVED), form.submit(outcome=SOLVED)
    assert first.path == second.path
    assert kinds_recorded(database, before) == [EventKind.BLOCKER_CLOSED]


def test_a_closed_blocker_is_sent_back_with_a_reason_and_a_new_deadline(
    as_: SignIn, database: Database
) -> None:
    close(database)
    before = last_event(database)
    form = as_("colleague").get(path(database)).follow("退回").form()
    refused = form.submit(status=422)
    assert "请写明为什么退回" in refused.error_at("because")
    assert "请定新的期限" in refused.error_at("due_on")
    page = form.submit(because="车位没有交付", due_on="2026-06-30")
    assert page.says("已退回")
    assert page.says("车位没有交付")
    assert page.says("06-30 周二到期")
    assert kinds_recorded(database, before) == [EventKind.BLOCKER_REOPENED]
    assert as_("street").get("/").says("停车位缺 300 个")


def test_an_unassigned_blocker_is_sent_back_without_a_deadline(
    as_: SignIn, database: Database
) -> None:
    mine = raise_on_jia(database)
    officer = as_("officer")
    officer.get(f"/blockers/{mine}/close").form().submit(outcome="找到了", proof="示例批复")
    form = officer.get(f"/blockers/{mine}/reopen").form()
    assert "due_on" not in form.values()
    assert form.submit(because="又没了").says("未定期限")


@pytest.mark.parametrize(
    ("who", "act", "said"),
    [
        ("colleague", "close", "已经销号了"),
        ("colleague", "assign", "请先退回"),
        ("street", "answer", "请提出人先退回"),
        ("street", "accept", "不能签收了"),
        ("street", "ask-time", "不能申请延期了"),
    ],
)
def test_an_act_that_does_not_fit_any_more_says_why_and_offers_no_form(
    as_: SignIn, database: Database, who: str, act: str, said: str
) -> None:
    close(database)
    client, where = as_(who), path(database, act)
    page = client.get(where)
    assert page.says(said)
    assert not [form for form in page.tree.all("form") if form["action"] == where]
    before = database.rows("sign_in")
    sent = {
        "version": blocker_of(database).version,
        "outcome": "再来",
        "on": "2026-06-10",
        "said": "有",
        "department": number(database, STREET),
        "within": "5",
        "due_on": "2026-06-30",
        "because": "等",
    }
    assert client.post(where, sent, status=422).says(said)
    assert database.rows("sign_in") == before


@pytest.mark.parametrize(
    ("who", "act", "status"),
    [
        ("stranger", "assign", 404),
        ("stranger", "close", 404),
        ("stranger", "reopen", 404),
        ("street", "assign", 403),
        ("street", "close", 403),
        ("street", "reopen", 403),
        ("officer", "close", 403),
        ("leader", "assign", 403),
        ("leader", "close", 403),
        ("auditor", "close", 403),
    ],
)
def test_whoever_may_not_act_changes_nothing(
    as_: SignIn, database: Database, who: str, act: str, status: int
) -> None:
    client, where, before = as_(who), path(database, act), database.rows("sign_in")
    client.get(where, status=status)
    client.post(where, {"version": "1", "outcome": "x", "because": "x"}, status=status)
    after = database.rows("sign_in")
    assert after == before


def test_who_comes_second_is_told_what_changed_and_keeps_what_was_typed(
    as_: SignIn, database: Database
) -> None:
    form = as_("colleague").get(path(database, "close")).form()
    other = as_("head").get(path(database, "assign")).form()
    other.submit(department=number(database, STREET), within="10", due_on="")
    before = database.rows("sign_in")
    page = form.submit(outcome=SOLVED, status=409)
    assert page.says("有人动过这个堵点")
    assert page.says("交 蒸湘街道办事处，06-25 到期")
    assert page.says("李一")
    assert page.form().values()["outcome"][0].strip() == SOLVED
    assert database.rows("sign_in") == before
    assert page.form().submit("仍要销号").says(SOLVED)


def test_a_form_without_its_version_is_asked_to_look_first(as_: SignIn, database: Database) -> None:
    client, before = as_("colleague"), database.rows("sign_in")
    for version in ("", "x", "9" * 30, "-1"):
        sent = {"outcome": SOLVED, "on": "2026-06-10", "version": version}
        client.post(path(database, "close"), sent, status=409)
    assert database.rows("sign_in") == before


def test_in_the_dialog_too(as_: SignIn, database: Database) -> None:
    page = as_("colleague").get(path(database, "close"), part=True)
    assert "<html" not in page.body
    saved = page.form().submit(outcome=SOLVED, status=204, part=True)
    assert saved.headers["HX-Redirect"] == path(database)
