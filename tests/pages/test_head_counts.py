"""The numbers in the head of every page: those of the lists behind them, and never stale."""

from datetime import timedelta

import pytest
from time_machine import Traveller

from tests.builders.blocker_pages import raise_on_jia
from tests.builders.blockers import of_the_street
from tests.builders.targets import FRIDAY, courted
from tests.databases import Database
from tests.page_client import Page, PageClient, SignIn
from tests.queries import counted_queries
from tests.world import BUREAU, INDUSTRY, NOW, STREET, TODAY, World
from tracker.domain.directive.directive_acts import answer, give

EVERYBODY = ("officer", "colleague", "head", "stranger", "leader", "street")


@pytest.fixture
def busy(database: Database, clock: Traveller) -> None:
    """Something of each kind waits for most people; it is Friday."""
    with database.session() as session:
        world = World(session)
        leader = world.by("leader")
        for where in (BUREAU, INDUSTRY, STREET):
            give(session, "示例：盯紧", world.department(where), due_on=TODAY, on=TODAY, by=leader)
            done = give(
                session, "示例：看过", world.department(where), due_on=TODAY, on=TODAY, by=leader
            )
            answer(done, "示例：在办", on=TODAY, by=world.by("officer"))
        courted(world, "officer")
        courted(world, "stranger", "示例目标乙有限公司")
        of_the_street(world, due_on=TODAY)
        session.commit()
    raise_on_jia(database)
    clock.move_to(NOW + (FRIDAY - TODAY))


def told(page: Page, label: str) -> int:
    """The number behind that entry of the navigation; 0 where there is none."""
    entries = [a for a in page.tree.one("nav", class_="nav").all("a") if a.text.startswith(label)]
    counts = {one.text for entry in entries for one in entry.all("span", class_="count")}
    assert len(counts) <= 1, counts
    return int(counts.pop().split()[0]) if counts else 0


def rows(client: PageClient, path: str) -> int:
    """How many rows the list's file has."""
    return len(client.get(path).body.strip().splitlines()) - 1


@pytest.mark.parametrize("who", EVERYBODY)
def test_each_number_is_that_of_the_list_behind_it(
    as_: SignIn, database: Database, busy: None, who: str
) -> None:
    client = as_(who)
    page = client.get("/board")
    assert told(page, "堵点") == rows(client, "/blockers.csv?mine=1")
    assert told(page, "批示") == rows(client, "/directives.csv?mine=1")
    if who not in ("leader", "street"):
        with database.session() as session:
            me = World(session).by(who)
        whose = f"department={me.department_id}" if who == "head" else f"owner={me.id}"
        assert told(page, "目标企业") == rows(client, f"/targets.csv?{whose}&due=today")


@pytest.mark.parametrize("who", [*EVERYBODY, "auditor"])
def test_as_many_notices_are_unread_as_the_list_of_unread_ones_has(
    as_: SignIn, busy: None, who: str
) -> None:
    client = as_(who)
    name = client.get("/notices").tree.one("details", class_="menu").one("summary")["aria-label"]
    many = int(name.split("，")[1].split()[0]) if "，" in name else 0
    assert many == rows(client, "/notices.csv?unread=1")


def test_a_notice_of_what_went_out_of_sight_is_not_counted(as_: SignIn, database: Database) -> None:
    with database.session() as session:
        world = World(session)
        raised = of_the_street(world, what="没有地", due_on=TODAY)
        raised.assign_to(world.department(INDUSTRY), due_on=TODAY, on=TODAY, by=world.by("officer"))
        session.commit()
    client = as_("street")
    page = client.get("/notices?unread=1")
    assert not page.says("没有地")
    unread = len(page.tree.all("b", class_="badge"))
    assert f"孙街的菜单，{unread} 条" in page.body


def test_who_is_told_the_number_hears_what_it_counts(as_: SignIn) -> None:
    assert "堵点 1 个等我的" in as_("street").get("/").tree.one("nav", class_="nav").text


def test_the_phone_shows_that_something_waits_behind_more(as_: SignIn, busy: None) -> None:
    more = as_("street").get("/board").tree.one("li", class_="tab-more").one("summary")
    assert more.all("i", class_="dot")
    assert not as_("auditor").get("/events").tree.all("i", class_="dot")


def held(client: PageClient, path: str = "/board") -> str:
    tag = client.get(path).headers["ETag"]
    assert unchanged(client, tag, path)
    return tag


def unchanged(client: PageClient, tag: str, path: str = "/board") -> bool:
    answered = client.flask.get(path, headers={"If-None-Match": tag})
    answered.close()
    return answered.status_code == 304


def test_a_board_is_made_again_when_a_directive_on_no_project_is_given_or_answered(
    as_: SignIn, database: Database
) -> None:
    street, leader = as_("street"), as_("leader")
    tags = held(street), held(leader)
    with database.session() as session:
        world = World(session)
        one = give(
            session,
            "示例：盯紧",
            world.department(STREET),
            due_on=TODAY,
            on=TODAY,
            by=world.by("leader"),
        )
        session.commit()
        assert not unchanged(street, tags[0])
        assert told(street.get("/board"), "批示") == 1
        tag = held(leader)
        answer(one, "示例：在办", on=TODAY, by=world.by("street"))
        session.commit()
    assert not unchanged(leader, tag)
    assert told(leader.get("/board"), "批示") == 1


def test_a_board_is_made_again_when_a_firm_is_courted_and_when_its_next_step_is_due(
    as_: SignIn, database: Database, clock: Traveller
) -> None:
    tag = held(as_("officer"))
    with database.session() as session:
        courted(World(session), "officer")
        session.commit()
    assert not unchanged(as_("officer"), tag)
    tag = held(as_("officer"))
    clock.move_to(NOW + timedelta(days=2))
    officer = as_("officer")
    assert not unchanged(officer, tag)
    assert told(officer.get("/board"), "目标企业") == 1


def test_a_board_is_made_again_when_notices_come_and_when_they_are_read(
    as_: SignIn, database: Database
) -> None:
    officer = as_("officer")
    officer.get("/notices")
    tag = held(officer)
    with database.session() as session:
        world = World(session)
        give(
            session,
            "示例：盯紧",
            world.department(BUREAU),
            due_on=TODAY,
            on=TODAY,
            by=world.by("leader"),
        )
        session.commit()
    assert not unchanged(officer, tag)
    tag = held(officer)
    officer.get("/notices").form("都看过了").submit()
    assert not unchanged(officer, tag)
    assert "条未读通知" not in officer.get("/board").body


def test_a_part_of_a_page_counts_nothing(as_: SignIn) -> None:
    officer = as_("officer")
    with counted_queries() as asked:
        officer.get("/board/column?stage=lead", part=True)
    assert not [one for one in asked if "anon_" in one and "notice" in one and "LIMIT" in one]
