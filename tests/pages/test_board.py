"""The board: its columns and lanes, what each person sees on it, and how it is asked for again."""

import re

import pytest

from tests.builders.many_projects import crowd
from tests.databases import Database
from tests.page_client import Page, SignIn
from tests.queries import counted_queries
from tests.world import BING, JIA, TODAY, YI, World
from tracker.domain.words import Contact, Stage
from tracker.pages.board import columns

LINE = ["线索", "在谈", "评审", "签约", "注册", "报批", "开工", "投产", "达产"]


def _column(page: Page, stage: str, lane: str = "") -> list[str]:
    found = page.tree.one("section", id=f"column-{lane}{stage}")
    return [card.all("a")[0].text for card in found.all("li") if "card" in card["class"].split()]


def _movable(page: Page) -> set[str]:
    return set(re.findall(r'data-code="([^"]+)" data-movable', page.body))


def test_the_board_has_a_column_a_stage_with_count_and_sum(as_: SignIn) -> None:
    page = as_("leader").get("/board")
    assert [head.text for head in page.tree.all("h2") if head.text in LINE] == LINE
    assert _column(page, "talks") == ["甲示例钢管热处理项目"]
    assert page.tree.one("section", id="column-talks").text.startswith("在谈 1 5.0 亿")
    assert page.says("3 个项目")
    assert page.says("● 红 2")


def test_a_card_says_firm_sum_owner_days_light_and_blockers(as_: SignIn) -> None:
    card = as_("leader").get("/board").tree.one("section", id="column-signed")
    assert "丙示例商业综合体项目" in card.text
    assert "3.20 亿" in card.text
    assert "陈一 · 21 天" in card.text
    assert "● 红 签约 21 天未备案" in card.text
    assert "堵点 1" in card.text


def test_empty_columns_are_folded_and_exits_come_on_request(as_: SignIn) -> None:
    page = as_("leader").get("/board")
    assert "column--fold" in page.tree.one("section", id="column-review")["class"]
    assert "column--fold" not in page.tree.one("section", id="column-talks")["class"]
    assert not page.tree.all("section", id="column-dropped")
    assert page.follow("含暂停、流转、终止").tree.one("section", id="column-dropped")
    only = as_("leader").get("/board", stage="dropped")
    assert [column["data-stage"] for column in only.tree.all("section")] == ["dropped"]


def test_a_stranger_sees_no_card_count_or_sum_of_others(as_: SignIn) -> None:
    page = as_("stranger").get("/board")
    assert page.says("1 个项目")
    assert _column(page, "lead") == ["乙示例冷链物流项目"]
    assert "甲示例" not in page.body
    assert "丙示例" not in page.body
    for path in ("/board/column?stage=talks", "/board?lanes=department", "/board?lanes=segment"):
        assert "甲示例" not in as_("stranger").get(path).body
    assert as_("street").get("/board").says("1 个项目")


def test_only_who_may_advance_a_project_may_move_its_card(as_: SignIn) -> None:
    assert _movable(as_("officer").get("/board")) == {JIA, BING}
    assert _movable(as_("head").get("/board")) == {JIA, BING}
    assert _movable(as_("stranger").get("/board")) == {YI}
    for who in ("leader", "street"):
        assert _movable(as_(who).get("/board")) == set()


def test_a_movable_card_leads_to_the_form_without_a_script(as_: SignIn) -> None:
    page = as_("officer").get("/board")
    assert page.link("移动甲示例钢管热处理项目") == f"/projects/{JIA}/stage"


def test_lanes_by_segment_hold_each_project_once(as_: SignIn) -> None:
    page = as_("leader").get("/board", lanes="segment")
    assert _column(page, "talks", "midstream-") == ["甲示例钢管热处理项目"]
    assert _column(page, "lead", "outside-") == ["乙示例冷链物流项目"]
    assert page.says("不在链上 2 个")
    assert not page.tree.all("section", id="column-upstream-lead")


def test_lanes_by_department_hold_each_project_once(as_: SignIn) -> None:
    page = as_("leader").get("/board", lanes="department")
    assert _column(page, "lead", "2-") == ["乙示例冷链物流项目"]
    assert page.says("商务局 2 个 · 8.2 亿")


def test_one_column_is_given_anew_under_its_own_name(as_: SignIn) -> None:
    board = as_("officer").get("/board", lanes="segment")
    column = board.tree.one("section", id="column-midstream-talks")
    anew = as_("officer").get(column["data-src"], part=True)
    assert anew.tree.one("section", id="column-midstream-talks")
    assert "甲示例" in anew.body
    assert as_("officer").get("/board/column?stage=talks").heading == "在谈"
    as_("officer").get("/board/column", 404)
    as_("officer").get("/board/column?stage=talks&lane=%22%3E%3Cb%3E")


