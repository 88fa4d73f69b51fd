"""The list of firms: found, filtered, paged, and the same as a file."""

import pytest
from sqlalchemy import select

from tests.builders import firms, samples
from tests.databases import Database
from tests.page_client import Page, SignIn
from tests.queries import counted_queries
from tests.world import World
from tracker.domain.firm import Firm
from tracker.domain.words import Segment

PIPES = "示例钢管（衡阳）有限公司"
COUNTED = "本页 50 家，共 {} 家"


@pytest.fixture
def five(database: Database) -> None:
    """Firms of every sort beside the one of 甲."""
    with database.session() as session:
        world = World(session)
        firms.firm(world, "示例汽车有限公司", province="湖北", city="武汉", industry="汽车")
        listed = firms.firm(world, "示例建龙集团", credit_code=firms.CODES[0])
        firms.ranked(world, listed, 37)
        standing = firms.firm(world, "示例热处理厂", is_listed=False, province="湖南")
        firms.on_link(world, standing, world.link(Segment.MIDSTREAM))
        firms.firm(world, "示例暗中有限公司", is_listed=False)
        session.commit()


def names(page: Page) -> list[str]:
    bodies = page.tree.all("tbody")
    return [row.one("th").one("a").text for row in bodies[0].all("tr")] if bodies else []


ASKED = [
    ("", ["示例钢管（衡阳）有限公司", "示例建龙集团", "示例汽车有限公司", "示例热处理厂"]),
    ("q=汽车", ["示例汽车有限公司"]),
    ("q=jianlong", ["示例建龙集团"]),
    ("q=rcl", ["示例热处理厂"]),
    ("q=管业", [PIPES]),
    (f"q={firms.CODES[0][-6:]}", ["示例建龙集团"]),
    ("q=%25", []),
    ("province=湖北", ["示例汽车有限公司"]),
    ("link={midstream}", ["示例热处理厂"]),
    ("tier=any", ["示例建龙集团"]),
    ("tier=private", ["示例建龙集团"]),
    ("tier=world", []),
    ("projects=with", [PIPES]),
    ("projects=without&q=建龙", ["示例建龙集团"]),
    ("sort=newest&q=示例", ["示例热处理厂", "示例建龙集团", "示例汽车有限公司", PIPES]),
]


@pytest.mark.usefixtures("five")
@pytest.mark.parametrize(("query", "expected"), ASKED)
def test_each_condition_filters_the_table_the_count_and_the_file_alike(
    as_: SignIn, database: Database, query: str, expected: list[str]
) -> None:
    with database.session() as session:
        query = query.format(midstream=World(session).link(Segment.MIDSTREAM).id)
    page = as_("officer").get(f"/firms?{query}")
    assert names(page) == expected
    assert page.says(f"{len(expected)} 家")
    lines = as_("officer").get(f"/firms.csv?{query}").body.splitlines()
    assert [line.split(",")[0] for line in lines[1:]] == expected
    as_("officer").get(f"/firms.xlsx?{query}")


@pytest.mark.usefixtures("five")
def test_what_nobody_understands_is_left_out_and_said(as_: SignIn) -> None:
    page = as_("officer").get("/firms?province=火星&link=x&tier=x&projects=x&sort=x")
    assert len(names(page)) == 4
    for label in ("省份", "环节", "三类500强", "项目", "排序"):
        assert page.says(f"筛选条件“{label}”看不懂")


def test_a_row_says_what_is_known_and_counts_what_one_sees(as_: SignIn, database: Database) -> None:
    with database.session() as session:
        world = World(session)
        pipes = session.scalars(select(Firm).where(Firm.name == PIPES)).one()
        samples.project(world, who="stranger", firm=pipes, amount_yuan=990_000_000)
        session.commit()
    seen = {who: as_(who).get("/firms.csv").body for who in ("officer", "stranger", "leader")}
    assert ",1,50000,2026-06-03," in seen["officer"]
    assert ",1,99000,," in seen["stranger"]
    assert ",2,149000,2026-06-03," in seen["leader"]


@pytest.mark.slow
def test_the_pages_meet_every_firm_once_and_lead_back(as_: SignIn, database: Database) -> None:
    with database.session() as session:
        world = World(session)
        for number in range(119):
            firms.firm(world, f"示例{number % 7}号{number:03d}有限公司")
        session.commit()
    page = as_("officer").get("/firms")
    assert page.says(COUNTED.format(120))
    met = names(page)
    for _ in range(2):
        page = page.follow("下一页")
        met += names(page)
    assert len(met) == len(set(met)) == 120
    assert names(page.follow("上一页").follow("上一页")) == met[:50]
    for broken in ("x", "WyJ4Il0", "WyJcdWQ4MDAiLCAxLCAwXQ"):
        as_("officer").get(f"/firms?page={broken}")


@pytest.mark.slow
def test_as_many_queries_for_many_firms_as_for_few(as_: SignIn, database: Database) -> None:
    client = as_("officer")
    client.get("/firms")
    with counted_queries() as few:
        client.get("/firms")
    with database.session() as session:
        world = World(session)
        for number in range(40):
            firms.firm(world, f"示例{number:03d}有限公司")
        session.commit()
    with counted_queries() as many:
        client.get("/firms")
    assert len(many) == len(few)


def test_an_empty_list_says_what_to_do(as_: SignIn) -> None:
    page = as_("officer").get("/firms?q=没有这家")
    assert page.says("没有符合条件的企业")
    assert page.link("企业建档").startswith("/firms/new")
    assert "企业建档" not in as_("street").get("/firms?q=没有这家").text


def test_a_firm_is_picked_by_a_few_letters(as_: SignIn) -> None:
    part = as_("officer").get("/firms/pick?q=gangguan", part=True)
    assert PIPES in part.text
    assert PIPES not in as_("stranger").get("/firms/pick?q=gangguan", part=True).text
    assert "没有找到" in as_("officer").get("/firms/pick?q=%00", part=True).text


def test_ledger_board_and_project_lead_to_the_firms_page(as_: SignIn, database: Database) -> None:
    with database.session() as session:
        address = f"/firms/{World(session).jia.firm_id}"
    for path in ("/projects", "/board", "/projects/ZX2026-0001"):
        assert as_("officer").get(path).link(PIPES) == address
    page = as_("officer").get(address)
    assert page.link("在台账里看") == f"/projects?firm={address.rsplit('/')[-1]}"
