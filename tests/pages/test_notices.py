"""One's notices: listed, counted, read, taken as a file, and chosen."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.builders.blockers import of_the_street
from tests.builders.directives import SAID, given
from tests.databases import Database
from tests.page_client import SignIn
from tests.world import BUREAU, INDUSTRY, JIA, TODAY, World
from tracker.domain.directive import Directive
from tracker.domain.directive.directive_acts import hand_on
from tracker.domain.notice import Notice


@pytest.fixture
def told(database: Database) -> None:
    """甲's blocker has been handed to the street."""
    with database.session() as session:
        session.query(Notice).delete()
        world = World(session)
        of_the_street(world, what="没有地", due_on=TODAY + timedelta(days=5))
        session.commit()


def test_a_notice_says_what_happened_and_leads_there(as_: SignIn, told: None) -> None:
    page = as_("street").get("/notices")
    assert page.says("没有地，交 蒸湘街道")
    assert page.says("交给本单位的堵点")
    assert page.follow("甲示例钢管热处理项目").heading.startswith("用地")


def test_the_menu_counts_what_is_unread_until_it_is_read(as_: SignIn, told: None) -> None:
    client = as_("street")
    assert client.get("/").tree.one("summary", **{"aria-label": "孙街的菜单，1 条未读通知"})
    page = client.get("/notices")
    page.form("都看过了").submit()
    assert "未读通知" not in client.get("/").body
    assert client.get("/notices?unread=1").says("没有符合条件的通知")


def test_nobody_reads_another_persons_notices(as_: SignIn, told: None) -> None:
    for who in ("officer", "stranger", "leader", "auditor", "admin"):
        assert as_(who).get("/notices").says("还没有通知"), who


def test_marking_as_read_touches_only_ones_own(as_: SignIn, told: None, database: Database) -> None:
    as_("officer").post("/notices/read", {"until": "999999"})
    with database.session() as session:
        assert session.scalars(select(Notice).where(Notice.read_at.is_(None))).all()


def test_a_project_out_of_sight_takes_its_notices_along(
    as_: SignIn, told: None, database: Database
) -> None:
    with database.session() as session:
        world = World(session)
        blocker = world.jia.blockers[0]
        blocker.assign_to(
            world.department("工信局"),
            due_on=TODAY + timedelta(days=3),
            on=TODAY,
            by=world.by("officer"),
        )
        session.commit()
    assert "没有地" not in as_("street").get("/notices").body
    assert "没有地" not in as_("street").get("/notices.csv").body


def test_the_list_is_taken_as_a_file(as_: SignIn, told: None) -> None:
    body = as_("street").get("/notices.csv").body
    head, line = body.removeprefix("\ufeff").split("\r\n")[:2]
    assert head == "时间,类别,项目编号,项目名称,内容,谁,已读"
    assert JIA in line
    assert as_("street").get("/notices.xlsx").headers["Content-Type"].endswith("sheet")


def test_one_chooses_what_to_be_told(as_: SignIn, database: Database) -> None:
    client = as_("street")
    form = client.get("/notices/wishes").form("保存")
    page = form.submit(**{"app-to-clear": False, "mail-digest": True})
    assert page.says("已记下")
    again = client.get("/notices/wishes").tree
    assert "checked" not in again.one("input", name="app-to-clear").attrs
    assert "checked" in again.one("input", name="mail-digest").attrs
    assert "checked" in again.one("input", name="app-directive").attrs


def test_whoever_owes_an_answer_is_told_even_on_a_project_that_they_do_not_see(
    as_: SignIn, database: Database
) -> None:
    given(database, INDUSTRY, on="project")
    client = as_("stranger")
    assert "1 条未读通知" in client.get("/").body
    page = client.get("/notices")
    assert page.follow("甲示例钢管热处理项目").says(SAID)
    assert SAID in client.get("/notices.csv").body


def test_a_directive_that_was_handed_on_takes_its_notices_along(
    as_: SignIn, database: Database
) -> None:
    number = given(database, INDUSTRY)
    with database.session() as session:
        world = World(session)
        hand_on(
            session.get_one(Directive, number),
            world.department(BUREAU),
            None,
            because="示例",
            on=TODAY,
            by=world.by("leader"),
        )
        session.commit()
    assert SAID not in as_("stranger").get("/notices").body
    assert SAID not in as_("stranger").get("/notices.csv").body
    assert "1 条未读通知" in as_("officer").get("/").body
