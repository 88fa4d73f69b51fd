"""The lists that are kept: shown, counted, filtered and taken as files."""

from datetime import date

import pytest

from tests.builders.ranked_firms import listed, rows_in, sheet_in
from tests.builders.rankings import firm, ranking, strike
from tests.databases import Database
from tests.page_client import SignIn
from tracker.domain.ranking import Ranking, RankingList

__all__ = ["listed"]


def test_the_lists_say_publisher_day_extent_and_how_many_firms_were_found(
    as_: SignIn, listed: int
) -> None:
    page = as_("officer").get("/rankings")
    (row,) = page.tree.one("tbody").all("tr")
    assert "中国民营企业500强 2025" in row.text
    assert "示例发布方 2025-09-22 第 1–4 名，4 家" in " ".join(row.text.split())
    assert [cell.text for cell in row.all("td") if "number" in cell["class"]] == ["2", "1", "1"]
    assert page.says("每一级持股都达到 50%")
    assert page.says("24 个月内有效")


def test_firms_count_once_and_projects_each_and_lead_to_the_ledger(
    as_: SignIn, listed: int
) -> None:
    page = as_("leader").get("/rankings")
    assert page.says("三类500强合计 2 家 2 个项目")
    ledger = as_("leader").get("/projects?tier=any")
    assert ledger.says("2 个项目")


def test_a_list_without_a_day_says_from_when_it_counts(as_: SignIn, database: Database) -> None:
    with database.session() as session:
        made = ranking(session, RankingList.CHINA, 2025, (1, firm(session, "示例甲公司")))
        made.on, made.is_dated = date(2025, 12, 31), False
        session.commit()
    assert as_("leader").get("/rankings").says("未注明，按 2025-12-31 计")
    (row,) = rows_in(as_("leader").get("/rankings.csv"))
    assert (row["发布日期"], row["从哪天起算"]) == ("", "2025-12-31")


def test_lists_taken_back_are_shown_on_request(
    as_: SignIn, listed: int, database: Database
) -> None:
    with database.session() as session:
        strike(session, session.get_one(Ranking, listed))
        session.commit()
    officer = as_("officer")
    assert officer.get("/rankings").says("还没有榜单")
    page = officer.get("/rankings?state=all")
    assert page.says("已撤销")
    shown = page.follow("中国民营企业500强 2025")
    assert shown.says("已撤销，不再起作用")
    assert not shown.says("改判")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"kind": "private"}, 1),
        ({"kind": "china"}, 0),
        ({"year": "2025"}, 1),
        ({"year": "2024"}, 0),
    ],
)
def test_lists_are_filtered_and_their_files_alike(
    as_: SignIn, listed: int, query: dict[str, str], found: int
) -> None:
    leader = as_("leader")
    assert leader.get("/rankings", **query).text.count("示例发布方") == found
    assert len(rows_in(leader.get("/rankings.csv", **query))) == found
    assert len(sheet_in(leader.get("/rankings.xlsx", **query))) == found + 1


def test_a_condition_that_cannot_be_read_is_said_and_makes_no_file(
    as_: SignIn, listed: int
) -> None:
    leader = as_("leader")
    for path in ("/rankings?year=x", f"/rankings/{listed}?match=maybe"):
        assert leader.get(path).says("看不懂")
    for path in ("/rankings.csv?year=x", f"/rankings/{listed}/entries.xlsx?match=maybe"):
        assert leader.get(path, status=422).says("看不懂")
