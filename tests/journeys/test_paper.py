"""On paper: who printed it and when, wide lists lie on their side, and no control is left."""

import re

from playwright.sync_api import Page, expect

from tests.browser import OpenAs

SHEET = re.compile(rb"/MediaBox \[0 0 ([0-9.]+) ([0-9.]+)\]")


def on_paper(page: Page) -> Page:
    page.emulate_media(media="print")
    return page


def test_each_paper_says_who_printed_it(open_as: OpenAs) -> None:
    stamp = on_paper(open_as("colleague", "/projects")).locator(".print-stamp")
    expect(stamp).to_be_visible()
    expect(stamp).to_contain_text("打印 · 20")


def test_the_wide_lists_lie_on_their_side(open_as: OpenAs) -> None:
    for path in ("/projects", "/board", "/targets"):
        found = SHEET.findall(open_as("colleague", path).pdf(prefer_css_page_size=True))
        assert found, path
        assert all(float(wide) > float(high) for wide, high in found), path


def test_a_board_on_paper_has_a_head_over_every_sheet_and_no_control(open_as: OpenAs) -> None:
    page = on_paper(open_as("colleague", "/board"))
    head = page.locator(".column:not(.column--fold) .column-head").first
    assert head.evaluate("one => getComputedStyle(one).display") == "table-header-group"
    for words in ("管理", "分道", "存为视图", "移动"):
        expect(page.get_by_text(words, exact=True).first).to_be_hidden()


def test_how_many_days_is_never_torn_from_its_unit(open_as: OpenAs) -> None:
    page = open_as("colleague", "/board")
    for said in page.locator(".card .sums span").all_inner_texts():
        assert re.search(r"\d\u00a0天$", said), said
