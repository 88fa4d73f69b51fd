"""A list's file is checked and shown before anything is taken in; what is wrong is told by row."""

from io import BytesIO

import pytest
from xlsxwriter import Workbook

from tests.builders.ranking_tables import PRINTED
from tests.builders.rankings import firm
from tests.databases import Database
from tests.page_client import SignIn
from tests.pages.events import kinds_recorded, last_event
from tests.pages.ranking_files import GOOD, HEAD, SAID, kept, sent
from tracker.domain.event import EventKind
from tracker.domain.ranking import Ranking


@pytest.mark.parametrize(
    ("name", "said", "many", "extent"),
    [
        ("china-private-500-2026", {}, 500, "全部 500 家"),
        (
            "china-500-2025-top120",
            {"kind": "china", "year": "2025", "published_on": ""},
            120,
            "第 1–120 名，共 120 家，不是全榜",
        ),
        (
            "fortune-global-500-2026-top100",
            {"kind": "world"},
            100,
            "第 1–100 名，共 100 家，不是全榜",
        ),
    ],
)
def test_the_printed_lists_are_taken_in_as_they_are(
    as_: SignIn, database: Database, name: str, said: dict[str, str], many: int, extent: str
) -> None:
    before = last_event(database)
    page = sent(as_, (PRINTED / f"{name}.csv").read_bytes(), f"{name}.csv", **said)
    assert page.says(extent)
    assert kept(database) == []
    after = page.form("导入").submit()
    assert after.says(f"{many} 家，对上 0 家")
    assert kinds_recorded(database, before) == [EventKind.RANKING_IMPORTED]
    assert [row[1:] for row in kept(database)] == [(many, False)]


def test_a_workbook_is_read_too(as_: SignIn, database: Database) -> None:
    file = BytesIO()
    with Workbook(file) as book:
        sheet = book.add_worksheet()
        for row, cells in enumerate(
            [["2026中国民营企业500强"], ["名次", "公司", "营收（亿元）"], [1, "示例甲公司", 12.5]]
        ):
            sheet.write_row(row, 0, cells)
    page = sent(as_, file.getvalue(), "榜单.xlsx")
    page.form("导入").submit()
    with database.session() as session:
        (entry,) = session.query(Ranking).one().entries
        assert (entry.name, entry.revenue_yuan) == ("示例甲公司", 1_250_000_000)


def test_of_several_sheets_the_first_is_read_and_the_others_are_named(as_: SignIn) -> None:
    file = BytesIO()
    with Workbook(file) as book:
        for name in ("正榜", "说明"):
            sheet = book.add_worksheet(name)
            for row, cells in enumerate([["排名", "企业名称"], [1, "示例甲公司"]]):
                sheet.write_row(row, 0, cells)
    page = sent(as_, file.getvalue(), "榜单.xlsx")
    assert page.says("只读了工作表“正榜”，没有读“说明”。")


def test_a_check_writes_nothing_and_shows_what_would_come(as_: SignIn, database: Database) -> None:
    with database.session() as session:
        firm(session, "示例甲公司")
        session.commit()
    client_rows = database.rows("sign_in")
    page = sent(as_, GOOD)
    assert page.says("还没有这份榜单，是新的")
    assert page.says("已对上 1 家，待核 0 家，库中没有 1 家")
    assert database.rows("sign_in") == client_rows


def test_what_is_wrong_is_told_row_by_row_and_nothing_is_taken(
    as_: SignIn, database: Database
) -> None:
    faulty = HEAD + "1,示例甲公司,,\n1,示例乙公司,,\n3,,,\n五,示例丁公司,,很多\n"
    page = sent(as_, faulty, status=422)
    assert page.says("有 4 处要改，整份没有导入")
    rows = [" ".join(row.text.split()) for row in page.tree.one("tbody").all("tr")]
    assert rows == [
        "第 3 行 排名 1 与第 2 行“示例甲公司”重复。",
        "第 4 行 没有企业名称。",
        "第 5 行 排名“五”不是整数，请写 1 到 500。",
        "第 5 行 营业收入“很多”不是数字，或者超过 10 万亿元，请核对数字和单位。",
    ]
    assert [form for form in page.tree.all("form") if form["action"].endswith("/apply")] == []
    assert kept(database) == []


def test_nothing_typed_is_lost_when_a_file_will_not_do(as_: SignIn) -> None:
    page = sent(as_, HEAD + "1,,,\n", status=422)
    values = page.form("核对").values()
    told = {name: values[name][0].strip() for name in SAID}
    assert told == SAID


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        ("", "list.csv", "空的"),
        ("%PDF-1.7 …", "list.csv", "PDF"),
        ("a,b", "list.docx", ".docx"),
        (GOOD, "list.xlsx", "内容却是"),
    ],
)
def test_a_file_that_is_no_table_is_refused_at_its_field(
    as_: SignIn, content: str, name: str, said: str
) -> None:
    assert said in sent(as_, content, name, status=422).error_at("file")


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("year", "2027", "1995 到 2026"),
        ("year", "", "四位年份"),
        ("year", "去年", "整数"),
        ("publisher", "", "谁发布的"),
        ("publisher", "长" * 61, "最多 60 个字"),
        ("source", "", "来源"),
        ("published_on", "2026-06-11", "将来"),
        ("published_on", "2026-02-30", "没有这一天"),
        ("published_on", "2020-01-01", "不会是 2026 年的榜单"),
    ],
)
def test_what_is_said_of_a_list_is_judged_at_its_field(
    as_: SignIn, field: str, typed: str, said: str
) -> None:
    assert said in sent(as_, GOOD, status=422, **{field: typed}).error_at(field)


def test_a_list_must_be_named_and_a_file_chosen(as_: SignIn) -> None:
    client = as_("officer")
    page = client.post("/rankings/import", {"once": "x"}, status=422)
    assert "请选是哪份榜单" in page.error_at("kind")
    assert "请选一个文件" in page.error_at("file")
