"""The list of targets: what it shows whom, its filters and orders, its pages and its files."""

from datetime import date, timedelta

import pytest
from openpyxl import load_workbook

from tests.builders.many_targets import many
from tests.builders.rankings import ranking
from tests.builders.targets import FRIDAY, accept, courted, proposal, visited
from tests.databases import Database
from tests.page_client import Page, SignIn
from tests.queries import counted_queries
from tests.world import TODAY, World
from tracker.domain.ranking import RankingList
from tracker.domain.words import Contact

HERE = "/targets"
OURS, THEIRS, NOBODYS = "示例甲管件有限公司", "示例乙管件有限公司", "示例丙管件有限公司"


@pytest.fixture(autouse=True)
def wanted(database: Database) -> None:
    """The bureau visited one, another department courts one, one is nobody's."""
    with database.session() as session:
        world = World(session)
        ours = visited(world, "officer", OURS)
        ours.firm.also_called("示例老字号")
        accept(world, proposal(world, THEIRS, because="=1+1"), "stranger")
        free = proposal(world, NOBODYS, score=55, because="")
        free.why = [{"rule": "words", "points": 55, "said": "名称里有本环节的词“管件”"}]
        ranking(
            session,
            RankingList.PRIVATE,
            2026,
            (184, free.firm),
            on=date(2026, 5, 1),
            is_complete=True,
        )
        session.commit()


def firms(page: Page) -> list[str]:
    rows = page.tree.all("tbody")
    return [row.one("th").one("a").text for row in rows[0].all("tr")] if rows else []


@pytest.mark.parametrize(
    ("who", "seen"),
    [
        ("officer", {OURS, NOBODYS}),
        ("head", {OURS, NOBODYS}),
        ("stranger", {THEIRS, NOBODYS}),
        ("leader", {OURS, THEIRS, NOBODYS}),
    ],
)
def test_the_list_its_count_and_its_files_show_what_one_may_see_and_no_more(
    as_: SignIn, who: str, seen: set[str]
) -> None:
    page = as_(who).get(HERE)
    assert set(firms(page)) == seen
    assert page.says(f"{len(seen)} 家")
    for view in ("/targets.csv", "/targets?view=board"):
        told = as_(who).get(view).body
        assert {firm for firm in (OURS, THEIRS, NOBODYS) if firm in told} == seen


def test_whom_targets_are_none_of_their_business_are_shown_none(as_: SignIn) -> None:
    for who in ("street", "auditor", "admin", "newcomer"):
        as_(who).get(HERE, 403)
        assert "目标企业" not in as_(who).get("/permissions").tree.one("header").text


def test_a_row_says_how_far_whose_and_what_comes_next(as_: SignIn) -> None:
    row = as_("leader").get(HERE).tree.one("tbody").all("tr")
    told = {one.one("a").text: one.text for one in row}
    assert "立为目标" in told[THEIRS]
    assert "赵二 工信局" in told[THEIRS]
    assert "上门拜访" in told[THEIRS]
    assert "民企 184" in told[NOBODYS]
    assert "名称里有本环节的词“管件”" in told[NOBODYS]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"q": "甲管件"}, [OURS]),
        ({"q": "老字号"}, [OURS]),
        ({"q": "shilijia"}, [OURS]),
        ({"q": "甲 有限"}, [OURS]),
        ({"q": "%"}, []),
        ({"state": "proposed"}, [NOBODYS]),
        ({"state": "visited"}, [OURS]),
        ({"owner": "1"}, [OURS]),
        ({"department": "2"}, [THEIRS]),
        ({"link": "2"}, [THEIRS, OURS, NOBODYS]),
        ({"link": "1"}, []),
        ({"chain": "steel-pipe"}, [THEIRS, OURS, NOBODYS]),
        ({"chain": "none"}, []),
        ({"tier": "any"}, [NOBODYS]),
        ({"tier": "private"}, [NOBODYS]),
        ({"tier": "world"}, []),
        ({"due": "week"}, [THEIRS]),
        ({"due": "overdue"}, []),
        ({"due": "none"}, [OURS]),
        ({"sort": "score"}, [NOBODYS, THEIRS, OURS]),
        ({"sort": "firm"}, [NOBODYS, OURS, THEIRS]),
    ],
)
def test_list_board_and_files_are_filtered_alike(
    as_: SignIn, query: dict[str, str], found: list[str]
) -> None:
    page = as_("leader").get(HERE, **query)
    assert set(firms(page)) == set(found)
    if "sort" in query:
        assert firms(page) == found
    csv = page.follow("导出 CSV").body.splitlines()[1:]
    assert [line.split(",")[0] for line in csv] == firms(page)
    board = as_("leader").get(HERE, view="board", **query)
    cards = [card.all("a")[0].text for card in board.tree.all("li", class_="card")]
    assert set(cards) == set(found)


