"""The list of blockers, and one blocker's page."""

import pytest
from time_machine import Traveller

from tests.builders.blocker_pages import SOLVED, close, path, raise_on_jia
from tests.databases import Database
from tests.page_client import SignIn
from tests.queries import counted_queries
from tests.world import BING, JIA, NOW

LATER = NOW.replace(month=6, day=25)
"""Past the street's deadline."""


def test_the_list_says_what_whose_and_by_when(as_: SignIn) -> None:
    page = as_("colleague").get("/blockers")
    for words in ("停车位缺 300 个", "丙示例商业综合体项目", "蒸湘街道", "06-22 周一到期"):
        assert page.says(words)
    assert page.says("待签收")


def test_a_late_blocker_is_red_with_shape_word_and_days(as_: SignIn, clock: Traveller) -> None:
    clock.move_to(LATER)
    assert as_("colleague").get("/blockers").says("● 红 逾期 3 天")
    assert as_("colleague").get("/blockers", state="overdue").says("停车位")


@pytest.mark.parametrize(
    ("query", "is_found"),
    [
        ({}, True),
        ({"state": "open"}, True),
        ({"state": "overdue"}, False),
        ({"state": "closed"}, False),
        ({"state": "all"}, True),
        ({"kind": "parking"}, True),
        ({"kind": "land"}, False),
        ({"department": "3"}, True),
        ({"department": "1"}, False),
        ({"mine": "1"}, False),
        ({"awaited": "1"}, True),
        ({"step": "assigned"}, True),
        ({"step": "answered"}, False),
        ({"level": "city"}, False),
        ({"since": "2026-06-01"}, True),
        ({"since": "2026-06-02"}, False),
        ({"until": "2026-06-01"}, True),
        ({"until": "2026-05-31"}, False),
    ],
)
def test_the_list_and_its_file_are_filtered_alike(
    as_: SignIn, query: dict[str, str], is_found: bool
) -> None:
    page = as_("colleague").get("/blockers", **query)
    assert page.says("停车位缺") is is_found
    assert ("停车位缺" in page.follow("导出 CSV").body) is is_found


@pytest.mark.parametrize(
    "query",
    [
        {"state": "x"},
        {"kind": "x"},
        {"department": "0"},
        {"mine": "yes"},
        {"step": "x"},
        {"level": "x"},
        {"since": "x"},
        {"until": "2026-06-31"},
        {"awaited": "2"},
    ],
)
def test_a_filter_that_cannot_be_read_is_said_and_left_out(
    as_: SignIn, query: dict[str, str]
) -> None:
    page = as_("colleague").get("/blockers", **query)
    assert page.says("看不懂")
    assert page.says("停车位缺")


def test_what_waits_for_me_is_mine_my_departments_or_nobodys_yet(
    as_: SignIn, database: Database
) -> None:
    raise_on_jia(database)
    assert as_("officer").get("/blockers", mine="1").says("没有地")
    assert not as_("officer").get("/blockers", mine="1").says("停车位")
    assert not as_("colleague").get("/blockers", mine="1").says("没有地")
    assert as_("head").get("/blockers", mine="1").says("没有地")
    assert as_("street").get("/blockers", mine="1").says("停车位")


def test_only_what_one_may_see_is_listed_shown_and_exported(
    as_: SignIn, database: Database
) -> None:
    theirs, mine = path(database), raise_on_jia(database)
    for who, seen in (("stranger", ""), ("street", "停车位"), ("leader", "停车位")):
        page, csv = as_(who).get("/blockers", state="all"), as_(who).get("/blockers.csv").body
        assert page.says("停车位") is bool(seen)
        assert ("停车位" in csv) is bool(seen)
    as_("stranger").get(theirs, status=404)
    as_("street").get(f"/blockers/{mine}", status=404)
    assert "没有地" not in as_("street").get("/blockers.csv").body


def test_numbers_beyond_any_row_are_nowhere(as_: SignIn) -> None:
    for beyond in ("0", "999999", "2147483648", "99999999999999999999"):
        as_("leader").get(f"/blockers/{beyond}", status=404)
        as_("officer").get(f"/blockers/{beyond}/close", status=404)


def test_the_page_tells_its_life(as_: SignIn, database: Database) -> None:
    close(database)
    page = as_("colleague").get(path(database))
    assert page.heading == "停车：停车位缺 300 个"
    lines = [one.text for one in page.tree.one("ol", class_="timeline").all("li")]
    assert len(lines) == 2
    assert SOLVED in lines[0]
    assert "交 蒸湘街道办事处" in lines[1]
    assert page.says("怎么解决的")


@pytest.mark.parametrize(
    ("who", "buttons"),
    [("colleague", {"改派", "销号"}), ("street", set()), ("leader", set())],
)
def test_only_what_one_may_do_is_offered(
    as_: SignIn, database: Database, who: str, buttons: set[str]
) -> None:
    page = as_(who).get(path(database))
    offered = {a.text for a in page.tree.all("a") if a.text in ("下发", "改派", "销号", "退回重办")}
    assert offered == buttons


@pytest.mark.slow
def test_pages_of_the_list_meet_without_gap_or_repeat(as_: SignIn, database: Database) -> None:
    for turn in range(60):
        raise_on_jia(database, f"第{turn:02}件")
    first = as_("officer").get("/blockers")
    second = first.follow("下一页")
    rows = [one.text for page in (first, second) for one in page.tree.one("tbody").all("th")]
    assert len(rows) == len(set(rows)) == 61
    assert rows[0] == "停车位缺 300 个"
    again = second.follow("上一页").tree.one("tbody").all("th")
    assert [one.text for one in again] == rows[:50]


@pytest.mark.slow
def test_the_list_and_the_page_ask_as_many_questions_however_much_there_is(
    as_: SignIn, database: Database
) -> None:
    officer = as_("officer")
    where = path(database)
    with counted_queries() as few:
        officer.get("/blockers")
        officer.get(where)
    for turn in range(20):
        raise_on_jia(database, f"第{turn}件")
    with counted_queries() as many:
        officer.get("/blockers")
        officer.get(where)
    assert len(many) == len(few) <= 24


def test_typed_text_is_shown_and_never_run(as_: SignIn, database: Database) -> None:
    mine = raise_on_jia(database, "<img src=x onerror=alert(1)>")
    for where in (f"/blockers/{mine}", f"/blockers/{mine}/assign", "/blockers", "/"):
        page = as_("officer").get(where)
        assert page.says("<img src=x onerror=alert(1)>")
        assert not page.tree.all("img")


def test_the_file_holds_everything_safely(as_: SignIn, database: Database) -> None:
    close(database)
    raise_on_jia(database, "=HYPERLINK(1)")
    lines = as_("officer").get("/blockers.csv", state="all").body.lstrip("\ufeff").splitlines()
    assert lines[0].startswith("编号,项目名称,类别,堵在哪里,需要什么,状态,承办单位,期限,升级到")
    jia = f"{JIA},甲示例钢管热处理项目,用地,'=HYPERLINK(1),,待下发,,,,2026-06-10"
    assert lines[1].startswith(jia)
    assert lines[2].startswith(f"{BING},")
    assert lines[2].endswith(f"2026-06-01,陈一,,,,2026-06-10,{SOLVED}")
