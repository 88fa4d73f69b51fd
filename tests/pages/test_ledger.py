"""The ledger: what it shows to whom, how it is filtered, sorted and paged."""

import re
from urllib.parse import quote, quote_plus

import pytest

from tests.builders.many_projects import crowd
from tests.databases import Database
from tests.page_client import Page, SignIn
from tests.queries import counted_queries
from tests.world import JIA, World
from tracker.web import list_page

TOKENS = re.compile(r'(csrf-token" content|csrf_token" value|once" value|data-refresh)="[^"]*"')
NOWHERE = "不存在的项目名"
OF_THE_STRANGER = "乙示例冷链物流项目"


def _names(page: Page) -> list[str]:
    bodies = page.tree.all("tbody")
    return [row.one("th").one("a").text for row in bodies[0].all("tr")] if bodies else []


def test_the_ledger_shows_projects_with_count_sum_and_light(as_: SignIn) -> None:
    page = as_("leader").get("/projects")
    assert page.heading == "台账"
    assert len(_names(page)) == 3
    assert page.says("3 个项目")
    assert page.says("总投资 8.2 亿")
    assert page.says("甲示例钢管热处理项目")
    assert page.tree.one("caption").text == "项目台账"


def test_a_sum_nobody_told_is_said_as_untold(as_: SignIn) -> None:
    assert as_("stranger").get("/projects").says("未报")


def test_a_stranger_finds_nothing_of_another_department(as_: SignIn) -> None:
    stranger, officer = as_("stranger"), as_("officer")
    assert _names(stranger.get("/projects")) == [OF_THE_STRANGER]
    assert stranger.get("/projects").says("1 个项目")
    assert OF_THE_STRANGER not in officer.get("/projects").body
    for query in ({}, {"q": "冷链"}, {"stage": "lead"}, {"department": "2"}, {"sort": "name"}):
        assert OF_THE_STRANGER not in officer.get("/projects.csv", **query).body
        assert "甲示例" not in stranger.get("/projects.csv", **query).body


def test_the_street_sees_what_was_handed_to_it(as_: SignIn) -> None:
    page = as_("street").get("/projects")
    assert _names(page) == ["丙示例商业综合体项目"]
    assert page.says("1 个项目")


@pytest.mark.parametrize("who", ["auditor", "admin", "guard", "newcomer"])
def test_who_works_without_projects_gets_no_ledger(as_: SignIn, who: str) -> None:
    as_(who).get("/projects", 403)
    as_(who).get("/projects.csv", 403)


@pytest.mark.parametrize("hidden", ["冷链", "lenglian", "ZX2026-0002", "乙示"])
@pytest.mark.parametrize("path", ["/projects", "/board", "/projects.csv"])
def test_searching_for_what_is_hidden_is_like_searching_for_what_is_nowhere(
    as_: SignIn, path: str, hidden: str
) -> None:
    officer = as_("officer")

    def answer(text: str) -> str:
        body = officer.get(path, q=text).body
        return _without_the_asked(body, text)

    assert answer(hidden) == answer(NOWHERE)


def _without_the_asked(body: str, text: str) -> str:
    """The page but for what was typed itself, and tokens that differ each time."""
    for typed in (quote_plus(text), quote(text), text):
        body = body.replace(typed, "")
    return TOKENS.sub("", body)


def test_a_firm_of_hidden_projects_is_not_named(as_: SignIn) -> None:
    assert as_("officer").get("/projects", firm=1).says("示例钢管（衡阳）有限公司")
    page = as_("stranger").get("/projects", firm=1)
    assert not page.says("示例钢管")
    assert page.text.replace("99", "1") == as_("stranger").get("/projects", firm=99).text.replace(
        "99", "1"
    )


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"q": "钢管"}, "甲"),
        ({"q": "gg"}, "甲"),
        ({"q": "示例管业"}, "甲"),
        ({"q": "%"}, ""),
        ({"stage": "talks"}, "甲"),
        ({"stage": ["talks", "lead"]}, "甲乙"),
        ({"segment": "midstream"}, "甲"),
        ({"segment": "upstream"}, ""),
        ({"link": "0"}, "乙丙"),
        ({"chain": "steel-pipe"}, "甲"),
        ({"chain": "other"}, ""),
        ({"link": "2"}, "甲"),
        ({"department": "1"}, "甲丙"),
        ({"owner": "4"}, "乙"),
        ({"zone": "1"}, "甲"),
        ({"light": "red"}, "乙丙"),
        ({"year": "2026"}, "甲乙丙"),
        ({"year": "2025"}, ""),
        ({"min": "30000"}, "甲丙"),
        ({"max": "3.2亿"}, "丙"),
        ({"min": "32000", "max": "32000"}, "丙"),
        ({"since": "2026-03-02"}, "甲乙"),
        ({"until": "2026-03-01"}, "丙"),
        ({"firm": "1"}, "甲"),
    ],
)
def test_each_condition_filters_table_total_and_file_alike(
    as_: SignIn, query: dict[str, str], found: str
) -> None:
    page = as_("leader").get("/projects", **query)
    assert sorted(name[0] for name in _names(page)) == sorted(found)
    assert page.says(f"{len(found)} 个项目")
    file = page.follow("导出 CSV").body
    assert [name for name in "甲乙丙" if f"{name}示例" in file] == sorted(found, key="甲乙丙".index)
    board = page.follow("转到看板")
    assert [name for name in "甲乙丙" if f"{name}示例" in board.text] == sorted(
        found, key="甲乙丙".index
    )


