"""找目标 and 自己列一家: what is shown before anything is written, and what is written then."""

from datetime import date

import pytest
from sqlalchemy import func, select

from tests.builders.rankings import ranking
from tests.builders.targets import WANTED, kept
from tests.databases import Database
from tests.page_client import SignIn
from tests.pages.events import kinds_recorded, last_event
from tests.queries import counted_queries
from tests.world import JIA, TODAY, World
from tracker.domain.event import EventKind
from tracker.domain.ranking import RankingEntry, RankingList
from tracker.domain.targeting import Target, TargetState
from tracker.domain.targeting.proposal_rules import RULES
from tracker.domain.words import Segment

FIND, NEW = "/targets/find", "/targets/new"
PRINTED = "示例精密钢管集团有限公司"
BY_HAND = {"firm": "示例自想管业有限公司", "link": "2", "because": "老板是湘籍"}


@pytest.fixture
def link(database: Database) -> str:
    """The midstream link, with a ranked firm that fits it in print."""
    with database.session() as session:
        world = World(session)
        link = world.link(Segment.MIDSTREAM)
        link.words = "钢管 热处理"
        made = ranking(session, RankingList.PRIVATE, 2026, on=date(2026, 5, 1), is_complete=True)
        made.entries = [RankingEntry(rank=7, name=PRINTED, province="山东省")]
        session.commit()
        return str(link.id)


def targets(database: Database) -> int:
    with database.session() as session:
        return session.scalar(select(func.count()).select_from(Target)) or 0


def test_the_rules_stand_on_the_page_before_a_link_is_chosen(as_: SignIn) -> None:
    page = as_("officer").get(FIND)
    for rule in RULES:
        assert page.says(rule.label)
        assert page.says(rule.says)
    assert page.says("满 40 分")
    assert page.says("放弃的目标满 12 个月")


def test_what_is_found_is_shown_with_its_reasons_and_nothing_is_written(
    as_: SignIn, database: Database, link: str
) -> None:
    officer = as_("officer")
    before = database.rows()
    page = officer.get(FIND, link=link)
    for words in (PRINTED, "山东省", "名称里有本环节的词“钢管”", "第 7 位", "行业对口 30"):
        assert page.says(words)
    assert page.says("缺口：还没有企业在做")
    assert database.rows() == before


def test_one_click_writes_them_down_and_a_second_finds_nothing_new(
    as_: SignIn, database: Database, link: str
) -> None:
    before = last_event(database)
    form = as_("officer").get(FIND, link=link).form("列为建议（1 家）")
    page = form.submit()
    assert page.path.startswith("/targets?link=2&state=proposed")
    assert page.says("已为“热处理”列出 1 家建议")
    assert page.says(PRINTED)
    assert kinds_recorded(database, before) == [EventKind.TARGET_PROPOSED]
    again = as_("stranger").get(FIND, link=link)
    assert again.says("没有新的建议")
    assert again.says("已在目标里 1 家")
    as_("stranger").post(FIND, {"link": link})
    assert targets(database) == 1


def test_the_button_pressed_twice_writes_once(as_: SignIn, database: Database, link: str) -> None:
    form = as_("officer").get(FIND, link=link).form("列为建议（1 家）")
    assert form.submit().path == form.submit().path
    assert targets(database) == 1


@pytest.mark.parametrize("asked", ["x", "0", "999", "99999999999999999999"])
def test_a_link_that_is_not_there_is_not_there(as_: SignIn, database: Database, asked: str) -> None:
    as_("officer").get(FIND, 404, link=asked)
    before = database.rows("sign_in")
    as_("officer").post(FIND, {"link": asked}, status=404)
    as_("officer").post(FIND, status=404)
    assert database.rows("sign_in") == before


def test_a_link_out_of_use_is_looked_for_no_more(
    as_: SignIn, database: Database, link: str
) -> None:
    with database.session() as session:
        World(session).link(Segment.MIDSTREAM).in_use = False
        session.commit()
    assert as_("officer").get(FIND, link=link).says("已停用")
    assert as_("officer").post(FIND, {"link": link}, status=422).says("已停用")
    assert targets(database) == 0


