"""The chain map in a real browser: lines meet their cards, with and without a script."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser import OpenAs
from tests.builders.chain_links import place_a_firm
from tests.databases import Database
from tests.world import TODAY, World
from tracker.domain.words import Segment

MAP = "/chains/steel-pipe"
TOUCHING = 9
"""How many pixels a line may end from its card: the arrow head stands between."""

LONG = "这是一个名字特别长的示例环节，长到要换好几行才写得下，好让这一行比别的行都高"

ENDS = """() => [...document.querySelectorAll(".feeds path")].map((path) => {
  const box = path.getScreenCTM(), length = path.getTotalLength();
  const at = (spot) => ({ x: spot.x * box.a + box.e, y: spot.y * box.d + box.f });
  return { from: path.dataset.from, to: path.dataset.to,
           start: at(path.getPointAtLength(0)), end: at(path.getPointAtLength(length)) };
})"""
CARDS = """() => Object.fromEntries([...document.querySelectorAll("[data-link]")].map((link) => {
  const { left, right, top, bottom } = link.querySelector(".chain-card").getBoundingClientRect();
  return [link.dataset.link, { left, right, top, bottom }];
}))"""


@pytest.fixture
def knotty(database: Database) -> Database:
    """Feeds to the next column, within a column, over a column, and back; one card is very tall."""
    with database.session() as session:
        world = World(session)
        by, chain = world.by("head"), world.link(Segment.UPSTREAM).chain
        place_a_firm(world)
        place_a_firm(world, Segment.MIDSTREAM, 830_000)
        up, mid, down = chain.links
        more = [
            chain.add_link(name, segment, by=by, on=TODAY)
            for name, segment in (
                (LONG, Segment.UPSTREAM),
                ("示例二", Segment.MIDSTREAM),
                ("示例三", Segment.DOWNSTREAM),
                ("示例四", Segment.DOWNSTREAM),
            )
        ]
        for here, there in (
            (mid, down),
            (mid, more[1]),
            (up, more[3]),
            (down, more[2]),
            (more[1], more[0]),
            (more[2], more[0]),
        ):
            here.feed(there, by=by, on=TODAY)
        session.commit()
    return database


def _is_near(card: Any, spot: Any) -> bool:
    beside = min(abs(spot["x"] - card["left"]), abs(spot["x"] - card["right"])) <= TOUCHING
    return beside and card["top"] <= spot["y"] <= card["bottom"]


def _touches(page: Page) -> set[tuple[str, str, str]]:
    """(which end, from, to) of every line that meets its card there."""
    cards, met = page.evaluate(CARDS), set()
    for path in page.evaluate(ENDS):
        for spot in (path["start"], path["end"]):
            if _is_near(cards[path["from"]], spot):
                met.add(("from", path["from"], path["to"]))
            if _is_near(cards[path["to"]], spot):
                met.add(("to", path["from"], path["to"]))
    return met


@pytest.mark.parametrize("width", [1024, 1440, 1920, 3840])
@pytest.mark.parametrize("text", ["", "large"])
def test_every_line_meets_both_its_cards_whatever_the_width_and_the_text(
    open_as: OpenAs, knotty: Database, width: int, text: str
) -> None:
    page = open_as("leader", MAP, width=width)
    page.evaluate("(text) => { document.documentElement.dataset.text = text; }", text)
    feeds = {(path["from"], path["to"]) for path in page.evaluate(ENDS)}
    assert len(feeds) == 7
    wanted = {(end, *feed) for feed in feeds for end in ("from", "to")}
    assert _touches(page) == wanted


def test_without_a_script_the_lines_are_there_and_a_card_leads_to_the_ledger(
    open_as: OpenAs, knotty: Database
) -> None:
    page = open_as("leader", MAP, java_script_enabled=False)
    assert page.locator(".feeds path").count() > 7
    heat = page.locator("[data-link='2']")
    assert "缺口" in heat.inner_text()
    heat.get_by_role("heading").get_by_role("link").click()
    assert page.url.endswith("/projects?link=2")
    assert page.get_by_role("heading", level=1).inner_text() == "台账"


def test_on_a_phone_the_columns_stack_and_feeds_are_said_in_words(
    open_as: OpenAs, knotty: Database
) -> None:
    page = open_as("leader", MAP, width=360, height=740)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert page.locator(".feeds").first.is_hidden()
    assert page.locator("[data-link='2']").get_by_text("来自：炼钢制管。").is_visible()
    cards = page.evaluate(CARDS)
    assert cards["1"]["left"] == cards["2"]["left"] == cards["3"]["left"]
    assert cards["1"]["top"] < cards["2"]["top"] < cards["3"]["top"]


def test_the_lines_of_a_link_stand_out_under_the_keyboard(
    open_as: OpenAs, knotty: Database
) -> None:
    page = open_as("leader", MAP)
    page.locator("[data-link='1'] h3 a").focus()
    lit = page.locator(".feeds path.is-lit")
    assert {lit.nth(at).get_attribute("data-from") for at in range(lit.count())} == {"1"}
    assert page.locator("[data-link='2'].is-lit").count() == 1


def test_the_flow_is_drawn_beside_its_table_and_leads_to_the_ledger(
    open_as: OpenAs, knotty: Database
) -> None:
    page = open_as("leader", f"{MAP}?view=sankey")
    page.locator("#flow svg path").first.wait_for()
    assert not page.locator("#flow-table table").is_visible()
    page.get_by_text("看成表格").click()
    page.locator("#flow-table").get_by_role("link", name="在谈").click()
    assert page.url.endswith("/projects?stage=talks&link=2")


def test_without_a_script_the_flow_is_its_table(open_as: OpenAs) -> None:
    page = open_as("leader", f"{MAP}?view=sankey", java_script_enabled=False)
    assert page.locator("#flow-table table").is_visible()
    assert not page.locator("#flow").is_visible()


@pytest.mark.parametrize("paper", ["A4", "A3"])
def test_the_map_prints_on_one_sheet_that_lies_on_its_side(
    open_as: OpenAs, knotty: Database, paper: str
) -> None:
    printed = open_as("leader", MAP).pdf(format=paper)
    boxes = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", printed)
    assert len(boxes) == 1
    assert float(boxes[0][0]) > float(boxes[0][1])


def test_a_capacity_is_noted_in_the_dialog_and_the_gap_is_reckoned(
    open_as: OpenAs, database: Database
) -> None:
    with database.session() as session:
        place_a_firm(World(session))
        session.commit()
    page = open_as("head", f"{MAP}/links/2")
    page.get_by_role("link", name="记一个数").click()
    dialog = page.get_by_role("dialog")
    dialog.locator("[name=quantity]").fill("83")
    dialog.locator("[name=source]").fill("示例年报")
    dialog.get_by_role("button", name="记下").click()
    page.get_by_text("= 67 万吨").wait_for()
