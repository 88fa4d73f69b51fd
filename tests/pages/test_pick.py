"""The options of the combobox: what is found by a few letters, and by whom."""

import pytest
from time_machine import Traveller

from tests.builders import samples
from tests.databases import Database
from tests.page_client import SignIn
from tests.queries import counted_queries
from tests.world import BING, JIA, TODAY, YI, World


def picked(as_: SignIn, who: str, q: str) -> list[str]:
    page = as_(who).get("/projects/pick", part=True, q=q)
    return [option["data-value"] for option in page.tree.all("li", role="option")]


@pytest.mark.parametrize("q", ["钢管", "gg", "gangguan", "示例管业", JIA, "钢管 热处理", "甲"])
def test_a_project_is_found_by_characters_pinyin_initials_alias_and_code(
    as_: SignIn, q: str
) -> None:
    assert picked(as_, "officer", q) == [JIA]


def test_only_visible_projects_are_offered(as_: SignIn) -> None:
    assert set(picked(as_, "officer", "示例")) == {JIA, BING}
    assert picked(as_, "stranger", "示例") == [YI]
    assert picked(as_, "street", "示例") == [BING]
    assert set(picked(as_, "leader", "示例")) == {JIA, YI, BING}


@pytest.mark.parametrize("q", ["没有这样的", "冷链", YI])
def test_what_is_hidden_is_answered_as_what_is_not_there(as_: SignIn, q: str) -> None:
    officer = as_("officer")
    nowhere = officer.get("/projects/pick", part=True, q="没有的东西").body
    assert officer.get("/projects/pick", part=True, q=q).body == nowhere
    assert "没有找到" in nowhere


def test_nothing_typed_offers_ones_own_that_changed_last(
    as_: SignIn, database: Database, clock: Traveller
) -> None:
    assert picked(as_, "officer", "") == [JIA]
    clock.shift(60)
    with database.session() as session:
        world = World(session)
        newer = samples.project(world, "戊示例项目", on=TODAY)
        session.commit()
        code = newer.code
    assert picked(as_, "officer", " ") == [code, JIA]


def test_who_owns_nothing_is_offered_what_they_see(as_: SignIn) -> None:
    assert picked(as_, "street", "") == [BING]
    assert set(picked(as_, "leader", "")) == {JIA, YI, BING}


@pytest.mark.parametrize("q", ["%", "_", "'", '"', "* OR", "\x00", "\u200b", "长" * 500, "𠮷"])
def test_odd_signs_mean_themselves(as_: SignIn, q: str) -> None:
    assert as_("officer").get("/projects/pick", part=True, q=q).status == 200


def test_an_option_says_firm_stage_and_light_and_is_escaped(
    as_: SignIn, database: Database
) -> None:
    with database.session() as session:
        samples.project(World(session), "<b>壬</b>示例", on=TODAY)
        session.commit()
    page = as_("officer").get("/projects/pick", part=True, q="壬")
    assert not page.tree.all("b")
    assert page.says("线索 · ■ 绿")


def test_at_most_ten_are_offered_in_few_questions(as_: SignIn, database: Database) -> None:
    with database.session() as session:
        for number in range(30):
            samples.project(World(session), f"同名示例项目{number}", on=TODAY)
        session.commit()
    with counted_queries() as asked:
        assert len(picked(as_, "officer", "同名")) == 10
    assert len([one for one in asked if "SELECT" in one and "project" in one]) <= 4


@pytest.mark.parametrize("who", ["auditor", "admin", "newcomer"])
def test_who_sees_no_projects_picks_none(as_: SignIn, who: str) -> None:
    as_(who).get("/projects/pick", status=403, q="示例")
