"""The ledger as a file: its bytes, its cells, and that it says what the screen says."""

import csv
from collections.abc import Iterator
from io import StringIO

import pytest

from tests.builders.many_projects import crowd
from tests.databases import Database
from tests.page_client import SignIn
from tests.queries import counted_queries
from tests.world import TODAY, World
from tracker.queries.project_list.columns import HEADERS
from tracker.sheets.delimited import BREAKS_OFF, stream

RISKY = ["=1+1", "+86", "-1", "@x", "\tx", "  =1", "＝1", "＋1", "－1", "＠x", "'已引", "\u3000=1"]
PLAIN = ["甲", "a,b", 'say "x"', "两\r\n行", "", "12", "2026-01-01"]


def _as_read_back(cell: str) -> str:
    return cell[1:] if cell.startswith("'") else cell


def test_the_file_has_a_mark_headers_and_windows_line_ends(as_: SignIn) -> None:
    answer = as_("leader").get("/projects.csv")
    raw = answer.response.get_data()
    assert raw.startswith("\ufeff编号,项目名称,企业,三类500强,阶段".encode())
    assert raw.endswith(b"\r\n")
    assert raw.count(b"\n") == raw.count(b"\r\n") == 4
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert (
        "%E9%A1%B9%E7%9B%AE%E5%8F%B0%E8%B4%A6-20260610.csv"
        in (answer.headers["Content-Disposition"])
    )


def test_the_file_comes_in_gb18030_too(as_: SignIn) -> None:
    leader = as_("leader")
    raw = leader.flask.get("/projects.csv?encoding=gb18030").get_data()
    plain = leader.get("/projects.csv").response.get_data().decode("utf-8-sig")
    assert raw.decode("gb18030") == plain
    leader.get("/projects.csv", 422, encoding="utf-7")


def test_a_row_says_what_the_project_says(as_: SignIn) -> None:
    lines = as_("leader").get("/projects.csv", q="甲示例").body.lstrip("\ufeff")
    [row] = csv.DictReader(StringIO(lines, newline=""))
    assert list(row) == HEADERS
    assert row == {
        "编号": "ZX2026-0001",
        "项目名称": "甲示例钢管热处理项目",
        "企业": "示例钢管（衡阳）有限公司",
        "三类500强": "",
        "阶段": "在谈",
        "停留天数": "35",
        "灯": "绿",
        "金额（万元）": "50000",
        "金额原话": "",
        "本区计入（万元）": "50000",
        "上中下游": "中游",
        "环节或行业": "热处理",
        "区域": "示例工业园",
        "跟踪人": "王一",
        "跟踪单位": "商务局",
        "包联领导": "",
        "未销号堵点": "0",
        "最近跟进": "2026-06-03",
        "下次跟进": TODAY.isoformat(),
        "下一步": "送电价方案",
        "登记日期": "2026-03-02",
        "无进展原因": "",
    }


@pytest.mark.parametrize("name", [*RISKY, *PLAIN[1:3]])
def test_a_name_that_a_spreadsheet_would_run_is_text_and_reads_back_equal(
    as_: SignIn, database: Database, name: str
) -> None:
    with database.session() as session:
        world = World(session)
        world.jia.revise({"name": name}, by=world.by("officer"), on=TODAY)
        session.commit()
    body = as_("leader").get("/projects.csv", stage="talks").body.lstrip("\ufeff")
    [_, row] = csv.reader(StringIO(body, newline=""))
    assert row[1].startswith("'") is (name in RISKY)
    assert _as_read_back(row[1]) == name


def test_many_rows_are_written_alike_whether_plain_or_not() -> None:
    rows = [[str(number), cell, "尾"] for number, cell in enumerate([*PLAIN, *RISKY] * 40)]
    body = b"".join(stream(["一", "二", "三"], rows)).decode("utf-8-sig")
    [_, *read] = csv.reader(StringIO(body, newline=""))
    assert [[one, _as_read_back(two), three] for one, two, three in read] == rows


def test_a_list_of_numbers_and_nothing_is_written_too() -> None:
    body = b"".join(stream(["数", "空"], [[1, None], [-2, "x"]])).decode("utf-8-sig")
    assert body == "数,空\r\n1,\r\n-2,x\r\n"


def test_a_file_that_breaks_off_says_so_in_its_last_line() -> None:
    def rows() -> Iterator[list[str]]:
        yield ["1"]
        raise RuntimeError("the line went dead")

    file = stream(["头"], rows())
    taken = [next(file), next(file)]
    with pytest.raises(RuntimeError, match="dead"):
        next(file)
    assert b"".join(taken).decode("utf-8-sig") == f"头\r\n1\r\n{BREAKS_OFF}\r\n"


def test_the_file_holds_every_row_in_the_order_of_the_screen(
    as_: SignIn, database: Database
) -> None:
    crowd(database, 60)
    leader = as_("leader")
    with counted_queries() as asked:
        body = leader.get("/projects.csv", sort="amount").body.lstrip("\ufeff")
    rows = list(csv.DictReader(StringIO(body, newline="")))
    assert len(rows) == 63
    sums = [float(row["金额（万元）"] or -1) for row in rows]
    assert sums == sorted(sums, reverse=True)
    assert len(asked) == 2


def test_a_sum_is_written_to_the_last_yuan(as_: SignIn, database: Database) -> None:
    with database.session() as session:
        world = World(session)
        world.jia.amount_yuan = 123_450_001
        session.commit()
    assert ",12345.0001," in as_("leader").get("/projects.csv", stage="talks").body
