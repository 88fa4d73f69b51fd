"""One list's entries: who is a firm of ours, filtered, paged, and taken as files."""

import pytest
from sqlalchemy import select

from tests.builders.ranked_firms import SECRET, listed, rows_in, sheet_in
from tests.builders.rankings import firm, ranking
from tests.databases import Database
from tests.page_client import Page, SignIn
from tests.queries import counted_queries
from tests.world import World
from tracker.domain.firm import Firm
from tracker.domain.ranking import Match, Ranking, RankingEntry, RankingList
from tracker.queries.visible_firms import visible_firms

__all__ = ["listed"]


def names_on(page: Page) -> list[str]:
    return [row.all("th")[0].text for row in page.tree.one("tbody").all("tr")]


def test_the_entries_say_who_found_which_firm_and_why(as_: SignIn, listed: int) -> None:
    page = as_("officer").get(f"/rankings/{listed}")
    assert page.says("4 家，不是全榜 · 示例发布方")
    assert page.says("示例来源")
    rows = [" ".join(row.text.split()) for row in page.tree.one("tbody").all("tr")]
    assert rows[0].startswith(
        "1 示例钢管（衡阳）有限公司 湖南省 示例钢管（衡阳）有限公司 改判 名称相同"
    )
    assert "下属 1" in rows[1]
    assert "SHILI WUGUAN 广东省 1,234.50 亿元" in rows[3]


def test_a_firm_with_projects_leads_to_them(as_: SignIn, listed: int) -> None:
    page = as_("officer").get(f"/rankings/{listed}")
    ledger = page.follow("“示例钢管（衡阳）有限公司”的 1 个项目")
    assert ledger.says("1 个项目")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"match": "certain"}, [1, 2]),
        ({"match": "doubtful"}, [3]),
        ({"match": "none"}, [4]),
        ({"province": "湖南省"}, [1, 3]),
        ({"province": "无此省"}, []),
        ({"q": "无关"}, [4]),
        ({"q": "示例(中国)"}, [4]),
        ({"q": "wuguan"}, [4]),
        ({"q": "无关公司"}, [4]),
        ({"q": "100%"}, []),
        ({"q": "_"}, []),
        ({"here": "yes"}, [1, 2]),
        ({"here": "no"}, [3, 4]),
        ({"match": "certain", "province": "湖南省"}, [1]),
    ],
)
def test_entries_are_filtered_and_their_files_alike(
    as_: SignIn, listed: int, query: dict[str, str], found: list[int]
) -> None:
    officer = as_("officer")
    page = officer.get(f"/rankings/{listed}", **query)
    shown = [row for table in page.tree.all("tbody") for row in table.all("tr")]
    assert [int(row.all("td")[0].text) for row in shown] == found
    csv_rows = rows_in(officer.get(f"/rankings/{listed}/entries.csv", **query))
    assert [int(row["排名"]) for row in csv_rows] == found
    sheet = sheet_in(officer.get(f"/rankings/{listed}/entries.xlsx", **query))
    assert [row[0] for row in sheet[1:]] == found


def test_a_file_says_what_the_screen_says(as_: SignIn, listed: int) -> None:
    rows = rows_in(as_("officer").get(f"/rankings/{listed}/entries.csv"))
    assert rows[3]["营业收入（万元）"] == "12345000"
    assert (rows[0]["核对"], rows[0]["库中企业"]) == ("已对上", "示例钢管（衡阳）有限公司")
    assert (rows[1]["区内项目数"], rows[1]["下属企业项目数"]) == ("0", "1")


def test_a_firm_that_somebody_may_not_know_of_is_not_named(as_: SignIn, listed: int) -> None:
    officer = as_("officer")
    for path in (f"/rankings/{listed}", f"/rankings/{listed}/entries.csv?match=doubtful"):
        page = officer.get(path)
        assert SECRET not in page.body
        assert "一家归别的单位的企业，您看不到" in page.body
    assert as_("stranger").get(f"/rankings/{listed}").says(SECRET)
    assert as_("leader").get(f"/rankings/{listed}").says(SECRET)


def test_a_street_is_told_nothing_of_what_may_be(as_: SignIn, listed: int) -> None:
    street = as_("street")
    page = street.get(f"/rankings/{listed}")
    assert not page.says("待核")
    assert SECRET not in page.body
    assert [row["核对"] for row in rows_in(street.get(f"/rankings/{listed}/entries.csv"))] == [
        "已对上",
        "已对上",
        "库中没有",
        "库中没有",
    ]
    assert rows_in(street.get(f"/rankings/{listed}/entries.csv?match=doubtful")) == []
    (row,) = rows_in(street.get("/rankings.csv"))
    assert (row["待核"], row["库中没有"]) == ("0", "2")


def test_projects_are_counted_as_far_as_one_sees_them(as_: SignIn, listed: int) -> None:
    for who, found in (("officer", ["1", "0"]), ("stranger", ["0", "0"])):
        rows = rows_in(as_(who).get(f"/rankings/{listed}/entries.csv?match=certain"))
        assert [row["区内项目数"] for row in rows] == found
    assert rows_in(as_("stranger").get(f"/rankings/{listed}/entries.csv?here=yes")) == []


def test_who_stands_on_a_list_is_known_to_everybody(database: Database, listed: int) -> None:
    with database.session() as session:
        known = session.scalars(
            select(Firm.name).where(visible_firms(World(session).by("street").asker))
        ).all()
        assert "示例控股集团" in known
        assert SECRET not in known


@pytest.mark.slow
def test_a_long_list_is_paged_by_rank(as_: SignIn, database: Database) -> None:
    with database.session() as session:
        firms = [firm(session, f"示例{number}号公司") for number in range(1, 121)]
        made = ranking(session, RankingList.CHINA, 2025, *enumerate(firms, start=1))
        session.commit()
        number = made.id
    page, seen = as_("leader").get(f"/rankings/{number}"), []
    while True:
        seen += names_on(page)
        if not page.tree.all("a", rel="next"):
            break
        page = page.follow("下一页")
    assert seen == [f"示例{number}号公司" for number in range(1, 121)]
    assert names_on(page.follow("上一页"))[0] == "示例51号公司"


@pytest.mark.slow
def test_queries_do_not_grow_with_the_entries(as_: SignIn, database: Database) -> None:
    with database.session() as session:
        made = ranking(session, RankingList.CHINA, 2025, (1, firm(session, "示例零号公司")))
        session.commit()
        number = made.id
    leader = as_("leader")
    with counted_queries() as few:
        leader.get(f"/rankings/{number}")
    with database.session() as session:
        one = session.get_one(Ranking, number)
        for rank in range(2, 40):
            other = firm(session, f"示例{rank}号公司")
            one.entries.append(
                RankingEntry(rank=rank, name=other.name, firm=other, match=Match.CERTAIN)
            )
        session.commit()
    with counted_queries() as many:
        leader.get(f"/rankings/{number}")
    assert len(many) == len(few)


def test_a_list_that_is_not_there_is_not_found(as_: SignIn) -> None:
    for path in ("/rankings/9", "/rankings/99999999999", "/rankings/9/entries.csv"):
        as_("officer").get(path, status=404)
