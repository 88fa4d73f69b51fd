"""Answering a directive, closing it, sending it back and handing it on; and two at once."""

from datetime import date

import pytest

from tests.builders.directives import SAID, answered, given, key, newest
from tests.databases import Database
from tests.page_client import SignIn
from tests.pages.events import kinds_recorded, last_event
from tests.world import BUREAU, INDUSTRY, STREET, TODAY, World
from tracker.domain.directive import DirectiveState
from tracker.domain.event import EventKind

DONE = "示例：方案已报分管领导"


def test_the_answer_comes_back_to_the_leader_who_closes_it(as_: SignIn, database: Database) -> None:
    number, before = given(database, on="project"), last_event(database)
    page = as_("officer").get("/directives?mine=1").follow(SAID).follow("答复")
    assert page.says(SAID)
    page = page.form("答复").submit(said=DONE)
    assert page.says("已答复，等领导阅示")
    assert page.says(DONE)
    leader = as_("leader")
    page = leader.get("/directives?mine=1").follow(SAID)
    assert page.says("待阅")
    page = page.follow("办结").form("办结").submit(said="示例：同意")
    assert page.says("已办结")
    assert page.says("示例：同意")
    assert kinds_recorded(database, before) == [
        EventKind.DIRECTIVE_ANSWERED,
        EventKind.DIRECTIVE_CLOSED,
    ]
    assert newest(database).id == number


def test_an_answer_is_sent_back_with_what_is_wanting_and_a_new_day(
    as_: SignIn, database: Database
) -> None:
    number = answered(database)
    form = as_("leader").get(f"/directives/{number}").follow("退回重答").form("退回")
    assert "请写明哪里还不行" in form.submit(status=422).error_at("because")
    page = form.submit(because="示例：没有时间表", due_on="2026-06-20")
    assert page.says("已退回重答")
    told = [one.text for one in page.tree.one("ol", class_="timeline").all("li")]
    assert "退回重答，06-20 前再报" in told[0]
    assert "钱领" in told[0]
    assert "王一" in told[1]
    made = newest(database)
    assert (made.state, made.due_on) == (DirectiveState.RETURNED, date(2026, 6, 20))
    assert as_("officer").get(f"/directives/{number}/answer").says("示例：没有时间表")


def test_it_is_handed_on_with_a_reason_and_goes_out_of_the_first_ones_hands(
    as_: SignIn, database: Database
) -> None:
    number = given(database)
    form = as_("officer").get(f"/directives/{number}").follow("转交").form("转交")
    page = form.submit(whom=key(database, BUREAU), because="示例：归口", status=422)
    assert page.says("已经是由这里答复")
    before = last_event(database)
    page = form.submit(whom=key(database, BUREAU, "colleague"), because="示例：归口")
    assert page.says("已转给商务局陈一")
    assert page.says("区商务局 · 陈一")
    assert kinds_recorded(database, before) == [EventKind.DIRECTIVE_HANDED_ON]


def test_what_is_handed_to_another_office_is_owed_there(as_: SignIn, database: Database) -> None:
    number = given(database)
    form = as_("officer").get(f"/directives/{number}/hand-on").form("转交")
    page = form.submit(whom=key(database, STREET), because="示例：归口")
    assert page.path == "/directives"
    assert page.says("已转给蒸湘街道")
    assert as_("street").get("/directives?mine=1").says(SAID)
    as_("officer").get(f"/directives/{number}", status=404)


@pytest.mark.parametrize(
    ("who", "act", "field", "typed", "said"),
    [
        ("officer", "answer", "said", "", "请写做了什么"),
        ("officer", "answer", "said", "长" * 1001, "最多 1000 个字"),
        ("officer", "answer", "said", "好\x00了", "无法保存的字符"),
        ("officer", "hand-on", "whom", "", "请选转给谁"),
        ("officer", "hand-on", "because", "", "请写明为什么转交"),
        ("leader", "close", "said", "长" * 501, "最多 500 个字"),
        ("leader", "return", "because", " ", "请写明哪里还不行"),
        ("leader", "return", "due_on", "2026-06-09", "已经过去了"),
    ],
)
def test_what_is_not_whole_is_refused_at_its_field(
    as_: SignIn, database: Database, who: str, act: str, field: str, typed: str, said: str
) -> None:
    where = f"/directives/{answered(database)}/{act}"
    client, before = as_(who), database.rows("sign_in")
    good = {"said": DONE, "because": "示例", "whom": key(database, INDUSTRY)}
    form = client.get(where).form().values()
    sent = form | {name: value for name, value in good.items() if name in form} | {field: typed}
    assert said in client.post(where, sent, status=422).error_at(field)
    assert database.rows("sign_in") == before