def test_the_board_and_the_ledger_lead_to_each_other_with_the_filter(as_: SignIn) -> None:
    page = as_("leader").get("/board", stage="talks", segment="midstream", lanes="segment")
    ledger = page.follow("转到台账")
    assert ledger.path == "/projects?stage=talks&segment=midstream"
    assert ledger.follow("转到看板").path == "/board?stage=talks&segment=midstream"


def test_a_filter_keeps_the_lanes_and_lanes_keep_the_filter(as_: SignIn) -> None:
    page = as_("leader").get("/board", lanes="segment", exits="1")
    kept = page.form("筛选").values()
    assert (kept["lanes"], kept["exits"]) == (["segment"], ["1"])
    assert "lanes=department" in page.follow("按跟踪单位").path
    assert "exits=1" in page.follow("按跟踪单位").path


@pytest.mark.parametrize("who", ["leader", "officer"])
def test_a_long_column_gives_the_rest_page_by_page(
    as_: SignIn, database: Database, monkeypatch: pytest.MonkeyPatch, who: str
) -> None:
    monkeypatch.setattr(columns, "CARDS_A_COLUMN", 5)
    crowd(database, 12)
    page = as_(who).get("/board")
    met = _column(page, "lead")
    assert len(met) == 5
    while "再看 50 个" in page.body:
        src = page.link("再看 50 个")
        part = as_(who).get(src, part=True)
        page = as_(who).get(src)
        assert [card.all("a")[0].text for card in part.tree.all("li", class_="card")] == _column(
            page, "lead"
        )
        met += _column(page, "lead")
    assert len(met) == len(set(met)) == (13 if who == "leader" else 12)


def test_a_long_cell_of_a_lane_leads_to_its_own_board(
    as_: SignIn, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(columns, "CARDS_A_CELL", 3)
    crowd(database, 5)
    page = as_("leader").get("/board", lanes="department")
    assert len(_column(page, "lead", "1-")) == 3
    assert len(_column(page.follow("全部 5 个"), "lead")) == 5


@pytest.mark.slow
@pytest.mark.parametrize("who", ["leader", "officer"])
@pytest.mark.parametrize("lanes", ["", "segment", "department"])
def test_queries_do_not_grow_with_the_cards(
    as_: SignIn, database: Database, who: str, lanes: str
) -> None:
    client = as_(who)
    path = f"/board?lanes={lanes}"
    client.get(path)
    with counted_queries() as few:
        client.get(path)
    crowd(database, 30, Stage.line())
    with counted_queries() as many:
        client.get(path)
    assert len(many) == len(few) <= 6


def test_an_unchanged_board_is_not_sent_again(as_: SignIn, database: Database) -> None:
    officer = as_("officer").flask
    first = officer.get("/board")
    held = {"If-None-Match": first.headers["ETag"]}
    with counted_queries() as asked:
        again = officer.get("/board", headers=held)
    assert (again.status_code, again.get_data()) == (304, b"")
    assert len(asked) == 1
    assert first.headers["Cache-Control"] == "no-store"
    for path in ("/board?stage=talks", "/board?lanes=segment"):
        assert officer.get(path, headers=held).status_code == 200
    assert officer.get("/board", headers=held | {"HX-Request": "true"}).status_code == 200
    assert as_("colleague").flask.get("/board", headers=held).status_code == 200
    with database.session() as session:
        world = World(session)
        world.jia.log_follow_up(Contact.CALL, on=TODAY, by=world.by("officer"), said="又谈了一次")
        session.commit()
    assert officer.get("/board", headers=held).status_code == 200


def test_a_compressed_board_is_known_again(as_: SignIn) -> None:
    leader = as_("leader").flask
    zipped = {"Accept-Encoding": "gzip"}
    tag = leader.get("/board", headers=zipped).headers["ETag"]
    assert leader.get("/board", headers=zipped | {"If-None-Match": tag}).status_code == 304


def test_a_poll_learns_only_that_there_is_something_new(as_: SignIn) -> None:
    leader = as_("leader").flask
    tag = leader.get("/board?stage=talks").headers["ETag"]
    same = leader.get("/board?stage=talks&poll=1", headers={"If-None-Match": tag})
    assert same.status_code == 304
    newer = leader.get("/board?stage=talks&poll=1", headers={"If-None-Match": '"old"'})
    assert (newer.status_code, newer.headers["ETag"]) == (204, tag)
    assert re.search(r'data-refresh="([0-9a-f]+)"', leader.get("/board").get_data(as_text=True))
