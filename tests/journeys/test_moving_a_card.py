"""A card is moved by drag and by keyboard; a refused one goes back."""

from playwright.sync_api import Page

from tests.browser import OpenAs, drag
from tests.databases import Database
from tests.world import JIA, World
from tracker.domain.words import Stage

CARD = f".card[data-code='{JIA}']"


def stage_of(database: Database) -> Stage:
    with database.session() as session:
        return World(session).jia.stage


def drag_to(page: Page, stage: str) -> None:
    """By the card's name."""
    drag(page, CARD, stage, below=40)


def test_a_card_is_dragged_and_its_facts_are_asked_on_the_spot(
    open_as: OpenAs, database: Database
) -> None:
    page = open_as("officer", "/board?exits=1", width=1920)
    drag_to(page, "shelved")
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("原因").fill("企业资金紧张，暂缓")
    dialog.get_by_role("button", name="移到").click()
    page.locator(f".column[data-stage='shelved'] {CARD}:not(.card--waiting)").wait_for()
    assert stage_of(database) is Stage.SHELVED


def test_a_refused_card_says_what_is_missing_and_goes_back(
    open_as: OpenAs, database: Database
) -> None:
    page = open_as("officer", "/board?exits=1", width=1920)
    drag_to(page, "shelved")
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("button", name="移到").click()
    dialog.get_by_text("请写明原因").first.wait_for()
    dialog.get_by_role("link", name="取消").click()
    page.locator(f".column[data-stage='talks'] {CARD}").wait_for()
    assert stage_of(database) is Stage.TALKS


def test_a_card_is_moved_with_the_keyboard_alone(open_as: OpenAs, database: Database) -> None:
    page = open_as("officer", "/board")
    page.locator(f"{CARD} a").first.focus()
    page.keyboard.press("m")
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("通过", exact=True).first.wait_for(state="attached")
    for name in ("尽职调查结论", "公平竞争审查结论"):
        dialog.get_by_role("group", name=name).get_by_label("通过", exact=True).focus()
        page.keyboard.press("Space")
    dialog.get_by_role("button", name="移到").focus()
    page.keyboard.press("Enter")
    page.locator(f".column[data-stage='review'] {CARD}").wait_for()
    assert stage_of(database) is Stage.REVIEW


def test_without_script_the_move_is_a_page_of_its_own(open_as: OpenAs, database: Database) -> None:
    page = open_as("officer", "/board", java_script_enabled=False)
    page.locator(f"{CARD} a").first.click()
    page.get_by_role("link", name="推进阶段").click()
    for name in ("尽职调查结论", "公平竞争审查结论"):
        page.get_by_role("group", name=name).get_by_label("通过", exact=True).check()
    page.get_by_role("button", name="移到").click()
    page.get_by_role("heading", level=1).wait_for()
    assert stage_of(database) is Stage.REVIEW
