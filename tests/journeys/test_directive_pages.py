"""Directives in a real browser: given on a phone, answered in the dialog, and legible to all."""

import pytest

from tests.browser import OpenAs, assert_accessible
from tests.builders.directives import answered, given
from tests.databases import Database
from tests.world import JIA


@pytest.fixture
def owed(database: Database) -> int:
    """One that the bureau owes on 甲, beside one that was answered."""
    answered(database, said="示例：核一下设备清单，看投资额是不是写大了", on="project")
    return given(database, said="示例：电价方案三天内落到纸上", on="project")


PAGES = [
    ("officer", "/directives"),
    ("officer", "/directives/{}"),
    ("officer", "/directives/{}/answer"),
    ("officer", "/directives/{}/hand-on"),
    ("leader", "/directives"),
    ("leader", "/directives/{}"),
    ("leader", "/directives/{}/close"),
    ("officer", f"/projects/{JIA}"),
    ("officer", "/"),
    ("leader", "/"),
    ("officer", "/notices"),
]


@pytest.mark.parametrize(("who", "path"), PAGES)
def test_a_page_with_directives_is_accessible(
    open_as: OpenAs, owed: int, who: str, path: str
) -> None:
    assert_accessible(open_as(who, path.format(owed)))
    assert_accessible(open_as(who, path.format(owed), color_scheme="dark"))


@pytest.mark.parametrize(("who", "path"), PAGES)
def test_it_is_no_wider_than_a_phone(open_as: OpenAs, owed: int, who: str, path: str) -> None:
    page = open_as(who, path.format(owed), width=360, height=740)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_a_leader_writes_one_on_a_phone_from_the_projects_page(
    open_as: OpenAs, database: Database
) -> None:
    page = open_as("leader", f"/projects/{JIA}", width=360, height=740, has_touch=True)
    page.get_by_role("link", name="写批示").tap()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("批示内容").fill("示例：三天内拿出方案")
    dialog.get_by_role("radio", name="3 个工作日").tap()
    dialog.get_by_role("button", name="下达").tap()
    page.wait_for_url("**/directives/*")
    assert "批示已下达" in page.inner_text("#flash")
    assert "商务局 · 王一" in page.inner_text("main")


def test_from_the_workbench_it_is_answered_in_the_dialog_and_the_row_is_gone(
    open_as: OpenAs, owed: int
) -> None:
    page = open_as("officer", "/")
    page.get_by_role("link", name="答复：示例：电价方案").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("办理情况").fill("示例：方案已当面讲过")
    with page.expect_navigation():
        dialog.get_by_role("button", name="答复").click()
    assert page.url.endswith("/")
    assert "已答复，等领导阅示" in page.inner_text("#flash")
    assert page.get_by_role("link", name="答复：示例：电价方案").count() == 0


def test_it_is_all_done_without_a_script(open_as: OpenAs, owed: int) -> None:
    page = open_as("officer", "/", java_script_enabled=False)
    page.get_by_role("link", name="答复：示例：电价方案").click()
    page.get_by_label("办理情况").fill("示例：方案已当面讲过")
    page.get_by_role("button", name="答复").click()
    assert "已答复，等领导阅示" in page.inner_text("#flash")
