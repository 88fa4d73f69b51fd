"""A 招商专员 writes down today's visit on a phone, with a thumb."""

from sqlalchemy import func, select

from tests.browser import OpenAs
from tests.databases import Database
from tests.world import JIA, PASSWORD, World
from tracker.domain.project.follow_ups import FollowUp

PHONE = {"width": 360, "height": 740, "has_touch": True, "is_mobile": True}


def follow_ups_of(database: Database, code: str) -> int:
    with database.session() as session:
        project = World(session).project(code)
        asked = select(func.count()).where(FollowUp.project_id == project.id)
        return session.scalar(asked) or 0


def test_a_visit_is_logged_from_signing_in_to_the_timeline(
    open_as: OpenAs, database: Database
) -> None:
    before = follow_ups_of(database, JIA)
    page = open_as(None, "/sign-in", **PHONE)
    page.locator("[name=login]").fill("wang")
    page.locator("[name=password]").fill(PASSWORD)
    page.get_by_role("button", name="登录").tap()
    page.get_by_role("link", name="写跟进").first.tap()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("combobox").fill("jia")
    dialog.locator("[role=listbox] [role=option]").first.tap()
    dialog.get_by_label("走出去", exact=True).tap()
    dialog.get_by_label("谈了什么").fill("企业要求月底前确定用电方案。")
    dialog.get_by_role("button", name="保存").tap()
    page.get_by_role("status").get_by_text("已记下").wait_for()
    assert follow_ups_of(database, JIA) == before + 1


def test_what_was_typed_survives_a_page_that_was_left(open_as: OpenAs) -> None:
    page = open_as("officer", f"/follow-ups/new?project={JIA}", **PHONE)
    page.get_by_label("谈了什么").fill("写到一半的话")
    page.get_by_text("已存草稿").wait_for()
    page.goto("/")
    page.goto(f"/follow-ups/new?project={JIA}")
    page.wait_for_function("document.querySelector('[name=said]').value === '写到一半的话'")


def test_a_lost_connection_keeps_the_text_and_says_so(open_as: OpenAs) -> None:
    page = open_as("officer", "/", **PHONE)
    page.get_by_role("link", name="写跟进").first.tap()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("谈了什么").fill("没有信号时写的")
    dialog.get_by_label("会议", exact=True).tap()
    page.route("**/follow-ups/new", lambda route: route.abort())
    dialog.get_by_role("button", name="保存").tap()
    page.get_by_text("没连上，内容还在，请再试一次").wait_for()
    assert dialog.get_by_label("谈了什么").input_value() == "没有信号时写的"


def test_the_form_fits_a_narrow_phone(open_as: OpenAs) -> None:
    page = open_as("officer", f"/follow-ups/new?project={JIA}", **PHONE)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    small = page.eval_on_selector_all(
        "main .pills label, main button:not([hidden])",
        "all => all.filter(one => one.offsetHeight && one.offsetHeight < 40).length",
    )
    assert small == 0
