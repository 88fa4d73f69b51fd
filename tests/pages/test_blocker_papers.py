"""The three lists as table, CSV, XLSX and Word, and the 销号单 of one blocker."""

from io import BytesIO

import pytest
from docx import Document

from tests.builders.blocker_pages import blocker_of, raise_on_jia
from tests.databases import Database
from tests.page_client import Page, PageClient, SignIn
from tracker.domain.blocker import Blocker
from tracker.pages.blockers import lists
from tracker.pages.blockers.lists import COLUMNS, Listing
from tracker.sheets.papers import TEMPLATES, Paper

WORD = "/blockers.docx"
WHAT = "停车位缺 300 个"


def word(page: Page) -> list[list[list[str]]]:
    """The file's tables, row by row and cell by cell."""
    tables = Document(BytesIO(page.response.get_data())).tables
    return [[[cell.text for cell in row.cells] for row in table.rows] for table in tables]


def saying(client: PageClient, address: str, status: int = 200, **query: str) -> str:
    page = client.get(address, status, **query)
    return "\n".join(cell for table in word(page) for row in table for cell in row)


@pytest.mark.parametrize("listing", list(Listing))
def test_table_csv_workbook_and_word_say_the_same(as_: SignIn, listing: Listing) -> None:
    client = as_("colleague")
    page = client.get(f"/blockers/{listing.value}")
    assert page.heading == listing.label
    [headers, row] = page.follow("导出 CSV").body.lstrip("\ufeff").splitlines()
    cells = row.split(",")
    assert headers.split(",") == [column.label for column in COLUMNS[listing]]
    assert WHAT in row
    assert all(cell in page.own_text for cell in cells if cell)
    table = word(page.follow("三张一起导出 Word"))[list(Listing).index(listing)]
    assert table == [["序号", *headers.split(",")], ["1", *cells]]
    assert page.follow("导出 Excel").response.mimetype.endswith("sheet")


def test_the_template_has_the_columns_of_the_lists() -> None:
    tables = Document(str(TEMPLATES / f"{Paper.THREE_LISTS.value}.docx")).tables
    headers = [[cell.text for cell in table.rows[0].cells] for table in tables]
    assert headers == [["序号", *(one.label for one in COLUMNS[kind])] for kind in Listing]


@pytest.mark.parametrize("paper", list(Paper))
def test_a_paper_names_chinese_fonts_and_no_japanese_one(paper: Paper) -> None:
    document = Document(str(TEMPLATES / f"{paper.value}.docx"))
    written = document.element.xml + document.styles.element.xml
    assert "仿宋_GB2312" in written
    assert "方正小标宋简体" in written
    for foreign in ("MS 明朝", "MS Mincho", "eastAsiaTheme", "ja-JP"):
        assert foreign not in written


@pytest.mark.parametrize(("state", "is_there"), [("open", True), ("closed", False)])
def test_the_lists_are_filtered_as_the_list_is(as_: SignIn, state: str, is_there: bool) -> None:
    client = as_("colleague")
    assert (WHAT in saying(client, WORD, state=state)) is is_there
    assert client.get("/blockers/duties", state=state).says(WHAT) is is_there
    page = client.get("/blockers", state=state).follow("三张清单")
    assert page.says(WHAT) is is_there


def test_a_filter_that_cannot_be_read_makes_no_paper(as_: SignIn) -> None:
    assert as_("colleague").get(WORD, 422, state="x").says("没有生成文件")


def test_more_than_a_paper_holds_is_a_sentence_and_the_way_to_the_csv(
    as_: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lists, "MOST", 0)
    page = as_("colleague").get(WORD, 422, kind="parking")
    assert page.says("请加上筛选条件分几次导出")
    assert page.link("导出 CSV") == "/blockers.csv?state=open&kind=parking"


def test_a_stranger_is_told_of_nothing(as_: SignIn) -> None:
    assert WHAT not in saying(as_("stranger"), WORD)
    assert not as_("stranger").get("/blockers/problems").says(WHAT)


def test_the_sheet_of_one_blocker_tells_its_life(as_: SignIn, database: Database) -> None:
    number = raise_on_jia(database, "没有地可用")
    page = as_("officer").get(f"/blockers/{number}")
    said = "\n".join(cell for row in word(page.follow("导出 Word"))[0] for cell in row)
    assert "没有地可用" in said
    assert "提出" in said
    assert "——" in said, "what has not happened is a dash"


def test_what_was_typed_is_text_and_no_template(as_: SignIn, database: Database) -> None:
    with database.session() as session:
        blocker = session.get_one(Blocker, blocker_of(database).id)
        blocker.what = "{{ 7 * 7 }} <w:b/> & {% if %}\n第二行\x0b"
        session.commit()
    said = saying(as_("colleague"), WORD)
    assert "{{ 7 * 7 }} <w:b/> & {% if %}" in said
    assert "第二行" in said


def test_the_sheet_of_a_blocker_out_of_sight_is_not_there(as_: SignIn, database: Database) -> None:
    as_("stranger").get(f"/blockers/{blocker_of(database).id}/closing.docx", 404)
