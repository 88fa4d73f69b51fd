"""axe on every page, in both themes, and nothing wider than its screen."""

import pytest

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
EACH = [(who, path) for who, paths in PAGES.items() for path in paths]


@pytest.mark.parametrize(("who", "path"), EACH)
def test_a_page_is_accessible(open_as: OpenAs, who: str | None, path: str) -> None:
    page = open_as(who, path)
    assert_accessible(page)


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


@pytest.mark.parametrize(("who", "path"), EACH)
def test_a_page_is_no_wider_than_a_phone(open_as: OpenAs, who: str | None, path: str) -> None:
    page = open_as(who, path, width=360, height=740)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
