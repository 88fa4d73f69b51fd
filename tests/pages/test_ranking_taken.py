"""A checked list is taken in once, a correction replaces it, and an import is taken back."""

import pytest

from tests.builders.ranking_tables import PRINTED
from tests.databases import Database
from tests.page_client import SignIn
from tests.pages.events import kinds_recorded, last_event
from tests.pages.ranking_files import GOOD, HEAD, SAID, kept, sent
from tests.world import World
from tracker.domain.event import EventKind


def test_the_same_file_once_more_changes_nothing_and_says_so(
    as_: SignIn, database: Database
) -> None:
    sent(as_, GOOD).form("导入").submit()
    before = database.rows("sign_in", "submission")
    page = sent(as_, GOOD)
    assert page.says("完全一样，没有要改的")
    assert [form for form in page.tree.all("form") if form["action"].endswith("/apply")] == []
    assert database.rows("sign_in", "submission") == before


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("china-private-500-2026", {}),
        ("fortune-global-500-2026-top100", {"kind": "world"}),
    ],
)
@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_what_is_taken_out_can_be_taken_in_again_and_is_the_same(
    as_: SignIn, name: str, said: dict[str, str], ending: str
) -> None:
    printed = (PRINTED / f"{name}.csv").read_bytes()
    sent(as_, printed, f"{name}.csv", **said).form("导入").submit()
    file = as_("officer").get(f"/rankings/1/entries.{ending}").response.get_data()
    assert sent(as_, file, f"榜单.{ending}", **said).says("完全一样，没有要改的")


def test_a_preview_sent_twice_is_taken_once(as_: SignIn, database: Database) -> None:
    form = sent(as_, GOOD).form("导入")
    first, again = form.submit(), form.submit()
    assert first.path == again.path
    assert len(kept(database)) == 1


def test_a_corrected_file_shows_what_changes_and_replaces_the_list(
    as_: SignIn, database: Database
) -> None:
    sent(as_, GOOD).form("导入").submit()
    page = sent(as_, HEAD + "1,示例甲公司,湖南省,600\n3,示例丙公司,,\n")
    assert page.says("增 1 家，改 1 家，删 1 家")
    assert page.says("第 1 名 示例甲公司 湖南省 500 万元")
    assert page.says("删去")
    page.form("用它代替").submit()
    name = "中国民营企业500强 2026"
    assert kept(database) == [(name, 2, True), (name, 2, False)]


def test_who_comes_second_is_shown_the_preview_anew(as_: SignIn, database: Database) -> None:
    form = sent(as_, GOOD).form("导入")
    sent(as_, HEAD + "1,示例丙公司,,\n", who="colleague").form("导入").submit()
    page = form.submit(status=422)
    assert page.says("有人导入或撤销过这份榜单")
    assert page.says("增 2 家，改 0 家，删 1 家")
    page.form("用它代替").submit()
    assert [row[1:] for row in kept(database)] == [(1, True), (2, False)]


@pytest.mark.parametrize(
    "told",
    [
        {"kind": "nonsense"},
        {"table": ""},
        {"table": "rank,name\n1,\n"},
        {"year": "9999"},
        {"table": "nonsense"},
        {"seen": "7"},
    ],
)
def test_a_preview_that_was_tampered_with_is_judged_again(
    as_: SignIn, database: Database, told: dict[str, str]
) -> None:
    page = sent(as_, GOOD)
    before = database.rows("sign_in")
    page.client.post("/rankings/import/apply", page.form("导入").values() | told, status=422)
    assert database.rows("sign_in") == before


def test_a_file_whose_name_speaks_of_another_year_is_noted(as_: SignIn) -> None:
    page = sent(as_, GOOD, "2025年中国民营企业500强.csv")
    assert page.says("文件名写的是 2025 年的榜单")
    assert page.form("导入")


def test_a_link_names_the_list_and_year_already(as_: SignIn) -> None:
    form = as_("officer").get("/rankings/import?kind=china&year=2025").form("核对")
    assert (form.values()["kind"], form.values()["year"]) == (["china"], ["2025"])
    as_("officer").get("/rankings/import?kind=x&year=y")


def test_an_import_is_taken_back_with_a_reason(as_: SignIn, database: Database) -> None:
    page = sent(as_, GOOD).form("导入").submit()
    before = last_event(database)
    form = page.follow("撤销").form("撤销")
    assert "请写明为什么撤销" in form.submit(status=422).error_at("because")
    after = form.submit(because="传错了年份")
    assert after.says("已撤销《中国民营企业500强 2026》")
    assert after.says("传错了年份")
    assert kinds_recorded(database, before) == [EventKind.RANKING_TAKEN_BACK]


def test_taking_back_a_correction_brings_the_earlier_list_back(
    as_: SignIn, database: Database
) -> None:
    sent(as_, GOOD).form("导入").submit()
    page = sent(as_, HEAD + "1,示例丙公司,,\n").form("用它代替").submit()
    after = page.follow("撤销").form("撤销").submit(because="改错了")
    assert after.says("更正前的那一份恢复了")
    assert after.says("示例乙公司")


@pytest.mark.parametrize("who", ["leader", "street", "auditor", "admin"])
def test_nobody_else_takes_lists_in_or_back(as_: SignIn, database: Database, who: str) -> None:
    sent(as_, GOOD).form("导入").submit()
    client, before = as_(who), database.rows()
    for path in ("/rankings/import", "/rankings/1/void"):
        client.get(path, status=403)
    for path in ("/rankings/import", "/rankings/import/apply", "/rankings/1/void"):
        client.post(path, {**SAID, "table": GOOD, "because": "x"}, status=403)
    assert database.rows() == before


def test_a_badge_comes_and_goes_with_its_list(as_: SignIn, database: Database) -> None:
    with database.session() as session:
        name = World(session).jia.firm.name  # type: ignore[union-attr]
    page = sent(as_, HEAD + f"184,{name},湖南省,\n").form("导入").submit()
    assert page.says("对上 1 家")
    assert as_("leader").get("/board").says("民企 184")
    page.follow("撤销").form("撤销").submit(because="传错了")
    assert not as_("leader").get("/board").says("民企 184")
