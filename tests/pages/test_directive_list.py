"""The list of what is owed by whom, its filters, its files, and how it is read."""

import csv
from datetime import timedelta
from io import StringIO

import pytest
from time_machine import Traveller

from tests.builders.directives import answered, given, key
from tests.databases import Database
from tests.page_client import Page, SignIn
from tests.plans import PlanOf
from tests.queries import counted_queries
from tests.world import BUREAU, INDUSTRY, JIA, NOW, STREET, TODAY, World
from tracker.queries.directive_list import DirectiveFilter
from tracker.sheets.reading import read


@pytest.fixture
def many(database: Database) -> None:
    """One owed by each office, one of them late on Friday; one answered, one closed."""
    given(database, BUREAU, said="示例：商务局欠的", on="project")
    given(database, INDUSTRY, said="示例：工信局欠的", due_on=TODAY + timedelta(days=9))
    given(database, STREET, said="示例：街道欠的", on="blocker", due_on=TODAY + timedelta(days=9))
    answered(database, BUREAU, said="示例：答过的")


def listed(page: Page) -> list[str]:
    body = page.tree.all("tbody")
    return [one.text for one in body[0].all("th")] if body else []


def test_it_says_what_whose_by_when_and_how_far(as_: SignIn, many: None, clock: Traveller) -> None:
    clock.move_to(NOW + timedelta(days=2))
    page = as_("leader").get("/directives")
    assert page.says("4 条 · 未办结")
    assert listed(page)[0] == "示例：商务局欠的"
    for words in ("甲示例钢管热处理项目", "钱领", "商务局", "● 红 逾期 2 天", "待阅", "待答复"):
        assert page.says(words), words


FOUND = [
    ({}, {"商务局欠的", "工信局欠的", "街道欠的", "答过的"}),
    ({"state": "owed"}, {"商务局欠的", "工信局欠的", "街道欠的"}),
    ({"state": "overdue"}, {"商务局欠的"}),
    ({"state": "to-read"}, {"答过的"}),
    ({"state": "done"}, set()),
    ({"state": "all", "department": STREET}, {"街道欠的"}),
    ({"mine": "1"}, {"答过的"}),
    ({"giver": "leader"}, {"商务局欠的", "工信局欠的", "街道欠的", "答过的"}),
]


@pytest.mark.parametrize(("query", "found"), FOUND)
def test_the_list_and_its_files_are_filtered_alike(
    as_: SignIn,
    database: Database,
    many: None,
    clock: Traveller,
    query: dict[str, str],
    found: set[str],
) -> None:
    clock.move_to(NOW + timedelta(days=2))
    if "department" in query:
        query = query | {"department": key(database, query["department"])}
    if "giver" in query:
        with database.session() as session:
            query = query | {"giver": str(World(session).user("leader").id)}
    page = as_("leader").get("/directives", **query)
    assert set(listed(page)) == {f"示例：{one}" for one in found}
    text = page.follow("导出 CSV").body.lstrip("\ufeff")
    rows = list(csv.reader(StringIO(text, newline="")))
    assert {row[0] for row in rows[1:]} == {f"示例：{one}" for one in found}
    [sheet] = read(page.follow("导出 Excel").response.get_data(), "批示.xlsx").sheets
    assert [str(row[0]) for row in sheet.rows] == [row[0] for row in rows]


def test_the_file_names_each_column_in_order(as_: SignIn, many: None) -> None:
    lines = as_("officer").get("/directives.csv?state=owed&mine=1").body.lstrip("\ufeff")
    head, first = lines.splitlines()[:2]
    assert head.startswith("批示内容,项目编号,项目名称,产业链,谁批的,批示日期,答复单位,答复人,期限")
    assert first.startswith(
        f"示例：商务局欠的,{JIA},甲示例钢管热处理项目,,钱领,2026-06-10,商务局,,"
    )


@pytest.mark.parametrize(
    "query", [{"state": "x"}, {"department": "0"}, {"giver": "-1"}, {"mine": "yes"}]
)
def test_what_cannot_be_read_is_said_and_makes_no_file(
    as_: SignIn, many: None, query: dict[str, str]
) -> None:
    assert as_("leader").get("/directives", **query).says("看不懂")
    assert as_("leader").get("/directives.csv", status=422, **query).says("看不懂")


