"""Writing a directive: from a project, a blocker, a chain, and from nothing in particular."""

from datetime import date, timedelta

import pytest

from tests.builders.blocker_pages import path
from tests.builders.directives import SAID, answered, given, key, newest
from tests.databases import Database
from tests.page_client import SignIn
from tests.pages.events import kinds_recorded, last_event
from tests.world import BUREAU, INDUSTRY, JIA, STREET, TODAY, World
from tracker.domain.directive import DirectiveState
from tracker.domain.event import EventKind
from tracker.domain.office.holidays import enter_days

NEW = "/directives/new"


def test_from_a_project_it_is_for_whoever_answers_for_it(as_: SignIn, database: Database) -> None:
    before, leader = last_event(database), as_("leader")
    page = leader.get(f"/projects/{JIA}").follow("写批示")
    assert page.says("关于：项目“甲示例钢管热处理项目”")
    form = page.form("下达")
    assert form.values()["whom"] == [key(database, BUREAU, "officer")]
    page = form.submit(said=SAID, within="5")
    assert page.says("批示已下达")
    assert page.says(SAID)
    assert kinds_recorded(database, before) == [EventKind.DIRECTIVE_GIVEN]
    made = newest(database)
    assert (made.due_on, made.state) == (date(2026, 6, 17), DirectiveState.GIVEN)
    assert page.follow("甲示例钢管热处理项目").heading == "甲示例钢管热处理项目"


def test_from_a_blocker_it_is_for_the_office_that_has_to_clear_it(
    as_: SignIn, database: Database
) -> None:
    page = as_("leader").get(path(database)).follow("写批示")
    assert page.says("关于：堵点“停车位缺 300 个”（丙示例商业综合体项目）")
    form = page.form("下达")
    assert form.values()["whom"] == [key(database, STREET)]
    page = form.submit(said=SAID, within="1")
    assert page.says("堵点：停车位缺 300 个")
    assert as_("street").get(path(database)).says(SAID)


def test_from_a_chain_it_names_the_chain(as_: SignIn, database: Database) -> None:
    page = as_("leader").get("/chains/steel-pipe").follow("写批示")
    assert page.says("关于：产业链“钢管及深加工”")
    page = page.form("下达").submit(
        said=SAID, whom=key(database, INDUSTRY), within="day", due_on="2026-06-30"
    )
    assert page.tree.one("aside", class_="sheet").text.startswith("关于 钢管及深加工")
    assert newest(database).due_on == date(2026, 6, 30)


def test_from_nothing_in_particular_it_is_on_nothing(as_: SignIn, database: Database) -> None:
    page = as_("leader").get("/directives").tree.one("div", class_="page-actions")
    assert page.one("a", class_="btn btn--small btn--go")["href"] == NEW
    form = as_("leader").get(NEW).form("下达")
    page = form.submit(said=SAID, whom=key(database, BUREAU, "colleague"), within="3")
    assert page.says("不针对某个项目")
    assert page.says("区商务局 · 陈一")


def test_what_is_open_stands_on_the_projects_page_and_on_the_blockers(
    as_: SignIn, database: Database
) -> None:
    given(database, on="project")
    given(database, STREET, said="示例：腾出车位", on="blocker")
    for who in ("officer", "head", "leader"):
        assert as_(who).get(f"/projects/{JIA}").says(SAID), who
    bing = as_("street").get(path(database))
    assert bing.says("示例：腾出车位")
    assert as_("street").get(bing.link("丙示例商业综合体项目")).says("示例：腾出车位")


def test_a_unit_does_not_read_on_the_projects_page_what_was_said_to_others(
    as_: SignIn, database: Database
) -> None:
    given(database, BUREAU, said="示例：只给商务局", on="blocker")
    bing = as_("street").get(path(database))
    assert not bing.says("示例：只给商务局")
    assert not bing.follow("丙示例商业综合体项目").says("示例：只给商务局")


