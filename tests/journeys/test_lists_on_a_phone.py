"""On a phone, what a list holds begins on the first screen, and each cell says what it is."""

import pytest

from tests.browser import OpenAs

HIGHEST = 370
"""Half a screen of 740 px."""


@pytest.mark.parametrize(("path", "first"), [("/board", ".card"), ("/projects", "tbody tr")])
def test_the_first_project_is_seen_without_scrolling_far(
    open_as: OpenAs, path: str, first: str
) -> None:
    page = open_as("officer", path)
    page.set_viewport_size({"width": 360, "height": 740})
    box = page.locator(first).first.bounding_box()
    assert box is not None
    assert box["y"] < HIGHEST
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_a_blocker_in_a_stack_names_its_cells(open_as: OpenAs) -> None:
    page = open_as("officer", "/blockers")
    page.set_viewport_size({"width": 360, "height": 740})
    cells = page.locator("tbody tr").first.locator("td:not(.full)")
    named = "one => getComputedStyle(one, '::before').content"
    assert [cell.evaluate(named).strip('" ') for cell in cells.all()] == [
        "类别",
        "状态",
        "承办",
        "期限",
        "提出",
    ]