@pytest.mark.parametrize(
    ("who", "seen"),
    [
        ("leader", {"商务局欠的", "工信局欠的", "街道欠的", "答过的"}),
        ("officer", {"商务局欠的", "街道欠的", "答过的"}),
        ("stranger", {"工信局欠的"}),
        ("street", {"街道欠的"}),
    ],
)
def test_each_sees_what_they_owe_and_what_is_on_their_projects(
    as_: SignIn, many: None, who: str, seen: set[str]
) -> None:
    page = as_(who).get("/directives")
    assert set(listed(page)) == {f"示例：{one}" for one in seen}
    for name in {"商务局欠的", "工信局欠的", "街道欠的", "答过的"} - seen:
        assert name not in as_(who).get("/directives.csv?state=all").body
    as_("auditor").get("/directives", status=403)


@pytest.mark.slow
def test_pages_meet_without_gap_or_repeat(as_: SignIn, database: Database) -> None:
    for turn in range(53):
        given(database, said=f"示例：第{turn:02}件")
    first = as_("officer").get("/directives")
    second = first.follow("下一页")
    rows = listed(first) + listed(second)
    assert len(rows) == len(set(rows)) == 53
    assert listed(second.follow("上一页")) == rows[:50]


def test_who_owes_nothing_is_told_so(as_: SignIn) -> None:
    assert as_("street").get("/directives").says("没有要答复的批示")
    assert as_("leader").get("/directives").says("没有未办结的批示")


@pytest.mark.slow
def test_list_and_page_ask_as_many_questions_however_much_there_is(
    as_: SignIn, database: Database
) -> None:
    officer, number = as_("officer"), answered(database, on="project")
    paths = ("/directives", f"/directives/{number}", f"/directives/{number}/answer")
    officer.get("/directives")
    with counted_queries() as few:
        for path in paths:
            officer.get(path)
    for turn in range(12):
        given(database, said=f"示例：第{turn}件", on="project")
        as_("officer").get(f"/directives/{number}/answer").form("答复").submit(said=f"示例{turn}")
    with counted_queries() as more:
        for path in paths:
            officer.get(path)
    assert len(more) == len(few) <= 33


def test_the_projects_page_asks_once_however_many_there_are(
    as_: SignIn, database: Database
) -> None:
    officer = as_("officer")
    officer.get(f"/projects/{JIA}")
    given(database, on="project")
    with counted_queries() as few:
        officer.get(f"/projects/{JIA}")
    for turn in range(9):
        given(database, said=f"示例：第{turn}件", on="project")
    with counted_queries() as more:
        officer.get(f"/projects/{JIA}")
    assert len(more) == len(few)


def test_typed_text_is_shown_and_never_run(as_: SignIn, database: Database) -> None:
    number = given(database, said="<img src=x onerror=alert(1)>", on="project")
    where = (
        "/directives",
        f"/directives/{number}",
        f"/directives/{number}/answer",
        f"/projects/{JIA}",
    )
    for path in where:
        page = as_("officer").get(path)
        assert page.says("<img src=x onerror=alert(1)>"), path
        assert not page.tree.all("img"), path


@pytest.mark.parametrize("who", ["leader", "officer", "street"])
@pytest.mark.parametrize("query", [{}, {"state": "owed"}, {"state": "overdue"}, {"mine": "1"}])
def test_the_list_is_read_from_an_index(
    world: World, plan_of: PlanOf, who: str, query: dict[str, str]
) -> None:
    asked = DirectiveFilter.from_args(query)
    statement = asked.statement(world.by(who).asker, TODAY).limit(51)
    plan = plan_of(statement)
    assert plan.of("directive"), plan.told
    assert not plan.walked, plan.told


def test_whoever_does_not_see_the_project_reads_its_name_and_is_led_nowhere(
    as_: SignIn, database: Database
) -> None:
    on_project = given(database, INDUSTRY, on="project")
    on_blocker = given(database, INDUSTRY, on="blocker")
    for address in ("/directives", f"/directives/{on_project}", f"/directives/{on_blocker}"):
        for who, leads in (("stranger", False), ("leader", True)):
            page = as_(who).get(address)
            assert page.says("示例商业综合体项目" if address[-1] == str(on_blocker) else "甲示例")
            body = page.tree.one("main").all("a")
            outside = [
                a["href"] for a in body if a["href"].startswith(("/projects/", "/blockers/"))
            ]
            assert bool(outside) is leads, (who, address, outside)
