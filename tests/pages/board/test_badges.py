"""The badge of a 500 list: on the card, in the ledger and its files, on the project's page."""

import csv
from datetime import date
from io import StringIO

import pytest
from sqlalchemy import select

from tests.builders.rankings import firm, ranking, share
from tests.client.page_client import Page, SignIn
from tests.databases import Database
from tests.world import JIA, TODAY, World
from tracker.domain.firm import Firm
from tracker.domain.ranking import RankingList
from tracker.domain.ranking_matching.project_badges import retier_all

TITLE = "中国民营企业500强 2025 第 184 名"


def rows_in(page: Page) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(page.body.lstrip("\ufeff"), newline="")))


@pytest.fixture
def ranked(database: Database) -> None:
    """甲's firm stands on the private list of 2025."""
    with database.session() as session:
        pipes = session.scalars(select(Firm)).one()
        ranking(session, RankingList.PRIVATE, 2025, (184, pipes), on=date(2025, 9, 1))
        assert retier_all(session, TODAY) == 1
        session.commit()


def test_a_card_bears_the_badge_with_list_year_and_rank(as_: SignIn, ranked: None) -> None:
    (badge,) = as_("leader").get("/board").tree.all("b", title=TITLE)
    assert badge.text == "民企 184"
    assert "示例钢管（衡阳）有限公司" in badge.within("li").text


def test_the_ledger_bears_it_beside_the_firm(as_: SignIn, ranked: None) -> None:
    page = as_("leader").get("/projects")
    (badge,) = page.tree.all("b", title=TITLE)
    assert badge.text == "民企 184"
    assert badge.within("tr").all("a")[0]["href"] == f"/projects/{JIA}"


def test_its_files_say_it_in_full(as_: SignIn, ranked: None) -> None:
    said = [row["三类500强"] for row in rows_in(as_("leader").get("/projects.csv"))]
    assert sorted(said) == ["", "", TITLE]


@pytest.mark.parametrize(("asked", "many"), [("any", 1), ("private", 1), ("china", 0)])
def test_ledger_and_board_ask_for_it(as_: SignIn, ranked: None, asked: str, many: int) -> None:
    leader = as_("leader")
    for path in ("/projects", "/board"):
        page = leader.get(f"{path}?tier={asked}")
        assert page.says(f"{many} 个项目")
    assert len(rows_in(leader.get(f"/projects.csv?tier={asked}"))) == many


def test_what_is_asked_for_is_said_and_saved(as_: SignIn, ranked: None) -> None:
    page = as_("leader").get("/projects?tier=private")
    assert page.says("三类500强：中国民营企业500强")
    page.form("存为视图").submit(name="民企500强")
    assert as_("leader").get("/projects").follow("民企500强").says("1 个项目")


def test_a_tier_that_is_none_is_said_and_left_out(as_: SignIn) -> None:
    assert as_("leader").get("/projects?tier=500").says("筛选条件“三类500强”看不懂：500，已忽略。")


def test_the_projects_page_says_where_the_badge_comes_from(as_: SignIn, ranked: None) -> None:
    page = as_("officer").get(f"/projects/{JIA}")
    assert page.says(TITLE)
    assert page.says("按今天计")


def test_it_says_the_parents_it_goes_through(as_: SignIn, database: Database) -> None:
    with database.session() as session:
        pipes, group = session.scalars(select(Firm)).one(), firm(session, "示例控股集团")
        share(session, group, pipes, 62.5)
        ranking(session, RankingList.CHINA, 2025, (20, group), on=date(2025, 9, 1))
        retier_all(session, TODAY)
        session.commit()
        assert World(session).jia.tier_words == "中企 20"
    page = as_("officer").get(f"/projects/{JIA}")
    assert page.says("中国企业500强 2025 第 20 名")
    assert page.says("经“示例控股集团”持股 62.5%")


def test_a_project_without_a_badge_says_nothing_of_lists(as_: SignIn) -> None:
    assert not as_("officer").get(f"/projects/{JIA}").says("500强")
