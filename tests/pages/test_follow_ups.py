"""Writing a follow-up down."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.databases import Database
from tests.page_client import SignIn
from tests.pages.events import kinds_recorded, last_event
from tests.pages.follow_up_form import NEW, TOLD, new_on_jia, newest
from tests.world import BING, JIA, TODAY, YI, World
from tracker.domain.event import EventKind
from tracker.domain.project.follow_ups import FollowUp
from tracker.domain.words import Contact


def test_a_follow_up_is_a_kind_and_a_text_and_everything_else_has_a_default(
    as_: SignIn, database: Database
) -> None:
    before = last_event(database)
    after = new_on_jia(as_).form(NEW).submit(**TOLD)
    assert after.path == f"/projects/{JIA}"
    assert after.says("已记下")
    told = newest(database)
    assert (told.kind, told.said, told.on) == (Contact.VISIT_OUT, TOLD["said"], TODAY)
    assert kinds_recorded(database, before) == [EventKind.FOLLOW_UP_LOGGED]


def test_everything_that_was_told_is_kept(as_: SignIn, database: Database) -> None:
    yesterday, friday = TODAY - timedelta(days=1), TODAY + timedelta(days=2)
    new_on_jia(as_).form(NEW).submit(
        **TOLD,
        on=yesterday.isoformat(),
        present="示例王总",
        next_step="送方案",
        next_on=friday.isoformat(),
    )
    told = newest(database)
    assert (told.on, told.present, told.next_step, told.next_on) == (
        yesterday,
        "示例王总",
        "送方案",
        friday,
    )
    with database.session() as session:
        jia = World(session).jia
        assert (jia.next_step, jia.next_on, jia.last_followed_on) == ("送方案", friday, yesterday)


def test_the_project_that_is_given_is_shown_with_its_light_and_last_next_step(
    as_: SignIn,
) -> None:
    page = new_on_jia(as_)
    assert page.says("甲示例钢管热处理项目")
    assert page.says("■ 绿")
    assert page.says("上次说好：送电价方案（今天）")


@pytest.mark.parametrize(
    "typed", [JIA, JIA.lower(), "甲示例钢管热处理项目", "钢管", "gangguan", "jslgg", " 热处理 "]
)
def test_a_project_is_found_by_what_was_typed_without_a_script(
    as_: SignIn, database: Database, typed: str
) -> None:
    after = as_("officer").get(NEW).form(NEW).submit(**TOLD, project=typed)
    assert after.path == f"/projects/{JIA}"
    assert newest(database).said == TOLD["said"]


def test_the_code_behind_the_text_wins(as_: SignIn) -> None:
    form = as_("officer").get(NEW).form(NEW)
    assert form.submit(**TOLD, project="甲", project_code=BING).path == f"/projects/{BING}"


def test_a_text_that_fits_several_projects_asks_which_and_keeps_what_was_typed(
    as_: SignIn, database: Database
) -> None:
    before = database.rows("sign_in")
    asked = as_("officer").get(NEW).form(NEW).submit(**TOLD, project="示例", status=422)
    assert "不止一个" in asked.error_at("project")
    assert asked.says("丙示例商业综合体项目")
    assert asked.form(NEW).values()["said"][0].strip() == TOLD["said"]
    assert database.rows("sign_in") == before
    assert asked.form(NEW).submit(choice=BING).path == f"/projects/{BING}"


def test_a_choice_holds_only_for_the_text_that_it_was_offered_for(as_: SignIn) -> None:
    asked = as_("officer").get(NEW).form(NEW).submit(**TOLD, project="示例", status=422)
    after = asked.form(NEW).submit(project="热处理", choice=BING)
    assert after.path == f"/projects/{JIA}"


@pytest.mark.parametrize("typed", ["", "没有这样的项目", "冷链", YI, "（）"])
def test_a_project_that_is_not_there_or_not_theirs_gets_one_and_the_same_sentence(
    as_: SignIn, database: Database, typed: str
) -> None:
    before = database.rows("sign_in")
    page = as_("officer").get(NEW).form(NEW).submit(**TOLD, project=typed, status=422)
    expected = "没有找到这个项目" if typed else "请选是哪个项目"
    assert expected in page.error_at("project")
    assert database.rows("sign_in") == before


def test_somebody_elses_project_is_not_there(as_: SignIn, database: Database) -> None:
    before = database.rows("sign_in")
    officer = as_("officer")
    officer.get(NEW, project=YI, status=404)
    officer.get(NEW, project="\x00", status=404)
    for code in (YI, "ZX2026-9999", "\x00x"):
        officer.post(NEW, TOLD | {"project_code": code, "on": "2026-06-10"}, status=404)
    assert database.rows("sign_in") == before


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("kind", "", "请选方式"),
        ("said", "", "请写谈了什么"),
        ("said", "长" * 2001, "最多 2000 个字"),
        ("said", "看\x00了", "无法保存的字符"),
        ("present", "长" * 201, "最多 200 个字"),
        ("next_step", "长" * 201, "最多 200 个字"),
        ("on", "", "请选是哪一天"),
        ("on", "2026-06-11", "不能是将来的日子"),
        ("on", "2026-02-30", "没有这一天"),
        ("on", "9999-01-01", "年份不对"),
        ("next_on", "2026-06-09", "已经过去了"),
        ("next_on", "昨天", "没有这一天"),
    ],
)
def test_each_fault_is_said_at_its_field_and_nothing_typed_is_lost(
    as_: SignIn, database: Database, field: str, typed: str, said: str
) -> None:
    before = database.rows("sign_in")
    sent = TOLD | {"project_code": JIA, "on": "2026-06-10", "present": "示例人"} | {field: typed}
    page = as_("officer").post(NEW, sent, status=422)
    assert said in page.error_at(field)
    kept = page.form(NEW).values()
    for name in {"said", "present"} - {field}:
        assert kept[name][0].strip() == sent[name]
    assert database.rows("sign_in") == before


def test_a_next_step_needs_its_day(as_: SignIn, database: Database) -> None:
    before = database.rows("sign_in")
    form = new_on_jia(as_).form(NEW)
    assert "请选哪天做" in form.submit(**TOLD, next_step="送方案", status=422).error_at("next_on")
    assert database.rows("sign_in") == before


def test_signs_of_any_script_are_kept_as_they_are_and_run_nowhere(
    as_: SignIn, database: Database
) -> None:
    said = "<script>alert(1)</script> 𠮷 \u202eabc &amp; é" + "\u0301" * 50
    after = new_on_jia(as_).form(NEW).submit(**TOLD | {"said": said})
    assert newest(database).said == said
    assert not [one for one in after.tree.all("script") if not one["src"]]
    assert as_("officer").get("/follow-ups").says("<script>alert(1)</script>")


def test_a_lone_surrogate_is_no_text(as_: SignIn, database: Database) -> None:
    client = as_("officer")
    told = f"csrf_token={client.csrf_token}&project_code={JIA}&kind=call&on=2026-06-10"
    answer = client.flask.post(
        NEW, data=f"{told}&said=%ED%A0%80", content_type="application/x-www-form-urlencoded"
    )
    assert answer.status_code in (303, 422)
    with database.session() as session:
        for said in session.scalars(select(FollowUp.said)):
            said.encode()


def test_the_same_form_sent_twice_saves_once(as_: SignIn, database: Database) -> None:
    form, before = new_on_jia(as_).form(NEW), last_event(database)
    first, second = form.submit(**TOLD), form.submit(**TOLD)
    assert first.path == second.path
    assert kinds_recorded(database, before) == [EventKind.FOLLOW_UP_LOGGED]


def test_the_dialog_gets_only_the_block_and_is_told_where_to_go(
    as_: SignIn, database: Database
) -> None:
    page = as_("officer").get(NEW, part=True, project=JIA)
    assert "<html" not in page.body
    form = page.form(NEW)
    assert "请写谈了什么" in form.submit(status=422, part=True, kind="call").error_at("said")
    saved = form.submit(status=204, part=True, **TOLD)
    assert saved.headers["HX-Redirect"] == f"/projects/{JIA}"
    assert newest(database).said == TOLD["said"]


@pytest.mark.parametrize(
    ("then", "where"),
    [
        ("workbench", "/"),
        ("follow-ups", "/follow-ups"),
        ("https://example.com", None),
        ("//example.com", None),
        ("sign_in.leave", None),
    ],
)
def test_it_leads_back_to_a_page_of_ours_and_nowhere_else(
    as_: SignIn, then: str, where: str | None
) -> None:
    form = as_("officer").get(NEW, project=JIA, next=then).form(NEW)
    assert form.submit(**TOLD).path == (where or f"/projects/{JIA}")


def test_the_projects_that_changed_last_are_one_tap_away(as_: SignIn) -> None:
    page = as_("officer").get(NEW)
    assert page.follow("甲示例钢管热处理项目").form(NEW).values()["project_code"] == [JIA]


@pytest.mark.parametrize("who", ["leader", "auditor", "admin", "newcomer"])
def test_who_follows_nothing_up_has_no_form(as_: SignIn, who: str) -> None:
    as_(who).get(NEW, status=403)


def test_a_text_typed_into_an_expired_session_comes_back(as_: SignIn, database: Database) -> None:
    form = new_on_jia(as_).form(NEW)
    as_("officer").post("/sign-out")
    client = form.page.client
    client.flask.delete_cookie("tracker")
    page = client.post(NEW, form.values() | TOLD, status=401)
    assert TOLD["said"] in page.body
