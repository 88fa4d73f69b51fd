"""Each list as a workbook: the same rows as its CSV, its numbers and days typed."""

import csv
from datetime import date, datetime
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.builders.many_projects import crowd
from tests.databases import Database
from tests.page_client import Page, PageClient, SignIn
from tests.queries import counted_queries
from tests.world import JIA, TODAY, World
from tracker.sheets.reading import read
from tracker.web import downloads

LISTS = {
    "/projects": ("leader", "项目台账"),
    "/follow-ups": ("officer", "跟进"),
    "/blockers": ("colleague", "堵点"),
    "/events": ("auditor", "操作记录"),
}
"""Each list, somebody who sees it, and its name."""


def rows_in(page: Page) -> list[list[Any]]:
    [sheet] = read(page.response.get_data(), "名单.xlsx").sheets
    return sheet.rows


def texts_in(client: PageClient, path: str, **query: Any) -> list[list[str]]:
    text = client.get(f"{path}.csv", **query).body.lstrip("\ufeff")
    return list(csv.reader(StringIO(text, newline="")))


def as_text(cell: Any) -> str:
    if isinstance(cell, datetime):
        return f"{cell:%Y-%m-%d %H:%M:%S}"
    return cell.isoformat() if isinstance(cell, date) else str(cell)


@pytest.mark.parametrize("path", LISTS)
def test_a_workbook_holds_what_the_csv_holds(as_: SignIn, database: Database, path: str) -> None:
    crowd(database, 12)
    client = as_(LISTS[path][0])
    found = [[as_text(cell) for cell in row] for row in rows_in(client.get(f"{path}.xlsx"))]
    told = texts_in(client, path)
    assert len(found) == len(told) > 1
    for row, texts in zip(found, told, strict=True):
        # A moment is shown to the minute in some lists and always kept to the second.
        assert all(cell.startswith(text) for cell, text in zip(row, texts, strict=True))


@pytest.mark.parametrize("path", LISTS)
def test_it_is_a_download_under_its_own_name_and_day(as_: SignIn, path: str) -> None:
    who, name = LISTS[path]
    answer = as_(who).get(f"{path}.xlsx")
    assert answer.response.mimetype == downloads.XLSX
    assert int(answer.headers["Content-Length"]) == len(answer.response.get_data())
    told = answer.headers["Content-Disposition"]
    assert told.startswith("attachment; filename*=UTF-8''")
    assert told.endswith("-20260610.xlsx")
    assert answer.headers["Cache-Control"] == "no-store"
    book = openpyxl.load_workbook(BytesIO(answer.response.get_data()))
    assert book.sheetnames == [name]
    assert book.properties.creator == "示例区招商办"
    assert book.properties.description == "数据截至 2026-06-10 09:00"
    assert book.properties.subject == "全部" if path != "/blockers" else "状态：未销号"


@pytest.mark.parametrize("path", LISTS)
def test_the_page_leads_to_it_with_the_same_arguments(as_: SignIn, path: str) -> None:
    page = as_(LISTS[path][0]).get(path, since="2026-01-01", until="2027-01-01")
    here = page.link("导出 CSV")
    assert page.link("导出 Excel") == here.replace(".csv", ".xlsx")
    assert page.follow("导出 Excel").status == 200


def test_a_project_is_written_with_numbers_and_days(as_: SignIn) -> None:
    headers, row = rows_in(as_("leader").get("/projects.xlsx", q="甲示例"))
    told = dict(zip(headers, row, strict=True))
    assert told["编号"] == JIA
    assert (told["金额（万元）"], told["停留天数"], told["未销号堵点"]) == (50_000, 35, 0)
    assert (told["登记日期"], told["下次跟进"]) == (date(2026, 3, 2), TODAY)
    assert (told["包联领导"], told["阶段"], told["灯"]) == ("", "在谈", "绿")


@pytest.mark.parametrize(
    ("path", "who", "query", "said"),
    [
        (
            "/projects",
            "leader",
            {"stage": ["talks", "signed"], "min": "100"},
            "阶段：在谈、签约；金额不低于：100 万元",
        ),
        (
            "/follow-ups",
            "officer",
            {"q": "钢管", "kind": "visit-out", "department": "1"},
            "项目：钢管；方式：走出去；哪个单位写的：商务局",
        ),
        ("/blockers", "officer", {"state": "all", "mine": "1"}, "状态：全部；等我的"),
        ("/events", "auditor", {"since": "2026-06-01"}, "从：2026-06-01"),
    ],
)
def test_it_says_what_was_asked_for(
    as_: SignIn, path: str, who: str, query: dict[str, Any], said: str
) -> None:
    body = as_(who).get(f"{path}.xlsx", **query).response.get_data()
    assert openpyxl.load_workbook(BytesIO(body)).properties.subject == said


def test_nobody_finds_in_it_what_they_may_not_see(as_: SignIn) -> None:
    codes = {row[0] for row in rows_in(as_("stranger").get("/projects.xlsx"))}
    assert codes == {"编号", "ZX2026-0002"}
    assert len(rows_in(as_("street").get("/follow-ups.xlsx"))) == 1
    as_("officer").get("/events.xlsx", 403)


@pytest.mark.parametrize("name", ["=1+1", "+86", "@x", "\u3000=1", "'已引", "https://示例.cn"])
def test_a_name_that_a_spreadsheet_would_run_is_text_and_reads_back_equal(
    as_: SignIn, database: Database, name: str
) -> None:
    with database.session() as session:
        world = World(session)
        world.jia.revise({"name": name}, by=world.by("officer"), on=TODAY)
        session.commit()
    [_, row] = rows_in(as_("leader").get("/projects.xlsx", stage="talks"))
    assert row[1] == name


def test_an_argument_that_nobody_understands_stops_it(as_: SignIn) -> None:
    page = as_("leader").get("/projects.xlsx", 422, stage="nonsense")
    assert page.says("没有生成文件")


@pytest.mark.parametrize("path", LISTS)
def test_a_list_longer_than_a_sheet_is_a_sentence_and_the_way_to_the_csv(
    as_: SignIn, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    monkeypatch.setattr(downloads, "MOST_ROWS", 0)
    client = as_(LISTS[path][0])
    page = client.get(f"{path}.xlsx", 422, since="2026-01-01")
    assert page.says("请加上筛选条件分几次导出，或者改用 CSV")
    assert page.link("导出 CSV") == f"{path}.csv?since=2026-01-01"
    assert page.follow("导出 CSV").status == 200


@pytest.mark.slow
def test_the_queries_do_not_grow_with_the_rows(as_: SignIn, database: Database) -> None:
    leader = as_("leader")
    with counted_queries() as few:
        leader.get("/projects.xlsx")
    crowd(database, 60)
    with counted_queries() as many:
        assert len(rows_in(leader.get("/projects.xlsx"))) == 64
    assert len(few) == len(many)


def test_no_file_lies_about_while_it_is_sent_or_after(
    as_: SignIn, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    leader = as_("leader")
    for ask in (leader.flask.get, leader.flask.head):
        answer = ask("/projects.xlsx")
        assert len(list(tmp_path.iterdir())) == 0
        answer.close()
