"""What is done to a link in the browser: itself, its feeds, its firms, its quantities."""

from typing import Any

from tests.builders.chain_links import place_a_firm
from tests.databases import Database
from tests.page_client import SignIn
from tests.pages.events import kinds_recorded, last_event
from tests.world import World
from tracker.domain.event import EventKind

MAP = "/chains/steel-pipe"
UPPER, HEAT, OIL = (f"{MAP}/links/{number}" for number in (1, 2, 3))
FIRM = "示例钢管（衡阳）有限公司"


def open_act(as_: SignIn, path: str) -> Any:
    return as_("head").get(path).form(path)


def test_a_link_is_revised(as_: SignIn, database: Database) -> None:
    before = last_event(database)
    page = open_act(as_, f"{HEAT}/edit").submit(name="热处理线", products="调质管", words="热处理")
    assert page.heading == "热处理线"
    assert page.says("调质管")
    assert kinds_recorded(database, before) == [EventKind.LINK_REVISED]


def test_a_link_goes_out_of_use_and_comes_back(as_: SignIn, database: Database) -> None:
    before = last_event(database)
    page = open_act(as_, f"{HEAT}/closing").submit(because="并入下一环")
    assert page.says("新项目不能再选这个环节")
    officer = as_("officer").get("/projects/new").tree.one("select", id="chain_link_id").text
    assert "热处理" not in officer
    assert "炼钢制管" in officer
    assert page.follow("启用").form(f"{HEAT}/reopening").submit().says("“热处理”已启用")
    assert kinds_recorded(database, before) == [EventKind.LINK_CLOSED, EventKind.LINK_REOPENED]


def test_a_feed_is_joined_and_parted(as_: SignIn, database: Database) -> None:
    before = last_event(database)
    page = as_("head").get(HEAT).follow("接上一个环节").form(f"{HEAT}/feeds").submit(to="3")
    assert page.says("“热处理”供给“石油管应用”，已接上")
    page = page.follow("断开对石油管应用的供给").form(f"{HEAT}/feeds/3/stop").submit()
    assert page.says("不再供给")
    assert kinds_recorded(database, before) == [EventKind.FEED_JOINED, EventKind.FEED_PARTED]
    again = as_("head").post(f"{HEAT}/feeds/3/stop", status=422)
    assert again.says("没有供给“石油管应用”")


def test_a_circle_is_refused_at_the_field_with_the_way_round(
    as_: SignIn, database: Database
) -> None:
    before = database.rows("sign_in")
    page = open_act(as_, f"{HEAT}/feeds").submit(to="1", status=422)
    assert page.error_at("to") == "会绕成一圈：热处理 → 炼钢制管 → 热处理。请先断开其中一段。"
    assert database.rows("sign_in") == before


def test_a_firm_takes_its_place_on_a_link_and_is_taken_off(as_: SignIn, database: Database) -> None:
    before = last_event(database)
    page = (
        as_("head")
        .get(HEAT)
        .follow("加企业")
        .form(f"{HEAT}/firms")
        .submit(firm="示例管业", does="调质", source="走访", since="2026-06-01")
    )
    assert page.says(f"{FIRM} 调质 2026-06-01 起 · 走访")
    page = page.follow(f"作废{FIRM}").form(f"{HEAT}/firms/1/void").submit(because="看错了")
    assert page.says("已作废：看错了")
    assert not as_("officer").get(HEAT).says("看错了")
    assert kinds_recorded(database, before) == [
        EventKind.FIRM_STOOD_ON_LINK,
        EventKind.FIRM_STEPPED_OFF_LINK,
    ]


def test_a_firm_that_nobody_knows_is_not_made_up(as_: SignIn, database: Database) -> None:
    before = database.rows("sign_in")
    sent = {"source": "走访", "since": "2026-06-01"}
    page = open_act(as_, f"{HEAT}/firms").submit(firm="示例钢管（衡阳）公司", status=422, **sent)
    assert f"是不是“{FIRM}”" in page.error_at("firm")
    page = open_act(as_, f"{HEAT}/firms").submit(firm="毫不相干厂", status=422, **sent)
    assert "请先到“企业”里新建" in page.error_at("firm")
    assert database.rows("sign_in") == before


def test_a_quantity_is_noted_and_voided_and_the_gap_follows(
    as_: SignIn, database: Database
) -> None:
    with database.session() as session:
        place_a_firm(World(session))
        session.commit()
    before = last_event(database)
    page = (
        as_("head")
        .get(HEAT)
        .follow("记一个数")
        .form(f"{HEAT}/capacities")
        .submit(
            quantity="83",
            unit="万吨",
            year="2025",
            source="年报",
            firm="示例管业",
            product="调质管",
        )
    )
    assert page.says("已记下 83 万吨")
    assert page.says("接不住上一环 炼钢制管 150 − 热处理 83 = 67 万吨（2025 年）")
    assert page.says("来源：示例年报")
    page = (
        page.follow("作废 2025 年调质管产能")
        .form(f"{HEAT}/capacities/2/void")
        .submit(because="单位看错")
    )
    assert page.says("已作废：单位看错")
    assert not page.says("67 万吨")
    assert kinds_recorded(database, before) == [
        EventKind.CAPACITY_NOTED,
        EventKind.CAPACITY_VOIDED,
    ]
