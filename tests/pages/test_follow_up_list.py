"""The list of follow-ups, and the same as a file."""

from datetime import date, timedelta

import pytest

from tests.databases import Database
from tests.page_client import Page, SignIn
from tests.pages.follow_up_form import NEW, TOLD, new_on_jia
from tests.queries import counted_queries
from tests.world import JIA, World
from tracker.domain.words import Contact


def test_the_list_shows_the_newest_first_and_only_what_one_may_see(as_: SignIn) -> None:
    assert as_("officer").get("/follow-ups").says("看了厂房，谈到电价")
    assert as_("leader").get("/follow-ups").says("看了厂房，谈到电价")
    for who in ("stranger", "street"):
        page = as_(who).get("/follow-ups")
        assert not page.says("看了厂房")
        assert page.says("还没有跟进")
        csv = as_(who).get("/follow-ups.csv").body
        assert "看了厂房" not in csv


@pytest.mark.parametrize(
    ("query", "is_found"),
    [
        ({"kind": "visit-out"}, True),
        ({"kind": "call"}, False),
        ({"q": "钢管"}, True),
        ({"q": "gangguan"}, True),
        ({"q": "综合体"}, False),
        ({"since": "2026-06-03"}, True),
        ({"since": "2026-06-04"}, False),
        ({"until": "2026-06-03"}, True),
        ({"until": "2026-06-02"}, False),
        ({"person": "1"}, True),
        ({"person": "2"}, False),
        ({"department": "1"}, True),
        ({"department": "2"}, False),
    ],
)
def test_the_list_and_its_file_are_filtered_alike(
    as_: SignIn, query: dict[str, str], is_found: bool
) -> None:
    page = as_("officer").get("/follow-ups", **query)
    assert page.says("看了厂房") is is_found
    assert ("看了厂房" in page.follow("导出 CSV").body) is is_found
    assert page.says(f"{int(is_found)} 条")


@pytest.mark.parametrize(
    "query",
    [
        {"kind": "nonsense"},
        {"person": "99999999999999999999"},
        {"person": "-1"},
        {"since": "2026-02-30"},
        {"department": "x"},
    ],
)
def test_a_filter_that_cannot_be_read_is_said_and_left_out(
    as_: SignIn, query: dict[str, str]
) -> None:
    page = as_("officer").get("/follow-ups", **query)
    assert page.says("看不懂")
    assert page.says("看了厂房")


BEYOND_ANY_ROW = "WyIyMDI2LTA2LTAzIiwgMTAwMDAwMDAwMDAwMDAwMDAwMDAwLCAwXQ"


@pytest.mark.parametrize("mark", ["x", "W10", BEYOND_ANY_ROW])
def test_a_broken_page_mark_is_page_one(as_: SignIn, mark: str) -> None:
    assert as_("officer").get("/follow-ups", page=mark).says("看了厂房")


def _write_many(database: Database, count: int) -> None:
    with database.session() as session:
        world = World(session)
        jia, by = world.jia, world.by("officer")
        for number in range(count):
            on = date(2026, 6, 4) + timedelta(days=number % 5)
            jia.log_follow_up(Contact.CALL, on=on, by=by, said=f"第{number}次")
        session.commit()


def _said(page: Page) -> list[str]:
    return [row.all("td")[2].text for row in page.tree.one("tbody").all("tr")]


@pytest.mark.slow
@pytest.mark.parametrize("who", ["officer", "leader"])
def test_pages_of_the_list_meet_without_gap_or_repeat(
    as_: SignIn, database: Database, who: str
) -> None:
    _write_many(database, 120)
    first = as_(who).get("/follow-ups")
    second = first.follow("下一页")
    third = second.follow("下一页")
    pages = [_said(page) for page in (first, second, third)]
    assert [len(one) for one in pages] == [50, 50, 21]
    assert len({said for one in pages for said in one}) == 121
    assert _said(third.follow("上一页")) == pages[1]
    assert _said(second.follow("上一页")) == pages[0]


@pytest.mark.slow
def test_the_list_asks_as_many_questions_however_long_it_is(
    as_: SignIn, database: Database
) -> None:
    officer = as_("officer")
    officer.get("/follow-ups")
    with counted_queries() as few:
        officer.get("/follow-ups")
    _write_many(database, 40)
    with counted_queries() as many:
        officer.get("/follow-ups")
    assert len(many) == len(few) <= 6


def test_the_file_holds_everything_safely(as_: SignIn) -> None:
    new_on_jia(as_).form(NEW).submit(**TOLD | {"said": "=1+1"})
    file = as_("officer").get("/follow-ups.csv")
    lines = file.body.lstrip("\ufeff").splitlines()
    assert lines[0].startswith("日期,编号,项目名称,方式,谈了什么")
    assert lines[1].startswith(f"2026-06-10,{JIA},甲示例钢管热处理项目,走出去,'=1+1")
    assert lines[1].endswith("王一,商务局,2026-06-10 09:00,")
