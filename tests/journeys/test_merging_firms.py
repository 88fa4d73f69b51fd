"""Two entries of one firm are made one and two again, with a paper, in the browser."""

from pathlib import Path

import pytest
from flask import Flask

from tests.browser import OpenAs, assert_accessible
from tests.builders import firms
from tests.databases import Database
from tests.world import World
from tracker.domain.attachment.file_store import folder_in

KEPT, GONE = "示例晨鼎钢管有限公司", "示例晨鼎钢管有限责任公司"


@pytest.fixture
def both(database: Database) -> tuple[int, int]:
    with database.session() as session:
        world = World(session)
        kept = firms.firm(world, KEPT, province="湖南", industry="钢管")
        gone = firms.firm(world, GONE, city="衡阳", credit_code=firms.CODES[0])
        session.commit()
        return kept.id, gone.id


def test_two_entries_are_one_and_two_again(open_as: OpenAs, both: tuple[int, int]) -> None:
    page = open_as("head", f"/firms/{both[0]}")
    page.get_by_role("link", name="合并", exact=True).click()
    page.get_by_role("combobox", name="另一条记录的名称").fill("cdgg")
    page.get_by_role("option", name=GONE).click()
    page.get_by_role("button", name="对照").click()
    page.get_by_role("heading", name="两边对照").wait_for()
    assert_accessible(page)
    page.get_by_label("凭什么认定是同一家").fill("执照一致")
    page.get_by_role("button", name="合并").click()
    page.get_by_text(f"“{GONE}”已并入").wait_for()
    assert_accessible(page)
    page.goto(f"/firms/{both[1]}")
    assert page.url.endswith(f"/firms/{both[0]}")
    page.get_by_role("link", name=f"撤销“{GONE}”的合并").click()
    page.get_by_role("dialog").get_by_label("原因").fill("并错了")
    page.get_by_role("dialog").get_by_role("button", name="撤销").click()
    page.get_by_text(f"“{GONE}”恢复为单独一家。").first.wait_for()


def test_a_share_is_told_in_the_dialog_and_stays_typed_when_refused(
    open_as: OpenAs, both: tuple[int, int]
) -> None:
    page = open_as("officer", f"/firms/{both[0]}")
    page.get_by_role("link", name="记股东").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("combobox", name="股东企业").fill("没有这家")
    dialog.get_by_label("持股比例").fill("51")
    dialog.get_by_label("依据").fill("示例年报")
    dialog.get_by_role("button", name="记下").click()
    dialog.get_by_text("没有叫").first.wait_for()
    assert dialog.get_by_label("依据").input_value() == "示例年报"
    dialog.get_by_role("combobox", name="股东企业").fill(GONE)
    dialog.get_by_role("button", name="记下").click()
    page.get_by_text("持股 51% 已记下").wait_for()


def test_a_paper_is_uploaded_and_taken_away(
    open_as: OpenAs, app: Flask, both: tuple[int, int], tmp_path: Path
) -> None:
    paper = tmp_path / "示例协议（修订）.pdf"
    paper.write_bytes(b"%PDF-1.7 sample")
    page = open_as("officer", f"/firms/{both[0]}")
    page.get_by_role("link", name="上传").click()
    page.get_by_label("文件").set_input_files(paper)
    page.get_by_role("button", name="上传").click()
    with page.expect_download() as taken:
        page.get_by_role("link", name=paper.name, exact=True).click()
    assert taken.value.suggested_filename == paper.name
    assert Path(taken.value.path()).read_bytes() == paper.read_bytes()
    for file in folder_in(app.config["INSTANCE"]).rglob("*"):
        if file.is_file():
            file.unlink()


def test_a_firm_is_looked_up_and_entered_without_a_script(open_as: OpenAs) -> None:
    page = open_as("officer", "/firms", java_script_enabled=False)
    page.get_by_label("名称、别名、拼音或信用代码").fill("示例没有的")
    page.get_by_role("button", name="查找").click()
    page.get_by_role("link", name="企业建档").first.click()
    assert page.get_by_label("企业名称").input_value() == "示例没有的"
    page.get_by_role("button", name="建档").click()
    page.get_by_role("heading", name="示例没有的").wait_for()
