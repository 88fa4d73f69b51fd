"""The chain map as people see it: cards, lines, gaps, filters, the table, the flow, the files."""

import pytest

from tests.builders import samples
from tests.builders.chain_links import MAP, firms_on_links, place_a_firm
from tests.databases import Database
from tests.page_client import Page, SignIn
from tests.page_tree import Node
from tests.queries import counted_queries
from tests.world import TODAY, World
from tracker.domain.chain import Chain
from tracker.domain.words import Segment, Stage

__all__ = ["firms_on_links"]


def card(page: Page, name: str) -> Node:
    found = [li for li in page.tree.all("li") if "chain-link" in li["class"].split()]
    (one,) = [li for li in found if li.one("h3").text == name]
    return one


def test_three_columns_hold_the_links_and_say_what_is_sought_there(as_: SignIn) -> None:
    page = as_("leader").get(MAP)
    heads = [head.text for head in page.tree.all("h2")]
    assert heads[:3] == ["上游 抓配套", "中游 抓合作", "下游 抓开发"]
    assert [head.text for head in page.tree.all("h3")] == ["炼钢制管", "热处理", "石油管应用"]
    assert page.says("3 个环节 · 企业 0 家 · 项目 1 个 5.0 亿 元")
    assert page.says("缺口 3 处")


def test_a_card_says_firms_capacity_projects_lights_and_feeds(
    as_: SignIn, firms_on_links: Database
) -> None:
    heat = card(as_("leader").get(MAP), "热处理")
    assert "示例钢管（衡阳）有限公司 · 产能 83 万吨（2025 年）" in heat.text
    assert "项目 1 个 5.00 亿" in heat.text
    assert "■ 绿 1" in heat.text
    assert "在谈 1 5.00 亿" in heat.text
    assert heat.one("span", class_="dots")["aria-label"] == "企业 1 家，项目 1 个"
    assert "来自：炼钢制管。" in heat.text


def test_a_gap_is_a_dashed_border_and_words_with_its_sum(
    as_: SignIn, firms_on_links: Database
) -> None:
    page = as_("leader").get(MAP)
    heat = card(page, "热处理")
    assert "chain-link--gap" in heat["class"]
    assert "缺口 67 万吨（炼钢制管 150 − 热处理 83，2025 年）" in heat.text
    assert "chain-link--gap" not in card(page, "炼钢制管")["class"]
    assert "缺口 无企业、无项目" in card(page, "石油管应用").text
    assert page.says("产能小于上一环送来的量")


def test_a_line_is_drawn_for_every_feed_and_meets_its_card(as_: SignIn) -> None:
    page = as_("leader").get(MAP)
    (path,) = page.tree.all("path", **{"data-from": None})
    assert (path["data-from"], path["data-to"]) == ("1", "2")
    assert path["d"] == "M0 50H100"
    assert "chain-link--in-left" in card(page, "热处理")["class"]


def test_a_card_leads_to_the_ledger_with_the_filter_that_stands(as_: SignIn) -> None:
    page = as_("leader").get(MAP, min="100", department="1")
    assert (
        card(page, "热处理").one("h3").one("a")["href"] == "/projects?department=1&min=100&link=2"
    )
    ledger = as_("leader").get(card(page, "热处理").one("h3").one("a")["href"])
    assert ledger.says("1 个项目")
    for kind, asked in (("stage", "&link=2&stage=talks"), ("light", "&link=2&light=green")):
        found = next(a for a in card(page, "热处理").all("a") if kind in a["class"].split())
        assert found["href"].endswith(asked)
        assert as_("leader").get(found["href"]).says("1 个项目")


def test_the_filter_narrows_counts_and_not_gaps(as_: SignIn) -> None:
    page = as_("leader").get(MAP, stage="signed")
    assert page.says("项目 0 个")
    assert page.says("缺口 3 处")
    assert "只有在谈（1 个，都没签约）" in card(page, "热处理").text


def test_the_filter_bar_comes_back_to_the_map_and_keeps_the_view(as_: SignIn) -> None:
    page = as_("leader").get(MAP, view="table", light="green")
    form = page.form("筛选")
    assert form.action == MAP
    assert form.values()["view"] == ["table"]
    assert "产业链" not in [label.text for label in form.node.all("label")]
    assert "light=green" in page.link("桑基图")
    assert page.link("图") == f"{MAP}?light=green"


