"""Parking is short and a street clears it: staff, street and leader, each in a browser."""

from pathlib import Path

import pytest
from playwright.sync_api import Page
from sqlalchemy import select

from tests.browser import OpenAs, assert_accessible
from tests.databases import Database
from tests.pages.upload_folder import PHOTO, files, folder
from tests.world import JIA, World
from tracker.domain.blocker import Blocker
from tracker.domain.directive import Directive
from tracker.domain.event import Event
from tracker.domain.words import BlockerState

__all__ = ["folder"]

WHAT = "广场开业在即，停车位缺 300 个"
AGREED = "三个村、社区分头谈，本周落实周边空地"
DIRECTED = "周五前拿出过渡方案"
SOLVED = "周边空地平整出 320 个车位，已划线启用"


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    path = tmp_path / "现场.png"
    path.write_bytes(PHOTO)
    return path


def parking(database: Database) -> Blocker:
    with database.session() as session:
        return session.scalars(select(Blocker).where(Blocker.what == WHAT)).one()


def fill(page: Page, button: str, **typed: str) -> None:
    """Fill in the open dialog by the labels of its fields, and send it."""
    dialog = page.get_by_role("dialog")
    for label, text in typed.items():
        dialog.get_by_label(label).first.fill(text)
    dialog.get_by_role("button", name=button, exact=True).click()


def raised_by_staff(open_as: OpenAs, photo: Path) -> Page:
    page = open_as("officer", f"/projects/{JIA}")
    page.get_by_role("link", name="报堵点").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("停车", exact=True).check()
    dialog.get_by_label("交给谁办").select_option(label="蒸湘街道办事处")
    dialog.get_by_label("期限", exact=False).last.fill("2026-06-24")
    dialog.get_by_label("照片、文件").set_input_files(photo)
    fill(page, "报上去", 堵在哪里=WHAT, 需要什么="街道牵头协调周边空地")
    page.get_by_text("堵点已报").wait_for()
    return page


def taken_on_by_the_street(open_as: OpenAs) -> Page:
    page = open_as("street", "/", width=360, height=740, has_touch=True, is_mobile=True)
    page.get_by_role("link", name=WHAT).first.tap()
    page.get_by_role("img", name="现场.png").wait_for()
    page.get_by_role("button", name="签收").tap()
    page.get_by_text("已签收，开始办理").wait_for()
    page.get_by_role("link", name="组专班").tap()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("单位").select_option(label="蒸湘街道办事处")
    dialog.get_by_label("负责什么").fill("召集村、社区")
    dialog.get_by_role("button", name="加入专班").tap()
    page.get_by_text("蒸湘街道已加入专班").wait_for()
    page.goto(page.url.replace("/task-force", ""))
    page.get_by_role("link", name="记会议").tap()
    fill(page, "记下", 议定了什么=AGREED, 哪些人到会="三个村、社区")
    page.get_by_text(AGREED).first.wait_for()
    return page


def directed_by_the_leader(open_as: OpenAs, number: int) -> None:
    page = open_as("leader", f"/blockers/{number}")
    page.get_by_text(AGREED).first.wait_for()
    page.get_by_role("link", name="写批示").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("批示内容").fill(DIRECTED)
    dialog.get_by_label("3 个工作日").check()
    dialog.locator("button[type=submit]").last.click()
    page.get_by_text("批示已下达").wait_for()


def answered_by_the_street(page: Page, number: int, photo: Path) -> None:
    page.goto(f"/blockers/{number}")
    page.get_by_text(DIRECTED).first.wait_for()
    page.get_by_role("link", name="反馈").first.tap()
    page.get_by_role("dialog").get_by_label("照片、文件").set_input_files(photo)
    fill(page, "反馈", 办结情况=SOLVED, 佐证="车位共享协议")
    page.get_by_text("已反馈，等提出人复核").wait_for()


def checked_by_staff(page: Page, number: int) -> None:
    page.goto(f"/blockers/{number}")
    page.get_by_text(SOLVED).first.wait_for()
    page.get_by_role("link", name="销号", exact=True).click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_text("销号").first.wait_for()
    assert dialog.get_by_label("怎么解决的").input_value() == SOLVED
    dialog.get_by_role("button", name="销号", exact=True).click()
    page.get_by_text("已销号。").wait_for()


def test_four_people_clear_the_parking_from_start_to_end(
    open_as: OpenAs, database: Database, folder: Path, photo: Path
) -> None:
    staff = raised_by_staff(open_as, photo)
    number = parking(database).id
    street = taken_on_by_the_street(open_as)
    directed_by_the_leader(open_as, number)
    answered_by_the_street(street, number, photo)
    checked_by_staff(staff, number)
    assert_accessible(staff)
    found = parking(database)
    assert (found.state, found.outcome) == (BlockerState.CLOSED, SOLVED)
    assert len(files(folder)) == 2
    with database.session() as session:
        assert session.scalars(select(Directive.said)).one() == DIRECTED
        told = select(Event.kind).where(Event.subject == f"blocker:{number}").order_by(Event.id)
        kinds = [kind.label for kind in session.scalars(told)]
        assert World(session).jia.open_blockers == 0
    assert kinds == [
        "堵点",
        "资料",
        "签收",
        "专班",
        "会议",
        "反馈",
        "资料",
        "销号",
    ]


def test_the_street_takes_it_on_without_a_script(open_as: OpenAs, database: Database) -> None:
    page = open_as("street", "/blockers/1", java_script_enabled=False)
    page.get_by_role("button", name="签收").click()
    page.get_by_role("link", name="反馈").first.click()
    page.get_by_label("办结情况").fill(SOLVED)
    page.get_by_role("button", name="反馈").click()
    page.get_by_text("已反馈，等提出人复核").wait_for()
    with database.session() as session:
        assert World(session).blocker.state is BlockerState.ANSWERED
