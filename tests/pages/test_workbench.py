"""The workbench: whose it is, what stands on it, and the mark of what one has seen."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from time_machine import Traveller

from tests.builders import samples
from tests.databases import Database
from tests.page_client import Page, SignIn
from tests.pages.events import last_event
from tests.queries import counted_queries
from tests.world import NOW, PEOPLE, TODAY, World
from tracker.domain.blocker import report_blocker
from tracker.domain.people.user import User
from tracker.domain.words import BlockerKind, Contact, Role, Stage
from tracker.pages.workbench.sections import SHOWN


def section(page: Page, kind: str) -> str:
    """The text of one box of the workbench."""
    return page.tree.one("section", aria_labelledby=kind).text


def seen(database: Database, who: str) -> int:
    with database.session() as session:
        asked = select(User.seen_event_id).where(User.login == PEOPLE[who][0])
        return session.scalar(asked) or 0


def test_what_is_due_today_stands_on_top_with_its_next_step(as_: SignIn) -> None:
    due = section(as_("officer").get("/"), "due")
    assert "今天 甲示例钢管热处理项目 送电价方案" in due


def test_what_was_missed_says_by_how_many_days_and_comes_first(
    as_: SignIn, database: Database, clock: Traveller
) -> None:
    with database.session() as session:
        world = World(session)
        newer = samples.project(world, "丁示例项目", on=TODAY)
        newer.log_follow_up(
            Contact.CALL,
            on=TODAY,
            by=world.by("officer"),
            said="说好再谈",
            next_step="再谈",
            next_on=TODAY + timedelta(days=3),
        )
        session.commit()
    assert "丁示例项目" in section(as_("officer").get("/"), "coming")
    clock.move_to(NOW + timedelta(days=3))
    due = section(as_("officer").get("/"), "due")
    assert "逾期 3 天 甲示例" in due
    assert due.index("甲示例") < due.index("丁示例")


def test_a_follow_up_is_written_from_the_row_and_leads_back(as_: SignIn) -> None:
    page = as_("officer").get("/").follow("给甲示例钢管热处理项目写跟进")
    back = page.form("/follow-ups/new").submit(
        kind="call", said="电价方案已送", next_on="2026-06-12", next_step="等回话"
    )
    assert back.path == "/"
    assert "甲示例" not in section(back, "due")
    assert "06-12 周五" in section(back, "coming")


def test_lights_that_turn_within_a_week_are_announced_with_their_reason(
    as_: SignIn, clock: Traveller
) -> None:
    officer = as_("officer")
    assert "七天内没有灯要变" in section(officer.get("/"), "turning")
    clock.move_to(NOW + timedelta(days=21))
    assert "天后转黄：在谈" in section(as_("officer").get("/"), "turning")
    clock.move_to(NOW + timedelta(days=30))
    assert "▲ 黄 37 天未跟进" in section(as_("officer").get("/"), "turning")
    clock.move_to(NOW + timedelta(days=70))
    assert "● 红" in section(as_("officer").get("/"), "turning")


def test_a_blocker_that_waits_for_me_is_there(as_: SignIn, database: Database) -> None:
    assert "停车位" in section(as_("street").get("/"), "blockers")
    assert "没有等您的堵点" in section(as_("colleague").get("/"), "blockers")
    assert "没有等您的堵点" in section(as_("officer").get("/"), "blockers")
    with database.session() as session:
        world = World(session)
        report_blocker(world.jia, BlockerKind.LAND, "没有地", on=TODAY, by=world.by("officer"))
        session.commit()
    assert "没有地" in section(as_("officer").get("/"), "blockers")
    assert "还没下发" in section(as_("head").get("/"), "blockers")


def test_a_head_sees_the_departments_work(as_: SignIn) -> None:
    page = as_("head").get("/")
    assert "甲示例" in section(page, "due")
    assert "丙示例" in section(page, "turning")
    assert "王一" in section(page, "due")


def test_a_leader_sees_reds_and_what_changed_in_the_whole_office(as_: SignIn) -> None:
    page = as_("leader").get("/")
    reds = section(page, "reds")
    assert "乙示例冷链物流项目" in reds
    assert "丙示例商业综合体项目" in reds
    assert "甲示例" not in reds
    assert "登记项目" in section(page, "news")
    assert not page.says("写跟进")


def test_a_unit_sees_what_was_handed_to_it_and_nothing_else(as_: SignIn) -> None:
    page = as_("street").get("/")
    assert "停车位缺 300 个" in section(page, "blockers")
    assert "丙示例" in section(page, "projects")
    assert not page.says("甲示例")
    assert not page.says("乙示例")


def test_what_others_did_on_my_projects_is_news_until_i_tick_it_off(
    as_: SignIn, database: Database
) -> None:
    before = database.rows("sign_in")
    page = as_("officer").get("/")
    assert "陈一" in section(page, "news")
    assert "王一" not in section(page, "news")
    assert "乙示例" not in section(page, "news")
    assert database.rows("sign_in") == before
    after = page.form("/seen").submit()
    assert "没有新的变动" in section(after, "news")
    assert seen(database, "officer") <= last_event(database)
    with database.session() as session:
        world = World(session)
        world.bing.log_follow_up(Contact.CALL, on=TODAY, by=world.by("colleague"), said="又有进展")
        session.commit()
    assert "又有进展" in section(as_("officer").get("/"), "news")


def test_what_happens_while_one_reads_is_not_ticked_off(as_: SignIn, database: Database) -> None:
    form = as_("officer").get("/").form("/seen")
    with database.session() as session:
        world = World(session)
        world.bing.log_follow_up(Contact.CALL, on=TODAY, by=world.by("colleague"), said="刚才的事")
        session.commit()
    assert "刚才的事" in section(form.submit(), "news")


@pytest.mark.parametrize("until", ["", "x", "-5", "0", "9" * 30])
def test_a_mark_that_is_none_changes_nothing(as_: SignIn, database: Database, until: str) -> None:
    as_("officer").post("/seen", {"until": until})
    assert seen(database, "officer") == 0


def test_the_future_cannot_be_ticked_off(as_: SignIn, database: Database) -> None:
    as_("officer").post("/seen", {"until": "999999999"})
    assert seen(database, "officer") == last_event(database)


def test_what_was_seen_stays_seen(as_: SignIn, database: Database) -> None:
    officer = as_("officer")
    officer.post("/seen", {"until": "5"})
    officer.post("/seen", {"until": "2"})
    assert seen(database, "officer") == 5


def test_on_the_first_day_one_is_shown_how_to_begin(as_: SignIn, database: Database) -> None:
    with database.session() as session:
        samples.user(World(session), "new", Role.OFFICER, "工信局", name="新人")
        session.commit()
    page = as_("new").get("/")
    assert page.says("新人，从第一个项目开始")
    assert page.link("登记第一个项目") == "/projects/new"


@pytest.mark.parametrize(
    ("who", "where"), [("auditor", "/events"), ("admin", "/people"), ("guard", "/people")]
)
def test_who_sees_no_projects_is_led_to_their_own_first_page(
    as_: SignIn, who: str, where: str
) -> None:
    assert as_(who).get("/", status=303).location == where
    as_(who).post("/seen", {"until": "5"}, status=403)


def test_who_has_no_role_yet_is_told_so(as_: SignIn) -> None:
    page = as_("newcomer").get("/")
    assert page.heading == "还没有角色"
    assert page.says("安全管理员")


def test_a_stranger_finds_nothing_of_other_departments(as_: SignIn) -> None:
    page = as_("stranger").get("/")
    assert not page.says("甲示例")
    assert not page.says("停车位")


def test_more_than_fits_is_behind_a_link_and_counted(as_: SignIn, database: Database) -> None:
    with database.session() as session:
        world = World(session)
        for turn in range(15):
            one = samples.project(world, f"第{turn:02}示例项目", on=TODAY)
            one.log_follow_up(
                Contact.CALL, on=TODAY, by=world.by("officer"), said="谈", next_on=TODAY
            )
        session.commit()
    page = as_("officer").get("/")
    box = page.tree.one("section", aria_labelledby="due")
    assert len(box.all("li")) == SHOWN
    assert box.one("h2").text == "今天要做 16"
    assert "owner=1&due=now&sort=next" in box.all("a")[-1]["href"]


def test_news_beyond_what_fits_is_behind_a_link(as_: SignIn, database: Database) -> None:
    with database.session() as session:
        world = World(session)
        for turn in range(15):
            world.bing.log_follow_up(
                Contact.CALL, on=TODAY, by=world.by("colleague"), said=f"第{turn:02}次"
            )
        session.commit()
    page = as_("officer").get("/")
    assert "第14次" in section(page, "news")
    assert "第02次" not in section(page, "news")
    assert "第02次" in section(page.follow("看全部：我上次看过以后"), "news")


@pytest.mark.slow
@pytest.mark.parametrize("who", ["officer", "head", "leader", "street"])
def test_it_asks_as_many_questions_however_much_there_is(
    as_: SignIn, database: Database, who: str
) -> None:
    client = as_(who)
    client.get("/")
    with counted_queries() as few:
        client.get("/")
    with database.session() as session:
        world = World(session)
        for turn in range(12):
            one = samples.project_at(world, Stage.TALKS, name=f"第{turn}示例项目", on=TODAY)
            one.log_follow_up(
                Contact.CALL, on=TODAY, by=world.by("officer"), said="谈", next_on=TODAY
            )
            report_blocker(
                one,
                BlockerKind.LAND,
                f"缺地{turn}",
                on=TODAY,
                by=world.by("officer"),
                department=world.department("蒸湘街道"),
                due_on=TODAY,
            )
        session.commit()
    with counted_queries() as many:
        client.get("/")
    assert len(many) == len(few) <= 17
