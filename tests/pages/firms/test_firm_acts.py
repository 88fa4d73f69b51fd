"""A firm's page and every act on it: done, recorded, refused, and not there for strangers."""

from typing import Any

import pytest
from sqlalchemy import true

from tests.builders import firms, samples
from tests.client.page_client import SignIn
from tests.databases import Database
from tests.pages.events import kinds_recorded, last_event
from tests.world import TODAY, World
from tracker.domain.event import EventKind
from tracker.domain.ranking_matching.project_badges import hold_share
from tracker.domain.words import Segment

PIPES = "示例钢管（衡阳）有限公司"


@pytest.fixture
def known(database: Database) -> int:
    """A firm that all know, with everything that a firm can have."""
    with database.session() as session:
        world = World(session)
        firm, by = (
            firms.firm(world, "示例全有", credit_code=firms.CODES[0]),
            world.by("officer"),
        )
        parent, child = firms.firm(world, "示例母公司"), firms.firm(world, "示例子公司")
        link = world.link(Segment.MIDSTREAM)
        hold_share(parent, firm, 5100, since=TODAY, source="示例年报", by=by, on=TODAY)
        hold_share(firm, child, 10_000, since=TODAY, source="示例年报", by=by, on=TODAY)
        firm.add_alias("示例小名", by=by, on=TODAY, seen=true(), source="简称")
        firm.add_contact("示例人", title="总监", phone="13800003333", by=by, on=TODAY)
        firms.ranked(world, firm, 184)
        firms.on_link(world, firm, link)
        firms.capacity(world, firm, link, 830_000)
        firms.targeted(world, firm, link)
        samples.project(world, "示例戊项目", who="stranger", firm=firm)
        session.commit()
        return firm.id


def address(database: Database, name: str = PIPES) -> str:
    with database.session() as session:
        firm = World(session).jia.firm
        assert firm is not None
        return f"/firms/{firm.id}"


SHOWN = (
    firms.CODES[0],
    "已校验",
    "示例小名",
    "简称",
    "示例人",
    "总监",
    "示例母公司",
    "51%",
    "示例子公司",
    "100%",
    "示例年报",
    "中国民营企业500强",
    "第 184 名",
    "热处理",
    "83 万吨",
)


@pytest.mark.parametrize("who", ["officer", "stranger", "leader", "street"])
def test_what_is_public_of_a_firm_is_shown_to_all_who_see_projects(
    as_: SignIn, known: int, who: str
) -> None:
    page = as_(who).get(f"/firms/{known}")
    for words in SHOWN:
        assert page.says(words), words


def test_projects_follow_ups_and_targets_are_shown_as_far_as_one_sees_them(
    as_: SignIn, database: Database, known: int
) -> None:
    assert as_("stranger").get(f"/firms/{known}").says("示例戊项目")
    page = as_("officer").get(f"/firms/{known}")
    assert not page.says("示例戊项目")
    assert page.says("还没有您看得到的项目")
    assert page.says("目标企业 热处理")
    assert not as_("street").get(f"/firms/{known}").says("还没人跟")
    page = as_("colleague").get(address(database))
    assert page.says("甲示例钢管热处理项目")
    assert page.says("看了厂房，谈到电价")
    assert page.says("1 个 · 总投资 5.0 亿元")


def test_numbers_are_masked_for_who_need_not_see_them(as_: SignIn, known: int) -> None:
    for who in ("officer", "stranger", "leader"):
        assert as_(who).get(f"/firms/{known}").says("13800003333"), "their own, or their project's"
    for who in ("head", "colleague", "street"):
        page = as_(who).get(f"/firms/{known}")
        assert page.says("138****3333")
        assert "13800003333" not in page.body


def test_an_empty_firm_says_what_could_stand_there(as_: SignIn, database: Database) -> None:
    with database.session() as session:
        firm_id = firms.firm(World(session), "示例空").id
        session.commit()
    page = as_("officer").get(f"/firms/{firm_id}")
    for words in (
        "信用代码未登记",
        "还没有您看得到的项目",
        "还没有联系人",
        "还没有持股记录",
        "没有在导入的榜单上",
        "没有记在产业链的环节上",
        "还没有资料",
        "还没有改动过",
    ):
        assert page.says(words), words


ACTS: dict[str, tuple[str, str, dict[str, Any], EventKind, str]] = {
    "alias": (
        "aliases",
        "加上",
        {"name": "示例老字号", "source": "简称"},
        EventKind.FIRM_ALIAS_ADDED,
        "示例老字号",
    ),
    "share": (
        "shares",
        "记下",
        {"parent": "示例母公司", "share": "33.33", "source": "示例公告"},
        EventKind.FIRM_SHARE_HELD,
        "33.33%",
    ),
    "contact": (
        "contacts",
        "记下",
        {"name": "示例新人", "phone": "0734-8888888"},
        EventKind.FIRM_CONTACT_ADDED,
        "0734-8888888",
    ),
}
"""Act → address, button, what is typed, its event, and what the page says then."""


@pytest.mark.parametrize("act", ACTS)
def test_an_act_is_done_and_recorded(as_: SignIn, database: Database, known: int, act: str) -> None:
    path, button, typed, kind, said = ACTS[act]
    before = last_event(database)
    at = address(database)
    page = as_("officer").get(f"{at}/{path}").form(button).submit(**typed)
    assert page.path.startswith(at)
    assert page.says(said)
    assert kinds_recorded(database, before) == [kind]