@pytest.mark.parametrize(
    "query",
    [
        {"stage": "nonsense"},
        {"owner": "99999999999999999999"},
        {"owner": "-1"},
        {"link": "x"},
        {"since": "2026-02-30"},
        {"min": "nan"},
        {"min": "1e999999"},
        {"chain": "a\x00b"},
        {"sort": "secret"},
        {"light": "blue"},
        {"year": "0"},
        {"max": "五百"},
    ],
)
def test_a_condition_that_cannot_be_read_is_said_and_left_out(
    as_: SignIn, query: dict[str, str]
) -> None:
    page = as_("leader").get("/projects", **query)
    assert page.says("看不懂")
    assert len(_names(page)) == 3
    refused = as_("leader").get("/projects.csv", 422, **query)
    assert refused.says("看不懂")
    assert refused.says("没有导出")


def test_a_chip_takes_its_condition_off_and_keeps_the_others(as_: SignIn) -> None:
    page = as_("leader").get("/projects", q="示例", stage=["talks", "lead"], light="red")
    assert _names(page) == [OF_THE_STRANGER]
    without = page.follow("在谈 × ，去掉")
    assert "stage=lead" in without.path
    assert "light=red" in without.path
    assert without.follow("灯：红 × ，去掉").path.endswith("?q=%E7%A4%BA%E4%BE%8B&stage=lead")
    assert page.follow("全部清除").path == "/projects"


def test_the_bar_adds_a_condition_and_keeps_the_others(as_: SignIn) -> None:
    page = as_("leader").get("/projects", stage="talks", light="green", sort="name")
    more = page.form("筛选").submit(segment="midstream", min="100")
    assert _names(more) == ["甲示例钢管热处理项目"]
    kept = more.form("筛选").values()
    assert "talks" in kept["stage"]
    assert (kept["light"], kept["segment"], kept["sort"]) == (["green"], ["midstream"], ["name"])
    assert kept["min"] == ["100"]


def test_nothing_found_says_what_to_do(as_: SignIn) -> None:
    page = as_("leader").get("/projects", q=NOWHERE)
    assert page.says("没有符合条件的项目")
    assert page.follow("清除条件").says("3 个项目")


@pytest.mark.parametrize(
    ("sort", "first"),
    [
        ("newest", "丙"),
        ("amount", "甲"),
        ("amount-up", "乙"),
        ("name", "丙"),
        ("since", "甲"),
        ("next", "甲"),
        ("changed", "丙"),
        ("urgency", "丙"),
    ],
)
def test_each_order_begins_where_it_should(as_: SignIn, sort: str, first: str) -> None:
    assert _names(as_("leader").get("/projects", sort=sort))[0][0] == first


def test_a_head_sorts_and_a_second_click_turns_the_sum_round(as_: SignIn) -> None:
    page = as_("leader").get("/projects")
    down = page.follow("金额 万元")
    assert "sort=amount" in down.path
    assert down.tree.one("th", aria_sort="descending").text == "金额 万元"
    assert "sort=amount-up" in down.follow("金额 万元").path


@pytest.mark.slow
@pytest.mark.parametrize("who", ["leader", "officer"])
@pytest.mark.parametrize(
    "sort", ["urgency", "newest", "changed", "amount", "name", "since", "next"]
)
def test_the_pages_meet_every_project_once_and_lead_back(
    as_: SignIn, database: Database, monkeypatch: pytest.MonkeyPatch, who: str, sort: str
) -> None:
    monkeypatch.setattr(list_page, "A_PAGE", 5)
    crowd(database, 12)
    page = as_(who).get("/projects", sort=sort)
    first = _names(page)
    met = list(first)
    while 'rel="next"' in page.body:
        page = page.follow("下一页")
        met += _names(page)
    assert len(met) == len(set(met)) == (15 if who == "leader" else 14)
    while 'rel="prev"' in page.body:
        page = page.follow("上一页")
    assert _names(page) == first


FAR = "WyIyMDI2LTA2LTAzIiwgMTAwMDAwMDAwMDAwMDAwMDAwMDAwLCAwXQ"
LIST = "W1tdLCAxLCAwXQ"
SURROGATE = "WyJcdWQ4MDAiLCAxLCAwXQ"


@pytest.mark.parametrize("mark", ["x", "W10", FAR, LIST, SURROGATE, "[" * 300])
@pytest.mark.parametrize("sort", ["urgency", "name", "amount", "changed", "newest"])
def test_a_broken_page_mark_is_page_one(as_: SignIn, mark: str, sort: str) -> None:
    assert len(_names(as_("leader").get("/projects", page=mark, sort=sort))) in (2, 3)


@pytest.mark.slow
@pytest.mark.parametrize("path", ["/projects", "/projects?q=示例", "/projects?stage=lead"])
@pytest.mark.parametrize("who", ["leader", "officer"])
def test_queries_do_not_grow_with_the_rows(
    as_: SignIn, database: Database, who: str, path: str
) -> None:
    client = as_(who)
    client.get(path)
    with counted_queries() as few:
        client.get(path)
    crowd(database, 57)
    with counted_queries() as many:
        client.get(path)
    assert len(many) == len(few) <= 7


def test_what_people_typed_is_text_on_the_page(as_: SignIn, database: Database) -> None:
    with database.session() as session:
        World(session).jia.revise(
            {"name": "<b>甲</b>&\"'", "industry": "<i>"},
            by=World(session).by("officer"),
            on=World(session).jia.filed_on,
        )
        session.commit()
    page = as_("leader").get("/projects")
    assert "&lt;b&gt;甲&lt;/b&gt;&amp;&#34;&#39;" in page.body
    assert "<b>甲" not in page.body
    assert page.says("<b>甲</b>&\"'")
    assert JIA in page.body
