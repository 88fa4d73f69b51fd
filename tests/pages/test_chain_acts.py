"""Keeping chains in the browser: each act works, is recorded once, refuses, and needs its right."""

from typing import Any

import pytest

from tests.builders.chain_links import place_a_firm
from tests.databases import Database
from tests.page_client import Page, SignIn
from tests.pages.events import kinds_recorded, last_event
from tests.world import TODAY, World
from tracker.domain.chain import Chain
from tracker.domain.event import EventKind
from tracker.domain.words import Segment

MAP = "/chains/steel-pipe"
UPPER, HEAT, OIL = (f"{MAP}/links/{number}" for number in (1, 2, 3))
FIRM = "示例钢管（衡阳）有限公司"


def open_act(as_: SignIn, path: str) -> Any:
    return as_("head").get(path).form(path)


def test_a_chain_is_made_given_links_and_put_in_use(as_: SignIn, database: Database) -> None:
    before = last_event(database)
    page = (
        as_("head")
        .get("/chains")
        .follow("新建产业链")
        .form("/chains/new")
        .submit(name="示例文旅", slug="tourism", source="区里文件")
    )
    assert page.path == "/chains/tourism"
    assert page.says("已建“示例文旅”，请加上环节")
    refused = page.follow("启用").form("/chains/tourism/reopening").submit(status=422)
    assert refused.says("还没有环节，请先加环节再启用")
    link = open_act(as_, "/chains/tourism/links/new").submit(
        name="示例民宿", segment="downstream", products="民宿、农家乐", words="民宿 酒店"
    )
    assert link.heading == "示例民宿"
    shown = open_act(as_, "/chains/tourism/reopening").submit()
    assert shown.says("“示例文旅”已启用")
    assert kinds_recorded(database, before) == [
        EventKind.CHAIN_MADE,
        EventKind.LINK_ADDED,
        EventKind.CHAIN_REOPENED,
    ]


def test_a_chain_is_copied_with_its_links(as_: SignIn, database: Database) -> None:
    before = last_event(database)
    page = as_("head").get(MAP).follow("复制成另一条").form(f"{MAP}/copy").submit(name="示例钢管二")
    assert [head.text for head in page.tree.all("h3")] == ["炼钢制管", "热处理", "石油管应用"]
    assert page.says("已停用")
    assert kinds_recorded(database, before) == [EventKind.CHAIN_COPIED]


def test_a_chain_is_renamed_and_led(as_: SignIn, database: Database) -> None:
    before = last_event(database)
    page = open_act(as_, f"{MAP}/edit").submit(name="钢管制造及深加工", leader="示例管业")
    assert page.heading == "钢管制造及深加工"
    assert as_("leader").get("/chains").says(FIRM)
    assert kinds_recorded(database, before) == [EventKind.CHAIN_REVISED]
    assert open_act(as_, f"{MAP}/edit").submit().says("没有改动")


def test_a_chain_goes_out_of_use_with_its_reason_and_is_offered_no_more(
    as_: SignIn, database: Database
) -> None:
    before = last_event(database)
    form = open_act(as_, f"{MAP}/closing")
    assert "请写明原因" in form.submit(status=422).error_at("because")
    page = form.submit(because="调整产业布局")
    assert page.says("“钢管及深加工”已停用")
    assert kinds_recorded(database, before) == [EventKind.CHAIN_CLOSED]
    officer = as_("officer")
    assert "热处理" not in officer.get("/projects/new").tree.one("select", id="chain_link_id").text
    edit = officer.get("/projects/ZX2026-0001/edit")
    assert "热处理" in edit.tree.one("select", id="chain_link_id").text
    assert officer.get("/projects/ZX2026-0001").says("中游 / 热处理")
    assert officer.get(MAP).says("新项目不能再选这条链的环节")


