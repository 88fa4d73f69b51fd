"""axe on every page of a blocker, in both themes; none wider than a phone, all fit for paper."""

import pytest
from playwright.sync_api import Page

from tests.browser import OpenAs, assert_accessible
from tests.builders.blocker_pages import accept, answer, close
from tests.databases import Database
from tests.world import BING

STANDING = {"raised": None, "accepted": accept, "answered": answer, "closed": close}
PAGES = [
    ("colleague", "raised", ""),
    ("street", "raised", ""),
    ("street", "raised", "/accept"),
    ("colleague", "raised", "/assign"),
    ("street", "accepted", ""),
    ("street", "accepted", "/report"),
    ("street", "accepted", "/answer"),
    ("street", "accepted", "/ask-time"),
    ("street", "accepted", "/task-force"),
    ("street", "accepted", "/meetings"),
    ("colleague", "answered", ""),
    ("colleague", "answered", "/close"),
    ("colleague", "answered", "/reopen"),
    ("leader", "closed", ""),
    ("leader", "closed", "/closing"),
    ("street", "closed", "/answer"),
]
OTHERS = [
    ("leader", "/blockers/problems"),
    ("leader", "/blockers/measures"),
    ("leader", "/blockers/duties"),
    ("leader", "/blockers?state=all"),
    ("admin", "/settings/blocker-proofs"),
    ("colleague", f"/projects/{BING}/meetings"),
]


def assert_fit_for_everyone(page: Page) -> None:
    """Accessible by day and by night, and no wider than a phone."""
    assert_accessible(page)
    page.emulate_media(color_scheme="dark")
    assert_accessible(page)
    page.set_viewport_size({"width": 360, "height": 740})
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


@pytest.mark.parametrize(("who", "standing", "path"), PAGES)
def test_a_page_of_a_blocker_is_fit_for_everyone(
    open_as: OpenAs, database: Database, who: str, standing: str, path: str
) -> None:
    if made := STANDING[standing]:
        made(database)
    assert_fit_for_everyone(open_as(who, f"/blockers/1{path}"))


@pytest.mark.parametrize(("who", "path"), OTHERS)
def test_the_lists_and_settings_are_fit_for_everyone(open_as: OpenAs, who: str, path: str) -> None:
    assert_fit_for_everyone(open_as(who, path))


def test_the_sheet_on_paper_has_room_to_sign(open_as: OpenAs, database: Database) -> None:
    close(database)
    page = open_as("leader", "/blockers/1/closing")
    assert not page.get_by_text("复核意见").is_visible()
    page.emulate_media(media="print")
    signed = page.get_by_role("row", name="复核意见")
    box = signed.bounding_box()
    assert box is not None
    assert box["height"] > 60
    assert not page.get_by_role("link", name="导出 Word").is_visible()