def test_what_is_overdue_comes_first_and_says_for_how_long(as_: SignIn, database: Database) -> None:
    with database.session() as session:
        world = World(session)
        target = courted(world, "officer", "示例丁管件有限公司", on=TODAY - timedelta(days=9))
        target.log_follow_up(
            Contact.CALL,
            on=TODAY - timedelta(days=8),
            by=world.by("officer"),
            said="通过电话",
            next_step="寄样品",
            next_on=TODAY - timedelta(days=3),
        )
        session.commit()
    page = as_("officer").get(HERE)
    assert firms(page)[0] == "示例丁管件有限公司"
    assert page.says("逾期 3 天")
    assert firms(as_("officer").get(HERE, due="overdue")) == ["示例丁管件有限公司"]


@pytest.mark.parametrize(
    "query",
    [
        {"state": "nonsense"},
        {"link": "x"},
        {"owner": "99999999999999999999"},
        {"due": "soon"},
        {"sort": "nonsense"},
        {"tier": "x"},
        {"view": "x"},
    ],
)
def test_a_filter_that_cannot_be_read_is_said_and_left_out(
    as_: SignIn, query: dict[str, str]
) -> None:
    page = as_("leader").get(HERE, **query)
    assert page.says("看不懂")
    assert len(firms(page)) == 3


@pytest.mark.parametrize("mark", ["x", "W10", "WyIyMDI2LTA2LTAzIiwgMTAwMDAwMDAwMDAwMDAwMCwgMF0"])
def test_a_broken_page_mark_is_page_one(as_: SignIn, mark: str) -> None:
    assert len(firms(as_("leader").get(HERE, page=mark))) == 3


@pytest.mark.slow
@pytest.mark.parametrize("sort", ["", "score", "since", "firm"])
def test_pages_of_the_list_meet_without_gap_or_repeat(
    as_: SignIn, database: Database, sort: str
) -> None:
    many(database, 110)
    first = as_("officer").get(HERE, sort=sort)
    second = first.follow("下一页")
    third = second.follow("下一页")
    pages = [firms(page) for page in (first, second, third)]
    assert [len(one) for one in pages] == [50, 50, 12]
    assert len({firm for one in pages for firm in one}) == 112
    assert firms(third.follow("上一页")) == pages[1]
    assert firms(second.follow("第一页")) == pages[0]
    assert first.says("本页 50 家，共 112 家")


@pytest.mark.slow
@pytest.mark.parametrize("view", ["list", "board"])
def test_the_list_asks_as_many_questions_however_long_it_is(
    as_: SignIn, database: Database, view: str
) -> None:
    officer = as_("officer")
    officer.get(HERE, view=view)
    with counted_queries() as few:
        officer.get(HERE, view=view)
    many(database, 40)
    with counted_queries() as more:
        officer.get(HERE, view=view)
    assert len(more) == len(few) <= 12


def test_the_file_holds_everything_safely(as_: SignIn) -> None:
    lines = as_("stranger").get("/targets.csv", state="accepted").body.lstrip("\ufeff").splitlines()
    assert lines[0].startswith("企业,省份,三类500强,产业链,上中下游,环节,状态,进入日期,停留天数")
    assert lines[1].startswith(
        f"{THEIRS},,,钢管及深加工,中游,热处理,立为目标,2026-06-10,0,0,,'=1+1,"
    )
    assert lines[1].endswith(f"赵二,工信局,,上门拜访,{FRIDAY},")


def test_the_workbook_is_typed(as_: SignIn, tmp_path) -> None:  # type: ignore[no-untyped-def]
    answer = as_("leader").get("/targets.xlsx", state="accepted")
    file = tmp_path / "targets.xlsx"
    file.write_bytes(answer.response.get_data())
    sheet = load_workbook(file).worksheets[0]
    rows = list(sheet.iter_rows(values_only=True))
    head = next(number for number, row in enumerate(rows) if row[0] == "企业")
    told = dict(zip(rows[head], rows[head + 1], strict=True))
    assert (told["企业"], told["停留天数"]) == (THEIRS, 0)
    assert told["下一步日期"].date() == FRIDAY


def test_an_empty_list_says_how_to_begin(as_: SignIn, database: Database) -> None:
    assert as_("leader").get(HERE, state="project").says("没有符合条件的目标企业")
    assert as_("officer").get(HERE).link("找目标") == "/targets/find"
    assert not as_("leader").get(HERE).tree.all("a", href="/targets/find")
