"""A firm is found for a link, courted, visited, and becomes a project; its card is moved."""

from datetime import date

import pytest
from playwright.sync_api import Page
from sqlalchemy import select

from tests.browser import OpenAs, assert_accessible, drag
from tests.builders.rankings import ranking
from tests.builders.targets import WANTED, kept, read
from tests.databases import Database
from tests.world import World
from tracker.domain.ranking import RankingEntry, RankingList
from tracker.domain.targeting import Target, TargetState
from tracker.domain.words import Segment

S = TargetState
PRINTED = "示例精密钢管集团有限公司"
BOARD = "/targets?view=board"


def state_of(database: Database, target_id: int) -> TargetState:
    return read(database, target_id).state


def card(target_id: int) -> str:
    return f".card[data-code='{target_id}']"


def drag_to(page: Page, target_id: int, state: str) -> None:
    """Below the card's name."""
    height = (page.locator(card(target_id)).bounding_box() or {"height": 0})["height"]
    drag(page, card(target_id), state, below=height - 12)


def test_a_firm_on_a_list_is_found_courted_visited_and_becomes_a_project(
    open_as: OpenAs, database: Database
) -> None:
    with database.session() as session:
        World(session).link(Segment.MIDSTREAM).words = "钢管 热处理"
        made = ranking(session, RankingList.PRIVATE, 2026, on=date(2026, 5, 1), is_complete=True)
        made.entries = [RankingEntry(rank=7, name=PRINTED, province="山东省")]
        session.commit()
    page = open_as("officer", "/targets")
    page.get_by_role("link", name="找目标").first.click()
    page.get_by_label("选环节").select_option(label="中游 / 热处理")
    page.get_by_text("名称里有本环节的词“钢管”").wait_for()
    page.get_by_role("button", name="列为建议（1 家）").click()
    page.get_by_role("link", name=PRINTED).click()
    page.get_by_role("link", name="立为目标").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("原因").fill("补热处理的缺口")
    dialog.get_by_label("下一步").fill("上门拜访")
    dialog.get_by_role("button", name="周五").click()
    dialog.get_by_role("button", name="移到“立为目标”").click()
    page.get_by_text("已到“立为目标”").wait_for()
    page.get_by_role("main").get_by_role("link", name="写跟进").click()
    dialog.get_by_label("走出去", exact=True).check(force=True)
    dialog.get_by_label("谈了什么").fill("董事长同意来看地")
    dialog.get_by_role("button", name="保存").click()
    page.get_by_text("已到“已互访”").first.wait_for()
    page.get_by_role("link", name="登记成项目").click()
    page.get_by_label("项目名称").fill("示例精密热处理项目")
    page.get_by_label("金额", exact=True).fill("12000")
    page.get_by_role("button", name="登记").click()
    page.get_by_role("heading", name="示例精密热处理项目").wait_for()
    page.get_by_text("董事长同意来看地").wait_for()
    with database.session() as session:
        target = session.scalars(select(Target)).one()
        assert target.state is S.PROJECT
        assert target.project is not None
        assert target.project.name == "示例精密热处理项目"


def test_a_card_is_dragged_and_what_is_missing_is_asked_on_the_spot(
    open_as: OpenAs, database: Database
) -> None:
    target_id = kept(database, S.ACCEPTED)
    page = open_as("officer", BOARD)
    drag_to(page, target_id, "visited")
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("请进来", exact=True).check(force=True)
    dialog.get_by_label("谈了什么").fill("看了园区")
    dialog.get_by_role("button", name="移到").click()
    page.locator(f"#column-visited {card(target_id)}:not(.card--waiting)").wait_for()
    assert state_of(database, target_id) is S.VISITED
    assert page.url.endswith(BOARD), "and one stays on the board"


def test_a_refused_card_says_what_is_missing_and_goes_back(
    open_as: OpenAs, database: Database
) -> None:
    target_id = kept(database, S.ACCEPTED)
    page = open_as("officer", BOARD)
    drag_to(page, target_id, "given-up")
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("button", name="移到").click()
    dialog.get_by_text("请写明原因").first.wait_for()
    dialog.get_by_role("link", name="取消").click()
    page.locator(f"#column-accepted {card(target_id)}").wait_for()
    assert state_of(database, target_id) is S.ACCEPTED


