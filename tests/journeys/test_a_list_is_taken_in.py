"""A list is taken in from a file in the browser, a doubtful firm settled, and the card bears it."""

from pathlib import Path

import pytest

from tests.browser import OpenAs, assert_accessible
from tests.builders import samples
from tests.builders.rankings import firm
from tests.databases import Database
from tests.world import World

PRINTED = "示例万隆商业管理集团股份有限公司"
LINES = f"排名,企业名称,省份,营业收入（万元）\n184,{PRINTED},湖南省,1650680\n"


@pytest.fixture
def file(tmp_path: Path, database: Database) -> Path:
    """A list of one firm, which may be that of a project here."""
    with database.session() as session:
        samples.project(World(session), "丁示例广场项目", firm=firm(session, "示例万隆"))
        session.commit()
    made = tmp_path / "榜单.csv"
    made.write_text(LINES)
    return made


@pytest.mark.parametrize("scripts", [True, False])
def test_from_the_file_to_the_card(
    open_as: OpenAs, file: Path, database: Database, scripts: bool
) -> None:
    page = open_as("officer", "/rankings", java_script_enabled=scripts)
    page.get_by_role("link", name="导入榜单").first.click()
    page.get_by_role("radio", name="中国民营企业500强").check()
    page.get_by_label("谁发布的").fill("示例发布方")
    page.get_by_label("这份表从哪里来").fill("示例来源")
    page.get_by_label("榜单文件").set_input_files(file)
    page.get_by_role("button", name="核对").click()
    page.get_by_text("待核的导入后逐家认定").wait_for()
    assert_accessible(page) if scripts else None
    page.get_by_role("button", name="导入", exact=True).click()
    page.get_by_text("对上 0 家").wait_for()
    page.get_by_role("link", name="待核 1").click()
    page.get_by_role("link", name="认定第 184 名").click()
    page.get_by_role("radio", name="同一企业").check()
    page.get_by_label("依据").fill("营业执照一致")
    page.get_by_role("button", name="认定", exact=True).click()
    page.get_by_text("没有待核的了").wait_for()
    page.goto("/board")
    assert page.get_by_text("民企 184").count() == 1


def test_what_is_wrong_in_a_file_is_told_accessibly_on_a_phone(
    open_as: OpenAs, tmp_path: Path
) -> None:
    wrong = tmp_path / "榜单.csv"
    wrong.write_text(LINES + f"184,{PRINTED},,\n" + "五,,,很多\n")
    page = open_as("officer", "/rankings/import?kind=private", width=360, height=740)
    page.get_by_label("谁发布的").fill("示例发布方")
    page.get_by_label("这份表从哪里来").fill("示例来源")
    page.get_by_label("榜单文件").set_input_files(wrong)
    page.get_by_role("button", name="核对").click()
    page.get_by_text("整份没有导入。").first.wait_for()
    assert page.get_by_label("谁发布的").input_value() == "示例发布方"
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert_accessible(page)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_list_with_every_kind_of_entry_is_accessible(
    open_as: OpenAs, file: Path, database: Database, scheme: str
) -> None:
    page = open_as("officer", "/rankings/import?kind=private", color_scheme=scheme)
    page.get_by_label("谁发布的").fill("示例发布方")
    page.get_by_label("这份表从哪里来").fill("示例来源")
    page.get_by_label("榜单文件").set_input_files(file)
    page.get_by_role("button", name="核对").click()
    page.get_by_role("button", name="导入", exact=True).click()
    page.get_by_text("对上 0 家").wait_for()
    assert_accessible(page)
    page.goto("/rankings")
    assert_accessible(page)
    page.goto("/rankings/1/entries/1")
    assert_accessible(page)
