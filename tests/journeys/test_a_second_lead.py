"""Another department registers a lead with a firm that the bureau is talking with already."""

import pytest
from playwright.sync_api import Page

from tests.browser import OpenAs, assert_accessible
from tests.builders import samples
from tests.databases import Database
from tests.world import World

CHENDING, MISHEARD = "示例晨鼎新材料有限公司", "示例辰鼎新材料有限公司"
SURELY = "和“示例晨鼎新材料有限公司”是同一家吗"


@pytest.fixture
def first(database: Database) -> str:
    """The bureau's lead with 晨鼎; gives its code."""
    with database.session() as session:
        code = samples.lead_with(World(session), CHENDING, "先谈的示例项目").code
        session.commit()
    return code


def fill_in(page: Page) -> None:
    page.get_by_label("项目名称").fill("后来的示例项目")
    page.get_by_label("金额", exact=True).fill("8000")
    page.get_by_label("所属行业").fill("新材料")


def answer(page: Page, field: str, label: str) -> None:
    page.get_by_role("group", name=field).get_by_label(label, exact=True).click()


def test_it_is_found_while_typing_settled_and_both_departments_are_told(
    open_as: OpenAs, first: str
) -> None:
    page = open_as("stranger", "/projects/new")
    fill_in(page)
    page.locator("#firm").press_sequentially(MISHEARD)
    alike = page.locator("#alike")
    alike.get_by_text("读音相同").wait_for()
    alike.get_by_text("已有其他单位在谈").wait_for()
    assert not alike.get_by_text("先谈的示例项目").count()
    answer(page, SURELY, "同一企业")
    page.get_by_role("group", name="怎么处理").wait_for()
    assert_accessible(page)
    answer(page, "怎么处理", "新项目")
    page.get_by_label("处理理由").fill("另一条生产线，投资主体相同")
    page.get_by_role("button", name="登记").click()
    page.get_by_role("heading", name="后来的示例项目", level=1).wait_for()
    assert page.get_by_text("与商务局 2026-06-10 起在谈的项目撞单").count()

    owner = open_as("officer", "/")
    owner.get_by_text("工信局登记了同一企业的线索").first.wait_for()
    owner.goto(f"/projects/{first}")
    assert owner.get_by_text("另一条生产线，投资主体相同").count()
    assert not owner.get_by_text("后来的示例项目").count()
    assert_accessible(owner)


def test_what_was_chosen_stays_while_one_goes_on_typing(open_as: OpenAs, first: str) -> None:
    page = open_as("stranger", "/projects/new")
    page.locator("#firm").fill(MISHEARD)
    answer(page, SURELY, "不同企业")
    page.get_by_label("认定依据").fill("注册地不同")
    with page.expect_response("**/firms/alike*"):
        page.locator("#contact_phone").press_sequentially("13900001111")
    page.wait_for_timeout(400)
    assert page.get_by_label("认定依据").input_value() == "注册地不同"
    assert page.locator("[name^=verdict_]:checked").input_value() == "different"
    page.locator("#firm").fill("示例另外一家物流公司")
    page.get_by_role("group", name=SURELY).wait_for(state="detached")


def test_without_a_script_the_same_is_asked_on_saving(open_as: OpenAs, first: str) -> None:
    page = open_as("stranger", "/projects/new", java_script_enabled=False)
    fill_in(page)
    page.locator("#firm").fill(MISHEARD)
    page.get_by_role("button", name="登记").click()
    assert page.get_by_text("请认定和“示例晨鼎新材料有限公司”是不是同一家").count()
    answer(page, SURELY, "同一企业")
    page.get_by_role("button", name="登记").click()
    assert page.get_by_text("起已在谈这家企业，请选怎么处理").count()
    assert page.get_by_label("项目名称").input_value() == "后来的示例项目"
    answer(page, "怎么处理", "合并")
    page.get_by_label("处理理由").fill("同一件事")
    page.get_by_role("button", name="登记").click()
    assert page.get_by_text("已转给商务局接着谈").count()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_questions_are_accessible_and_fit_a_phone(
    open_as: OpenAs, first: str, scheme: str
) -> None:
    page = open_as("stranger", "/projects/new", width=360, height=740, color_scheme=scheme)
    fill_in(page)
    page.locator("#firm").fill(MISHEARD)
    page.get_by_role("group", name=SURELY).wait_for()
    answer(page, SURELY, "同一企业")
    page.get_by_role("group", name="怎么处理").wait_for()
    page.get_by_role("button", name="登记").click()
    page.locator("[data-error-summary]").wait_for()
    assert_accessible(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