def test_a_card_that_cannot_go_there_is_told_the_way(open_as: OpenAs, database: Database) -> None:
    target_id = kept(database, S.PROPOSED)
    page = open_as("officer", BOARD)
    drag_to(page, target_id, "visited")
    dialog = page.get_by_role("dialog")
    dialog.get_by_text("不能从“建议”直接到“已互访”").wait_for()
    dialog.get_by_role("button", name="关闭").click()
    page.locator(f"#column-proposed {card(target_id)}").wait_for()


def test_a_card_dragged_to_the_projects_opens_the_register(
    open_as: OpenAs, database: Database
) -> None:
    target_id = kept(database, S.VISITED)
    page = open_as("officer", BOARD)
    drag_to(page, target_id, "project")
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("项目名称").fill("示例管件热处理项目")
    dialog.get_by_label("金额", exact=True).fill("9000")
    dialog.get_by_role("button", name="登记").click()
    page.locator("#column-project .card:not([data-movable])").get_by_text(WANTED).wait_for()
    assert state_of(database, target_id) is S.PROJECT


def test_a_card_is_moved_with_the_keyboard_alone(open_as: OpenAs, database: Database) -> None:
    target_id = kept(database, S.PROPOSED)
    page = open_as("officer", BOARD)
    page.locator(f"{card(target_id)} a").first.focus()
    page.keyboard.press("m")
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("原因").wait_for()
    dialog.get_by_label("原因").focus()
    page.keyboard.type("补缺口")
    dialog.get_by_label("下一步").focus()
    page.keyboard.type("打电话")
    dialog.get_by_role("button", name="明天").focus()
    page.keyboard.press("Enter")
    dialog.get_by_role("button", name="移到").focus()
    page.keyboard.press("Enter")
    page.locator(f"#column-accepted {card(target_id)}").wait_for()
    assert state_of(database, target_id) is S.ACCEPTED


def test_without_script_everything_is_a_page_of_its_own(
    open_as: OpenAs, database: Database
) -> None:
    target_id = kept(database, S.PROPOSED)
    page = open_as("officer", BOARD, java_script_enabled=False)
    page.get_by_role("link", name=f"移动{WANTED}").click()
    page.get_by_label("原因").fill("补缺口")
    page.get_by_label("下一步").fill("打电话")
    page.get_by_label("哪天做").fill("2026-06-12")
    page.get_by_role("button", name="移到").click()
    page.get_by_role("link", name="写跟进").last.click()
    page.get_by_label("电话/微信", exact=True).check(force=True)
    page.get_by_label("谈了什么").fill("约好见面")
    page.get_by_role("button", name="保存").click()
    page.get_by_role("heading", name=WANTED).wait_for()
    assert state_of(database, target_id) is S.CONTACTED


PATHS = (
    "/targets",
    BOARD,
    "/targets/find",
    "/targets/find?link=2",
    "/targets/new",
    "/targets/{id}",
    "/targets/{id}/state",
    "/targets/{id}/state?to=visited",
    "/targets/{id}/owner",
    "/targets/{id}/project",
    "/follow-ups/new?target={id}",
    "/",
    "/follow-ups",
    "/targets?q=nothing",
)


@pytest.mark.parametrize("path", PATHS)
def test_a_page_is_accessible_in_both_themes_and_fits_a_phone(
    open_as: OpenAs, database: Database, path: str
) -> None:
    target_id = kept(database, S.ACCEPTED)
    kept(database, S.VISITED, name="示例另一管件厂")
    kept(database, S.PROPOSED, name="示例名字很长很长很长很长的精密无缝钢管管件制造股份有限公司")
    where = path.format(id=target_id)
    for theme in ("light", "dark"):
        assert_accessible(open_as("officer", where, color_scheme=theme))
    page = open_as("officer", where, width=360, height=740)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