def test_whoever_comes_second_sees_what_the_first_did_and_keeps_what_was_typed(
    as_: SignIn, database: Database
) -> None:
    number = given(database)
    form = as_("colleague").get(f"/directives/{number}/answer").form("答复")
    as_("officer").get(f"/directives/{number}/answer").form("答复").submit(said="示例：先报一版")
    before = database.rows("sign_in")
    page = form.submit(said=DONE, status=409)
    assert page.says("又有变动")
    assert page.says("示例：先报一版")
    assert page.tree.one("textarea", name="said").text == DONE
    assert database.rows("sign_in") == before
    assert page.form("答复").submit(said=DONE).says(DONE)


@pytest.mark.parametrize("act", ["answer", "close", "return", "hand-on"])
def test_after_closing_every_act_says_so_and_changes_nothing(
    as_: SignIn, database: Database, act: str
) -> None:
    number = answered(database)
    as_("leader").get(f"/directives/{number}/close").form("办结").submit()
    client = as_("officer" if act in ("answer", "hand-on") else "leader")
    before = database.rows("sign_in")
    form = client.get(f"/directives/{number}/{act}").form()
    good = {"said": DONE, "because": "示例", "whom": key(database, INDUSTRY)}
    page = form.submit(
        status=422, **{name: value for name, value in good.items() if name in form.values()}
    )
    assert page.says("这条批示已经办结")
    assert database.rows("sign_in") == before


def test_sent_twice_it_is_answered_once(as_: SignIn, database: Database) -> None:
    number = given(database)
    form, before = (
        as_("officer").get(f"/directives/{number}/answer").form("答复"),
        last_event(database),
    )
    assert form.submit(said=DONE).path == form.submit(said=DONE).path
    assert kinds_recorded(database, before) == [EventKind.DIRECTIVE_ANSWERED]


@pytest.mark.parametrize(
    ("who", "act", "status"),
    [
        ("stranger", "answer", 404),
        ("stranger", "hand-on", 404),
        ("street", "answer", 404),
        ("officer", "close", 403),
        ("officer", "return", 403),
        ("leader", "answer", 403),
        ("auditor", "answer", 403),
        ("admin", "close", 403),
    ],
)
def test_whoever_may_not_act_changes_nothing(
    as_: SignIn, database: Database, who: str, act: str, status: int
) -> None:
    number = answered(database)
    before = database.rows("sign_in")
    for method in ("GET", "POST"):
        assert as_(who).try_out(method, f"/directives/{number}/{act}") == status
    assert database.rows("sign_in") == before


@pytest.mark.parametrize(
    ("who", "buttons"),
    [("officer", {"答复", "转交"}), ("leader", {"办结", "转交"}), ("head", {"答复", "转交"})],
)
def test_only_what_one_may_do_now_is_offered(
    as_: SignIn, database: Database, who: str, buttons: set[str]
) -> None:
    page = as_(who).get(f"/directives/{given(database)}")
    actions = page.tree.one("div", class_="page-actions")
    assert {a.text for a in actions.all("a")} == buttons


def test_it_does_not_drop_out_when_the_one_it_was_meant_for_has_gone(
    as_: SignIn, database: Database
) -> None:
    number = given(database, person="officer", due_on=TODAY)
    with database.session() as session:
        World(session).user("officer").is_active = False
        session.commit()
    page = as_("colleague").get("/directives?mine=1").follow(SAID)
    assert page.follow("答复").form("答复").submit(said=DONE).says("已答复")
    assert newest(database).id == number
