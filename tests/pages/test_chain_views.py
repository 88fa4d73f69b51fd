"""The chain map in other forms: its table, its files, its flow; each says the same."""

from io import BytesIO

from openpyxl import load_workbook

from tests.builders.chain_links import MAP, firms_on_links
from tests.databases import Database
from tests.page_client import SignIn
from tests.world import TODAY

__all__ = ["firms_on_links"]


def test_the_table_says_the_same_and_the_files_are_the_table(
    as_: SignIn, firms_on_links: Database
) -> None:
    client = as_("leader")
    page = client.get(MAP, view="table")
    heads = [th.text for th in page.tree.one("thead").all("th")]
    rows = [[cell.text for cell in row.all("th", "td")] for row in page.tree.one("tbody").all("tr")]
    assert rows[1][:2] == ["热处理", "中游"]
    assert rows[1][heads.index("缺口")] == "67 万吨（炼钢制管 150 − 热处理 83，2025 年）"
    assert rows[1][heads.index("总投资（万元）")] == "50,000"
    sent = client.get(page.link("导出 CSV"))
    lines = sent.response.get_data().decode("utf-8-sig").split("\r\n")
    assert lines[0].split(",") == heads
    assert "67 万吨（炼钢制管 150 − 热处理 83，2025 年）" in lines[2]
    book = load_workbook(BytesIO(client.get(page.link("导出 Excel")).response.get_data()))
    cells = [cell.value for row in book.worksheets[0].iter_rows() for cell in row]
    assert {"热处理", "环节", 50_000} <= set(cells)


def test_a_file_keeps_the_filter(as_: SignIn) -> None:
    page = as_("leader").get(MAP, stage="signed", view="table")
    text = as_("leader").get(page.link("导出 CSV")).response.get_data().decode("utf-8-sig")
    assert text.split("\r\n")[2].startswith("热处理,中游,,,,只有在谈（1 个，都没签约）,0,0,")


def test_the_table_has_an_address_beside_its_files(as_: SignIn) -> None:
    led = as_("leader").get(f"{MAP}/links?light=green", status=303)
    assert led.location == f"{MAP}?light=green&view=table"


def test_no_file_is_made_of_what_was_not_understood(as_: SignIn) -> None:
    for path in (
        f"{MAP}/links.csv?light=blue",
        f"{MAP}/links.xlsx?light=blue",
        "/chains.csv?state=some",
        "/chains.xlsx?state=some",
    ):
        assert as_("leader").get(path, status=422).says("看不懂")


def test_the_flow_has_a_title_with_subject_unit_and_day_and_its_table(as_: SignIn) -> None:
    page = as_("leader").get(MAP, view="sankey")
    title = page.tree.one(id="flow-title").text
    assert title == (
        f"钢管及深加工的项目在哪一环、走到哪一步（按项目个数，单位：个；数据截至 {TODAY}）"
    )
    (row,) = page.tree.one(id="flow-table").one("tbody").all("tr")
    assert [cell.text for cell in row.all("th", "td")] == [
        "中游",
        "热处理",
        "在谈",
        "1",
        "50,000.00",
    ]
    assert row["data-width"] == "1"
    assert as_("leader").get(row["data-href"]).says("1 个项目")
    by_sum = page.follow("总投资")
    assert by_sum.tree.one(id="flow-table").one("tbody").one("tr")["data-width"] == "50000"
    assert "echarts" in page.body
    assert "echarts" not in as_("leader").get(MAP).body


def test_a_flow_of_nothing_says_so(as_: SignIn) -> None:
    page = as_("leader").get(MAP, view="sankey", q="没有这个词")
    assert page.says("没有符合条件的项目")
    assert "echarts" not in page.body
