"""A leader filters the board, goes through to the ledger and takes the CSV."""

from pathlib import Path

from tests.browser import OpenAs
from tests.world import BING, JIA


def test_a_leader_filters_the_board_and_takes_the_csv(open_as: OpenAs) -> None:
    page = open_as("leader", "/board")
    assert page.locator(".card").count() == 3
    assert page.locator(".card[data-movable]").count() == 0
    page.goto("/board?stage=talks")
    assert page.locator(".card").count() == 1
    page.goto("/projects?stage=talks&stage=signed")
    with page.expect_download() as download:
        page.get_by_role("link", name="CSV").first.click()
    text = Path(download.value.path()).read_bytes().decode("utf-8-sig")
    lines = text.split("\r\n")
    assert lines[0].startswith("编号,项目名称")
    assert {line.split(",")[0] for line in lines[1:] if line} == {JIA, BING}