def test_each_sees_what_the_ledger_shows_them(as_: SignIn) -> None:
    assert as_("stranger").get(MAP).says("项目 0 个")
    stranger = as_("stranger").get(MAP)
    assert stranger.says("项目只算您看得到的")
    assert "无企业、无项目" in card(stranger, "热处理").text
    assert not as_("leader").get(MAP).says("项目只算您看得到的")
    assert as_("officer").get(MAP).says("项目 1 个")


def test_a_chain_without_links_is_a_designed_empty_page(as_: SignIn, database: Database) -> None:
    with database.session() as session:
        Chain.make(session, "示例空链", by=World(session).by("head"), on=TODAY, slug="empty")
        session.commit()
    for view in ("", "table", "sankey"):
        assert as_("leader").get("/chains/empty", view=view).says("这条链还没有环节")
    assert as_("head").get("/chains/empty").link("加第一个环节") == "/chains/empty/links/new"


def test_a_link_out_of_use_is_shown_while_it_has_projects(as_: SignIn, database: Database) -> None:
    with database.session() as session:
        world = World(session)
        for segment in (Segment.MIDSTREAM, Segment.DOWNSTREAM):
            world.link(segment).put_out_of_use(by=world.by("head"), on=TODAY, because="调整")
        session.commit()
    page = as_("leader").get(MAP)
    assert "停用" in card(page, "热处理").text
    assert [head.text for head in page.tree.all("h3")] == ["炼钢制管", "热处理"]
    assert page.says("还没有下游环节")
    assert "石油管应用" in [head.text for head in as_("head").get(MAP).tree.all("h3")]


def test_a_chain_that_is_not_there_is_not_found(as_: SignIn) -> None:
    for path in ("/chains/no-such", "/chains/no-such/links.csv", "/chains/%00", "/chains/A"):
        as_("leader").get(path, status=404)


def test_what_cannot_be_read_in_the_address_is_said(as_: SignIn) -> None:
    assert as_("leader").get(MAP, light="blue", view="cake").says("筛选条件“灯”看不懂")


@pytest.mark.slow
@pytest.mark.parametrize("who", ["leader", "officer"])
@pytest.mark.parametrize("view", ["", "table", "sankey"])
def test_queries_do_not_grow_with_links_and_projects(
    as_: SignIn, database: Database, who: str, view: str
) -> None:
    client, path = as_(who), f"{MAP}?view={view}"
    client.get(path)
    with counted_queries() as few:
        client.get(path)
    with database.session() as session:
        world = World(session)
        chain = world.link(Segment.UPSTREAM).chain
        for number in range(6):
            link = chain.add_link(f"示例{number}", Segment.UPSTREAM, by=world.by("head"), on=TODAY)
            samples.project_at(world, Stage.SIGNED, name=f"示例{number}", chain_link=link)
        session.commit()
    with counted_queries() as many:
        client.get(path)
    assert len(many) == len(few) <= 11


def test_an_unchanged_map_is_not_sent_again_until_anything_happens(
    as_: SignIn, database: Database
) -> None:
    leader = as_("leader").flask
    held = {"If-None-Match": leader.get(MAP).headers["ETag"]}
    with counted_queries() as asked:
        assert leader.get(MAP, headers=held).status_code == 304
    assert len(asked) == 1
    assert leader.get(f"{MAP}?view=table", headers=held).status_code == 200
    with database.session() as session:
        place_a_firm(World(session))
        session.commit()
    assert leader.get(MAP, headers=held).status_code == 200


def test_the_list_counts_what_stands_on_each_chain(as_: SignIn, database: Database) -> None:
    with database.session() as session:
        Chain.make(session, "示例空链", by=World(session).by("head"), on=TODAY, slug="empty")
        session.commit()
    page = as_("leader").get("/chains")
    (row,) = page.tree.one("tbody").all("tr")
    assert row.text.startswith("钢管及深加工 在用 3 0 1 5.0 3")
    assert page.follow("停用的 1").says("示例空链")
    everything = page.follow("全部 2")
    assert len(everything.tree.one("tbody").all("tr")) == 2
    text = as_("leader").get(everything.link("导出 CSV")).response.get_data().decode("utf-8-sig")
    assert [line.split(",")[0] for line in text.split("\r\n")[1:3]] == ["钢管及深加工", "示例空链"]
    as_("leader").get(everything.link("导出 Excel"))