def test_looking_asks_a_bounded_number_of_questions(as_: SignIn, link: str) -> None:
    with counted_queries() as asked:
        as_("officer").get(FIND, link=link)
    assert len(asked) <= 45


def test_a_firm_that_somebody_thought_of_is_a_target_at_once(
    as_: SignIn, database: Database
) -> None:
    before = last_event(database)
    page = (
        as_("officer")
        .get(NEW, link="2")
        .form(NEW)
        .submit(**BY_HAND, next_step="打电话", next_on="2026-06-12")
    )
    assert page.heading == BY_HAND["firm"]
    assert page.says("立为目标")
    assert page.says("老板是湘籍")
    assert kinds_recorded(database, before) == [EventKind.TARGET_PROPOSED, EventKind.TARGET_MOVED]


def test_without_anybody_to_go_after_it_it_is_a_proposal(as_: SignIn, database: Database) -> None:
    page = as_("officer").get(NEW).form(NEW).submit(**BY_HAND | {"owner": ""})
    assert page.says("没有人在跟")
    with database.session() as session:
        assert session.scalars(select(Target.state)).all() == [TargetState.PROPOSED]


@pytest.mark.parametrize(
    ("told", "field", "said"),
    [
        ({"firm": ""}, "firm", "请写企业"),
        ({"link": ""}, "link", "请选环节"),
        ({"because": ""}, "because", "请写为什么"),
        ({"next_step": ""}, "next_step", "请写下一步"),
        ({"next_on": "2026-06-01"}, "next_on", "已经过去了"),
        ({"next_on": ""}, "next_on", "请选下一步哪天做"),
        ({"credit_code": "123"}, "credit_code", "18 位"),
        ({"firm": "坏\x00字"}, "firm", "无法保存的字符"),
        ({"link": "999"}, "link", "选项里"),
    ],
)
def test_each_fault_is_said_at_its_field_and_nothing_is_saved(
    as_: SignIn, database: Database, told: dict[str, str], field: str, said: str
) -> None:
    page = as_("officer").get(NEW)
    before = database.rows("sign_in")
    sent = page.form(NEW).values() | BY_HAND | {"next_step": "打电话", "next_on": "2026-06-12"}
    answer = page.client.post(NEW, sent | told, status=422)
    assert said in answer.error_at(field)
    assert database.rows("sign_in") == before


def test_a_firm_that_may_be_one_of_ours_is_asked_about_before_it_is_written(
    as_: SignIn, database: Database
) -> None:
    form = as_("officer").get(NEW).form(NEW)
    told = BY_HAND | {
        "firm": "示例钢管衡阳有限责任公司",
        "next_step": "打电话",
        "next_on": "2026-06-12",
    }
    after = form.submit(**told)
    assert after.heading == "示例钢管（衡阳）有限公司", "it is the firm of 甲"


def test_who_is_talking_with_the_firm_is_told_but_decides_nothing(
    as_: SignIn, database: Database
) -> None:
    page = as_("stranger").get(NEW)
    sent = page.form(NEW).values() | BY_HAND | {"firm": "示例钢管（衡阳）有限公司", "because": ""}
    answer = page.client.post(NEW, sent, status=422)
    assert answer.says("商务局 2026-03-02 起在和这家企业谈项目")
    assert JIA not in answer.body
    assert not answer.tree.all("input", name="outcome")


def test_a_target_that_is_there_already_is_not_made_twice(as_: SignIn, database: Database) -> None:
    kept(database, TargetState.ACCEPTED)
    form = as_("stranger").get(NEW).form(NEW)
    told = BY_HAND | {"firm": WANTED, "next_step": "打电话", "next_on": "2026-06-12"}
    page = form.submit(**told, status=422)
    assert "已经是“热处理”的目标企业" in page.error_at("firm")
    assert "商务局，2026-06-10 起" in page.error_at("firm")
    assert targets(database) == 1


@pytest.mark.parametrize("who", ["leader", "street", "auditor"])
@pytest.mark.parametrize("path", [FIND, NEW])
def test_whoever_courts_nobody_has_no_such_page(as_: SignIn, who: str, path: str) -> None:
    as_(who).get(path, 403)
    as_(who).post(path, BY_HAND | {"on": TODAY.isoformat()}, status=403)
