"""The district in figures: as printed, by year, and as a file."""

import pytest

from seed.print.district import seed_district
from tests.client.page_client import SignIn
from tests.databases import Database


@pytest.fixture(autouse=True)
def figures(database: Database) -> None:
    with database.session() as session:
        seed_district(session)
        session.commit()


def test_each_figure_stands_with_its_year_and_its_paper(as_: SignIn) -> None:
    page = as_("street").get("/district")
    assert page.says("9 条")
    assert page.says("1.0:31.9:67.1")
    assert page.says("湖南日报 2022-10-30")


def test_a_year_is_asked_for_and_the_file_holds_what_is_seen(as_: SignIn) -> None:
    leader = as_("leader")
    assert leader.get("/district", year=2012).says("3 条")
    lines = leader.get("/district.csv", year=2012).body.strip().splitlines()
    assert len(lines) == 4
    assert lines[1].startswith("农村居民人均可支配收入,2012,10715,元")
    leader.get("/district.xlsx", year=2012)


def test_it_is_reached_from_the_chains(as_: SignIn) -> None:
    assert as_("officer").get("/chains").follow("区情数据").heading == "区情数据"
