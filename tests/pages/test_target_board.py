"""The targets as a board: its columns, its cards, and who may move which."""

import pytest

from tests.builders.many_targets import many
from tests.builders.targets import kept
from tests.databases import Database
from tests.page_client import Page, SignIn
from tests.world import World
from tracker.domain.targeting import Target, TargetState
from tracker.pages.targets import board

HERE = "/targets?view=board"
OURS, THEIRS, NOBODYS = "示例甲管件有限公司", "示例乙管件有限公司", "示例丙管件有限公司"


@pytest.fixture(autouse=True)
def ids(database: Database) -> dict[str, int]:
    """The bureau visited one, another department courts one, one is nobody's."""
    return {
        OURS: kept(database, TargetState.VISITED, "officer", OURS),
        THEIRS: kept(database, TargetState.ACCEPTED, "stranger", THEIRS),
        NOBODYS: kept(database, TargetState.PROPOSED, name=NOBODYS),
    }


def cards(page: Page, state: str) -> list[str]:
    column = page.tree.one("section", id=f"column-{state}")
    return [card.all("a")[0].text for card in column.all("li", class_="card")]


def movable(page: Page) -> set[str]:
    return {card["data-code"] for card in page.tree.all("li") if "data-movable" in card}


def test_the_board_has_a_column_a_state_with_its_count(as_: SignIn) -> None:
    page = as_("leader").get(HERE)
    columns = page.tree.all("section")
    assert [column.one("h2").text for column in columns] == [one.label for one in TargetState]
    assert cards(page, "visited") == [OURS]
    assert cards(page, "accepted") == [THEIRS]
    assert cards(page, "proposed") == [NOBODYS]
    assert page.tree.one("section", id="column-accepted").text.startswith("立为目标 1")


def test_a_card_says_link_owner_days_and_what_comes_next(as_: SignIn) -> None:
    told = as_("leader").get(HERE).tree.one("section", id="column-accepted").text
    for words in (THEIRS, "热处理", "赵二", "0 天", "06-12 周五", "上门拜访"):
        assert words in told


def test_only_who_may_court_a_target_may_move_its_card(as_: SignIn, ids: dict[str, int]) -> None:
    assert movable(as_("officer").get(HERE)) == {str(ids[OURS]), str(ids[NOBODYS])}
    assert movable(as_("stranger").get(HERE)) == {str(ids[THEIRS]), str(ids[NOBODYS])}
    assert movable(as_("leader").get(HERE)) == set()


def test_what_became_a_project_is_moved_on_the_projects_board(
    as_: SignIn, database: Database, ids: dict[str, int]
) -> None:
    with database.session() as session:
        world = World(session)
        target = session.get_one(Target, ids[OURS])
        jia = world.jia
        jia.firm_id = target.firm_id
        target.become(jia, on=target.state_since, by=world.by("officer"))
        session.commit()
    page = as_("officer").get(HERE)
    assert cards(page, "project") == [OURS]
    assert str(ids[OURS]) not in movable(page)


def test_a_card_leads_to_the_form_without_a_script(as_: SignIn, ids: dict[str, int]) -> None:
    page = as_("officer").get(HERE)
    card = page.tree.one("li", **{"data-code": str(ids[OURS])})
    assert card["data-move"] == page.link(f"移动{OURS}") == f"/targets/{ids[OURS]}/state"


def test_empty_columns_fold_and_one_state_stands_alone(as_: SignIn) -> None:
    page = as_("leader").get(HERE)
    assert "column--fold" in page.tree.one("section", id="column-contacted")["class"]
    alone = as_("leader").get(HERE, state="accepted")
    assert [column["data-stage"] for column in alone.tree.all("section")] == ["accepted"]


def test_a_long_column_is_cut_and_leads_to_the_list_of_all(
    as_: SignIn, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(board, "CARDS_A_COLUMN", 5)
    many(database, 8)
    page = as_("officer").get(HERE)
    assert len(cards(page, "accepted")) == 5
    assert page.follow("全部 8 家").says("8 家")


def test_a_column_gives_the_board_that_it_is_on(as_: SignIn) -> None:
    column = as_("officer").get(HERE, link="2").tree.one("section", id="column-visited")
    part = as_("officer").get(column["data-src"], part=True)
    assert cards(part, "visited") == [OURS]


def test_list_and_board_lead_to_each_other_with_the_filter(as_: SignIn) -> None:
    page = as_("leader").get(HERE, link="2")
    there = page.follow("清单")
    assert there.path == "/targets?link=2&view=list"
    assert there.follow("状态看板").path == "/targets?link=2&view=board"