def test_nothing_closed_stands_there(as_: SignIn, database: Database) -> None:
    number = answered(database, on="project")
    as_("leader").get(f"/directives/{number}/close").form("办结").submit()
    page = as_("officer").get(f"/projects/{JIA}")
    assert not page.tree.all("h2", id="directives")


@pytest.mark.parametrize(
    ("told", "field", "said"),
    [
        ({"said": ""}, "said", "请写批示内容"),
        ({"said": "长" * 1001}, "said", "最多 1000 个字"),
        ({"said": "好\x00了"}, "said", "无法保存的字符"),
        ({"whom": ""}, "whom", "请选谁来答复"),
        ({"whom": "999"}, "whom", "请从列出的选项里选"),
        ({"within": "", "due_on": ""}, "within", "请定期限"),
        ({"within": "day", "due_on": ""}, "due_on", "请定期限"),
        ({"within": "day", "due_on": "2026-06-09"}, "due_on", "已经过去了"),
        ({"within": "day", "due_on": "2026-06-31"}, "due_on", "没有这一天"),
        ({"within": "3", "due_on": "2026-12-30"}, "due_on", "请点“自己选日子”"),
        ({"within": "7"}, "within", "请从列出的选项里选"),
    ],
)
def test_one_that_is_not_whole_is_refused_at_its_field_and_nothing_is_lost(
    as_: SignIn, database: Database, told: dict[str, str], field: str, said: str
) -> None:
    leader, before = as_("leader"), database.rows("sign_in")
    good = {"said": SAID, "whom": key(database, BUREAU), "within": "5"}
    sent = leader.get(NEW).form("下达").values() | good | told
    page = leader.post(NEW, sent, status=422)
    assert said in page.error_at(field)
    assert ("said" in told) or page.tree.one("textarea", name="said").text == SAID
    assert database.rows("sign_in") == before


def test_an_office_that_is_no_more_is_not_offered(as_: SignIn, database: Database) -> None:
    form = as_("leader").get(NEW).form("下达")
    with database.session() as session:
        World(session).department(INDUSTRY).in_use = False
        session.commit()
    gone = key(database, INDUSTRY)
    offered = [one["value"] for one in as_("leader").get(NEW).tree.all("option")]
    assert gone not in offered
    assert form.submit(said=SAID, whom=gone, within="5", status=422).error_at("whom")


def test_sent_twice_it_is_one(as_: SignIn, database: Database) -> None:
    form, before = as_("leader").get(NEW).form("下达"), last_event(database)
    told = {"said": SAID, "whom": key(database, BUREAU), "within": "5"}
    assert form.submit(**told).path == form.submit(**told).path
    assert kinds_recorded(database, before) == [EventKind.DIRECTIVE_GIVEN]


@pytest.mark.parametrize("who", ["officer", "head", "street", "auditor", "admin"])
def test_nobody_but_a_leader_writes_one(as_: SignIn, database: Database, who: str) -> None:
    before = database.rows("sign_in")
    assert as_(who).try_out("GET", NEW) == 403
    assert as_(who).try_out("POST", NEW) == 403
    assert database.rows("sign_in") == before
    if who in ("officer", "head"):
        for path in (f"/projects/{JIA}", "/chains/steel-pipe"):
            assert "/directives/new" not in as_(who).get(path).body


@pytest.mark.parametrize(
    "about", ["project=ZX1999-0001", "blocker=0", "blocker=x", "blocker=999999", "chain=nowhere"]
)
def test_one_on_what_is_not_there_is_not_written(as_: SignIn, about: str) -> None:
    as_("leader").get(f"{NEW}?{about}", status=404)


def test_its_deadline_goes_by_the_offices_own_calendar(as_: SignIn, database: Database) -> None:
    assert as_("leader").get(NEW).says("1 个工作日（明天）")
    tomorrow = TODAY + timedelta(days=1)
    with database.session() as session:
        enter_days(
            session,
            tomorrow,
            tomorrow,
            is_workday=False,
            name="示例放假",
            source="示例",
            by=World(session).by("admin"),
            on=TODAY,
        )
        session.commit()
    assert as_("leader").get(NEW).says("1 个工作日（06-12 周五）")
