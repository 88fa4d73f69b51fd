"""The project's page."""

from datetime import date

from tests.builders import samples
from tests.databases import Database
from tests.domain.test_printed import printed_project
from tests.page_client import SignIn
from tests.queries import counted_queries
from tests.world import BING, JIA, YI, World
from tracker.domain.words import Contact, Stage


def test_the_page_says_where_a_project_stands_and_what_is_missing(as_: SignIn) -> None:
    page = as_("officer").get(f"/projects/{JIA}")
    needs = page.tree.one("div", class_="needs").text.replace(" ", "")
    assert needs.startswith("进入「评审」还差：尽职调查结论、公平竞争审查结论")
    assert "写跟进" in page.own_text
    assert "推进阶段" in page.own_text


def test_a_leader_reads_everything_and_changes_nothing(as_: SignIn) -> None:
    page = as_("leader").get(f"/projects/{YI}")
    offered = {link.text for link in page.tree.all("a")}
    assert not offered & {"推进阶段", "报堵点", "修改", "移交", "补记", "调整"}


def test_the_phone_of_a_contact_is_masked_for_those_who_need_not_see_it(
    as_: SignIn, database: Database
) -> None:
    with database.session() as session:
        World(session).bing.contact_phone = "13800000000"
        session.commit()
    assert as_("officer").get(f"/projects/{BING}").says("13800000000")
    street = as_("street").get(f"/projects/{BING}")
    assert street.says("138****0000")
    assert "13800000000" not in street.body


def test_a_long_story_is_read_page_by_page(as_: SignIn, database: Database) -> None:
    with database.session() as session:
        world = World(session)
        jia = world.jia
        for day in range(1, 61):
            on = date(2026, 4, 1) if day < 31 else date(2026, 5, 1)
            jia.log_follow_up(Contact.CALL, on=on, by=world.by("officer"), said=f"第{day:02d}次")
        session.commit()
    first = as_("officer").get(f"/projects/{JIA}")
    assert first.says("第60次")
    assert not first.says("第01次")
    assert first.follow("再看更早的").says("第01次")


def test_the_number_of_queries_does_not_grow_with_the_story(
    as_: SignIn, database: Database
) -> None:
    client = as_("officer")
    client.get(f"/projects/{JIA}")
    with counted_queries() as few:
        client.get(f"/projects/{JIA}")
    with database.session() as session:
        world = World(session)
        for day in range(1, 20):
            world.jia.log_follow_up(
                Contact.CALL, on=date(2026, 5, day), by=world.by("officer"), said="谈"
            )
        session.commit()
    with counted_queries() as many:
        client.get(f"/projects/{JIA}")
    assert len(many) == len(few) <= 17


def test_a_project_out_of_the_line_says_why_and_has_no_light(
    as_: SignIn, database: Database
) -> None:
    with database.session() as session:
        world = World(session)
        made = samples.project_at(world, Stage.SHELVED, name="停下的示例项目")
        code = made.code
        session.commit()
    page = as_("officer").get(f"/projects/{code}")
    assert page.says("暂停：测试")
    assert page.says("重新招商")
    assert not page.tree.all("b", class_="light")


def test_a_follow_up_is_taken_back_from_the_timeline_and_the_way_is_gone(as_: SignIn) -> None:
    officer = as_("officer")
    page = officer.get(f"/projects/{JIA}")
    ways = [a for a in page.tree.all("a") if "/void" in a["href"] and "follow-ups" in a["href"]]
    assert len(ways) == 1
    officer.get(ways[0]["href"]).form("作废").submit(because="写错了项目")
    page = officer.get(f"/projects/{JIA}")
    assert not [
        a for a in page.tree.all("a") if "/follow-ups/" in a["href"] and "void" in a["href"]
    ]
    assert page.says("写错了项目")


def test_who_may_not_void_finds_no_way_to(as_: SignIn) -> None:
    page = as_("leader").get(f"/projects/{JIA}")
    assert not [a for a in page.tree.all("a") if "/void" in a["href"]]


def test_of_a_printed_project_neither_light_nor_days_are_claimed(
    as_: SignIn, database: Database
) -> None:
    with database.session() as session:
        code = printed_project(World(session)).code
        session.commit()
    leader = as_("leader")
    page = leader.get(f"/projects/{code}")
    assert page.tree.all("b", class_="light") == []
    assert "见报" in page.tree.one("ol", class_="rail").text
    for path in ("/board", "/projects"):
        links = leader.get(path).tree.all("a", href=f"/projects/{code}")
        card = links[0].within("li") or links[0].within("tr")
        assert card is not None
        assert "见报" in card.text, path
        assert "绿" not in card.text, path