@pytest.mark.parametrize("act", ACTS)
def test_an_act_is_refused_to_readers_and_not_there_for_strangers(
    as_: SignIn, database: Database, known: int, act: str
) -> None:
    at, before = f"{address(database)}/{ACTS[act][0]}", database.rows("sign_in")
    as_("leader").get(at, 403)
    as_("street").get(f"/firms/{known}/{ACTS[act][0]}", 403)
    as_("stranger").get(at, 404)
    as_("stranger").post(at, ACTS[act][2], 404)
    assert database.rows("sign_in") == before


HELD = {"parent": "示例母公司", "share": "51", "source": "x"}
WRONG = [
    ("aliases", "加上", {"name": PIPES}, "name", "现在的名称"),
    ("aliases", "加上", {"name": ""}, "name", "请写别名"),
    ("shares", "记下", HELD | {"parent": "没有这家"}, "parent", "没有叫"),
    ("shares", "记下", HELD | {"parent": PIPES}, "parent", "自己的"),
    ("shares", "记下", HELD | {"share": "101"}, "share", "0 到 100"),
    ("shares", "记下", HELD | {"share": "1/3"}, "share", "0 到 100"),
    ("shares", "记下", HELD | {"source": ""}, "source", "依据"),
    ("shares", "记下", HELD | {"on": "2027-01-01"}, "on", "将来"),
    ("contacts", "记下", {"name": "示例人", "phone": "12"}, "phone", "至少 7 位"),
    ("contacts", "记下", {"name": ""}, "name", "请写姓名"),
]


@pytest.mark.parametrize(("path", "button", "typed", "field", "said"), WRONG)
def test_what_is_wrong_is_said_at_its_field_and_nothing_is_saved(
    as_: SignIn,
    database: Database,
    known: int,
    path: str,
    button: str,
    typed: dict[str, Any],
    field: str,
    said: str,
) -> None:
    form = as_("officer").get(f"{address(database)}/{path}").form(button)
    before = database.rows("sign_in")
    page = form.submit(status=422, **typed)
    assert said in page.error_at(field)
    assert page.form(button).values()[next(iter(typed))] == [next(iter(typed.values()))]
    assert database.rows("sign_in") == before


TAKEN_BACK = {
    "去掉别名示例小名": EventKind.FIRM_ALIAS_DROPPED,
    f"作废示例母公司 {TODAY} 的持股记录": EventKind.FIRM_SHARE_VOIDED,
    "作废联系人示例人": EventKind.FIRM_CONTACT_VOIDED,
}


@pytest.mark.parametrize("link", TAKEN_BACK)
def test_what_was_wrong_is_taken_back_with_a_reason(
    as_: SignIn, database: Database, known: int, link: str
) -> None:
    before = last_event(database)
    page = as_("officer").get(f"/firms/{known}").follow(link)
    form = page.form(link[:2])
    assert form.submit(status=422).error_at("because")
    page = form.submit(because="记错了")
    assert page.says("原因：记错了")
    assert kinds_recorded(database, before) == [TAKEN_BACK[link]]
    assert not any(link == one["aria-label"] for one in page.tree.all("a"))


def test_another_firms_rows_are_not_there(as_: SignIn, database: Database, known: int) -> None:
    mine = address(database)
    for path in ("aliases/2/drop", "shares/1/void", "contacts/1/void", "merges/1/undo"):
        as_("head").get(f"{mine}/{path}", 404)


def test_a_firm_is_entered_in_its_own_right(as_: SignIn, database: Database) -> None:
    before = last_event(database)
    form = as_("officer").get("/firms/new?name=示例新来").form("建档")
    assert form.values()["firm"] == ["示例新来"]
    page = form.submit(province="湖南", city="衡阳", credit_code=firms.CODES[1].lower())
    assert page.heading == "示例新来"
    assert page.says(firms.CODES[1])
    assert as_("stranger").get(page.path).says("湖南 衡阳")
    assert EventKind.FIRM_REGISTERED in kinds_recorded(database, before)


def test_a_firm_that_is_there_is_not_entered_twice(as_: SignIn, known: int) -> None:
    page = as_("officer").get("/firms/new").form("建档").submit(firm="示例小名")
    assert page.heading == "示例全有"
    assert page.says("没有重复建档")


def test_a_firm_that_may_be_there_is_asked_about_first(as_: SignIn, database: Database) -> None:
    number = address(database).rsplit("/", 1)[-1]
    form = as_("officer").get("/firms/new").form("建档")
    page = form.submit(firm="示例刚管（衡阳）有限公司", status=422)
    assert "是不是同一家" in page.error_at(f"verdict_{number}")
    page = page.form("建档").submit(**{f"verdict_{number}": "same"})
    assert page.heading == PIPES
    assert page.says("示例刚管（衡阳）有限公司")


@pytest.mark.parametrize(
    ("typed", "field", "said"),
    [
        ({"firm": ""}, "firm", "请写企业名称"),
        ({"firm": "示例新来", "credit_code": "123"}, "credit_code", "18 位"),
        ({"firm": "示例新来", "website": "javascript:alert(1)"}, "website", "http"),
        ({"firm": "长" * 121}, "firm", "最多 120 个字"),
    ],
)
def test_what_cannot_be_entered_is_said_at_its_field(
    as_: SignIn, database: Database, typed: dict[str, str], field: str, said: str
) -> None:
    form = as_("officer").get("/firms/new").form("建档")
    before = database.rows("sign_in")
    assert said in form.submit(status=422, **typed).error_at(field)
    assert database.rows("sign_in") == before


def test_only_who_keeps_firms_enters_one(as_: SignIn) -> None:
    for who in ("leader", "street", "auditor", "admin"):
        as_(who).get("/firms/new", 403)