@pytest.mark.parametrize(
    ("path", "field", "typed", "said"),
    [
        ("/chains/new", "name", {"name": ""}, "请写产业链的名称"),
        ("/chains/new", "name", {"name": "钢管及深加工"}, "已经有一条链叫"),
        ("/chains/new", "slug", {"name": "示例", "slug": "A B"}, "小写字母"),
        ("/chains/new", "slug", {"name": "示例", "slug": "steel-pipe"}, "另一条链的地址"),
        (f"{MAP}/copy", "name", {"name": "钢管及深加工"}, "已经有一条链叫"),
        (f"{MAP}/edit", "leader", {"leader": "毫不相干厂"}, "请先到“企业”里新建"),
        (f"{MAP}/edit", "position", {"position": "x"}, "整数"),
        (f"{MAP}/links/new", "name", {"name": "热处理", "segment": "upstream"}, "已经有环节叫"),
        (f"{MAP}/links/new", "segment", {"name": "示例"}, "请选上游"),
        (f"{HEAT}/edit", "name", {"name": "炼钢制管"}, "已经有环节叫"),
        (f"{HEAT}/firms", "source", {"firm": "示例管业", "source": ""}, "请写依据"),
        (f"{HEAT}/firms", "since", {"since": "2026-07-01"}, "将来的日子"),
        (f"{HEAT}/capacities", "quantity", {"quantity": "约83", "source": "x"}, "只写数字"),
        (f"{HEAT}/capacities", "source", {"quantity": "83"}, "请写来源"),
        (
            f"{HEAT}/capacities",
            "year",
            {"quantity": "83", "source": "x", "year": "2030"},
            "1949 到 2026",
        ),
        (
            f"{HEAT}/capacities",
            "year",
            {"quantity": "83", "source": "x", "year": "99999999999999999999"},
            "1949",
        ),
        (f"{HEAT}/capacities", "source", {"quantity": "83", "source": "字" * 201}, "最多 200"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field_and_nothing_is_written(
    as_: SignIn, database: Database, path: str, field: str, typed: dict[str, str], said: str
) -> None:
    form, before = open_act(as_, path), database.rows("sign_in")
    page = form.submit(status=422, **typed)
    assert said in page.error_at(field)
    assert database.rows("sign_in") == before


@pytest.mark.parametrize("who", ["officer", "leader", "street", "auditor", "admin"])
def test_whoever_may_not_keep_chains_changes_nothing_and_is_offered_nothing(
    as_: SignIn, database: Database, who: str
) -> None:
    client, before = as_(who), database.rows("sign_in")
    for path in ("/chains/new", f"{MAP}/edit", f"{HEAT}/feeds", f"{HEAT}/capacities"):
        client.get(path, status=403)
        client.post(path, {"name": "x", "to": "3", "quantity": "1"}, status=403)
    assert database.rows("sign_in") == before
    if who in ("officer", "leader", "street"):
        for path in ("/chains", MAP, HEAT):
            page = client.get(path)
            assert not [
                a for a in page.tree.all("a") if "data-dialog" in a and "chains" in a["href"]
            ]


def test_a_fact_of_another_link_is_not_there(as_: SignIn, database: Database) -> None:
    with database.session() as session:
        place_a_firm(World(session))
        session.commit()
    head = as_("head")
    head.get(f"{UPPER}/firms/1/void")
    strange = ("/chains/no-such/links/1", f"{MAP}/links/99", f"{MAP}/links/99999999999")
    others = (f"{HEAT}/firms/1/void", f"{HEAT}/capacities/1/void", f"{UPPER}/firms/9/void")
    for path in (*strange, *others):
        head.get(path, status=404)


def _revised_by_another(database: Database) -> None:
    with database.session() as session:
        world = World(session)
        link = world.link(Segment.MIDSTREAM)
        link.revise({"products": "别人写的"}, by=world.by("head"), on=TODAY)
        link.chain.revise({"source": "别人写的来源"}, by=world.by("head"), on=TODAY)
        session.commit()


@pytest.mark.parametrize(
    ("path", "typed", "theirs"),
    [
        (f"{HEAT}/edit", {"products": "我写的"}, "修改环节“热处理”的产品"),
        (f"{MAP}/edit", {"source": "我写的"}, "修改产业链“钢管及深加工”的来源"),
    ],
)
def test_who_comes_second_is_told_what_changed_and_keeps_what_was_typed(
    as_: SignIn, database: Database, path: str, typed: dict[str, str], theirs: str
) -> None:
    form = open_act(as_, path)
    _revised_by_another(database)
    before = database.rows("sign_in")
    page = form.submit(status=409, **typed)
    assert page.says("您打开这一页之后，有人改过")
    assert page.says(theirs)
    ((name, value),) = typed.items()
    assert page.form(path).values()[name] == [value]
    assert database.rows("sign_in") == before
    assert page.form(path).submit("仍要保存").says("已保存")


def test_another_links_change_is_no_conflict(as_: SignIn, database: Database) -> None:
    form = open_act(as_, f"{UPPER}/edit")
    _revised_by_another(database)
    assert form.submit(products="钢坯").says("已保存")


def test_a_form_sent_twice_is_one_link(as_: SignIn, database: Database) -> None:
    form, before = open_act(as_, f"{MAP}/links/new"), last_event(database)
    pages = [form.submit(name="示例锯片", segment="downstream") for _ in range(2)]
    assert pages[0].path == pages[1].path
    assert kinds_recorded(database, before) == [EventKind.LINK_ADDED]


def test_in_the_dialog_too(as_: SignIn) -> None:
    page: Page = as_("head").get(f"{HEAT}/capacities", part=True)
    assert "<html" not in page.body
    saved = page.form(f"{HEAT}/capacities").submit(
        quantity="5", source="走访", status=204, part=True
    )
    assert saved.headers["HX-Redirect"] == HEAT


def test_every_text_is_shown_as_text(as_: SignIn, database: Database) -> None:
    with database.session() as session:
        world = World(session)
        chain = Chain.make(
            session,
            "<script>alert(1)</script>",
            by=world.by("head"),
            on=TODAY,
            slug="script",
            source="<img src=x>",
        )
        link = chain.add_link(
            "<b>环节</b>", Segment.UPSTREAM, by=world.by("head"), on=TODAY, products="<i>产品</i>"
        )
        world.jia.revise({"chain_link_id": link.id}, by=world.by("head"), on=TODAY)
        session.commit()
    for path in (
        "/chains/script",
        "/chains/script?view=table",
        "/chains/script?view=sankey",
        "/chains?state=all",
        f"/chains/script/links/{link_id(database)}",
    ):
        body = as_("head").get(path).body
        assert "<script>alert" not in body
        assert "<b>环节" not in body
        assert "<i>产品" not in body


def link_id(database: Database) -> int:
    with database.session() as session:
        return session.query(Chain).filter_by(slug="script").one().links[0].id
