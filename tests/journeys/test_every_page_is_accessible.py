"""Each page, loaded once: axe finds nothing, and on a phone it is as readable as on a desk."""

import pytest
from playwright.sync_api import Page

from tests.browser import OpenAs, assert_accessible
from tests.world import BING, JIA

PAGES = {
    None: ["/sign-in"],
    "officer": [
        "/",
        "/board",
        "/board?lanes=segment",
        "/projects",
        f"/projects/{JIA}",
        "/projects/new",
        f"/projects/{JIA}/edit",
        f"/projects/{JIA}/stage",
        f"/projects/{JIA}/stage?to=transferred",
        f"/projects/{JIA}/blockers",
        f"/projects/{JIA}/owner",
        f"/projects/{JIA}/amounts",
        f"/projects/{JIA}/task-force",
        "/follow-ups",
        "/follow-ups/new",
        "/blockers",
        "/blockers/1",
        "/permissions",
        "/password",
        "/projects?q=nothing",
        "/rankings",
        "/rankings/import",
        "/firms",
        "/firms?q=nothing",
        "/firms/new",
        "/firms/1",
        "/firms/1/edit",
        "/firms/1/shares",
        "/firms/1/contacts",
        "/firms/1/attachments",
        f"/projects/{JIA}/attachments",
        "/notices",
        "/notices/wishes",
        "/directives",
        "/people/1/handover",
        f"/projects/{JIA}/quiet",
    ],
    "leader": [
        "/",
        "/board?lanes=department",
        "/chains",
        "/chains/steel-pipe",
        "/chains/steel-pipe?view=table",
        "/chains/steel-pipe?view=sankey",
        "/directives",
        "/directives/new",
        "/directives/new?blocker=1",
        f"/projects/{JIA}/light",
        "/projects?watch=quiet",
    ],
    "head": [
        "/firms/1/merge",
        "/chains/new",
        "/chains/steel-pipe",
        "/chains/steel-pipe/edit",
        "/chains/steel-pipe/links/new",
        "/chains/steel-pipe/links/2",
        "/chains/steel-pipe/links/2/feeds",
        "/chains/steel-pipe/links/2/firms",
        "/chains/steel-pipe/links/2/capacities",
        "/chains/steel-pipe/links/2/closing",
    ],
    "street": ["/", f"/projects/{BING}", "/blockers"],
    "auditor": ["/events"],
    "admin": [
        "/people",
        "/settings",
        "/settings/numbers/first-talk",
        "/settings/calendar",
        "/settings/outward",
    ],
    "guard": ["/people"],
    "newcomer": ["/"],
}
EACH: list[tuple[str | None, str]] = [(who, path) for who, paths in PAGES.items() for path in paths]
FIRST_PROJECT = {("officer", "/board"): ".card", ("officer", "/projects"): "tbody tr"}
"""What has to be seen of a list on a phone without scrolling far."""
HALF_A_SCREEN = 370
NAMED_CELLS = {("officer", "/blockers"): ["类别", "状态", "承办", "期限", "提出"]}
"""What the cells of a row say that they are, where rows are stacked."""


@pytest.mark.parametrize(("who", "path"), EACH)
def test_a_page_is_accessible_and_no_wider_than_a_phone(
    open_as: OpenAs, who: str | None, path: str
) -> None:
    page = open_as(who, path)
    assert_accessible(page)
    page.set_viewport_size({"width": 360, "height": 740})
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    if first := FIRST_PROJECT.get((who, path)):
        box = page.locator(first).first.bounding_box()
        assert box is not None
        assert box["y"] < HALF_A_SCREEN
    if names := NAMED_CELLS.get((who, path)):
        assert names_of_cells(page) == names


def names_of_cells(page: Page) -> list[str]:
    cells = page.locator("tbody tr").first.locator("td:not(.full)")
    named = "one => getComputedStyle(one, '::before').content"
    return [cell.evaluate(named).strip('" ') for cell in cells.all()]


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/board",
        "/projects",
        f"/projects/{JIA}",
        "/chains",
        "/chains/steel-pipe",
        "/chains/steel-pipe?view=sankey",
        "/chains/steel-pipe/links/2",
    ],
)
def test_a_page_is_accessible_in_the_dark(open_as: OpenAs, path: str) -> None:
    assert_accessible(open_as("officer", path, color_scheme="dark"))
