"""Follow-ups on targets: written, found, listed, struck out, and due on the workbench."""

from datetime import timedelta

import pytest

from tests.builders.targets import FRIDAY, WANTED, courted, kept, read
from tests.databases import Database
from tests.page_client import SignIn
from tests.pages.events import kinds_recorded, last_event
from tests.pages.follow_up_form import NEW, TOLD
from tests.queries import counted_queries
from tests.world import JIA, TODAY, World
from tracker.domain.event import EventKind
from tracker.domain.targeting import TargetState
from tracker.domain.words import Contact

S = TargetState


def test_a_contact_moves_the_target_on_and_says_so(as_: SignIn, database: Database) -> None:
    target_id, before = kept(database, S.ACCEPTED), last_event(database)
    page = as_("officer").get(NEW, target=target_id)
    assert page.says(WANTED)
    assert page.says("上次说好：上门拜访")
    assert page.says("走出去、请进来到“已互访”")
    after = page.form(NEW).submit(**TOLD, next_step="送方案", next_on=FRIDAY.isoformat())
    assert after.path == f"/targets/{target_id}"
    assert after.says(f"已记下。“{WANTED}”已到“已互访”")
    target = read(database, target_id)
    assert (target.state, target.next_step) == (S.VISITED, "送方案")
    assert kinds_recorded(database, before) == [EventKind.FOLLOW_UP_LOGGED]


def test_a_contact_from_before_it_was_a_target_moves_nothing_and_says_so(
    as_: SignIn, database: Database
) -> None:
    target_id, early = kept(database, S.ACCEPTED), (TODAY - timedelta(days=1)).isoformat()
    page = as_("officer").get(NEW, target=target_id).form(NEW).submit(**TOLD | {"on": early})
    assert page.says("已记下。这次接触早于立为目标的日子，进展不变")
    assert read(database, target_id).state is S.ACCEPTED
    form = as_("officer").get(f"/targets/{target_id}/state", to="contacted").form()
    page = form.submit(status=422, kind="call", said="通了电话", on=early)
    assert "早于立为目标的日子" in page.error_at("on")
    assert len(read(database, target_id).follow_ups) == 1


@pytest.mark.parametrize("typed", [WANTED, "示例管件", "shiliguanjian"])
def test_a_target_is_found_by_what_was_typed_without_a_script(
    as_: SignIn, database: Database, typed: str
) -> None:
    target_id = kept(database, S.ACCEPTED)
    after = as_("officer").get(NEW).form(NEW).submit(**TOLD, project=typed)
    assert after.path == f"/targets/{target_id}"


def test_a_text_that_fits_a_project_and_a_target_asks_which(
    as_: SignIn, database: Database
) -> None:
    target_id = kept(database, S.ACCEPTED, name="示例钢管件厂")
    asked = as_("officer").get(NEW).form(NEW).submit(**TOLD, project="钢管", status=422)
    assert asked.says("示例钢管件厂（目标企业 · 热处理 · 立为目标）")
    assert asked.says("甲示例钢管热处理项目")
    after = asked.form(NEW).submit(choice=f"target:{target_id}")
    assert after.path == f"/targets/{target_id}"


def test_the_picker_offers_projects_and_courted_targets_to_those_who_see_them(
    as_: SignIn, database: Database
) -> None:
    mine = kept(database, S.ACCEPTED, "officer", "示例钢管甲厂")
    kept(database, S.ACCEPTED, "stranger", "示例钢管乙厂")
    kept(database, S.PROPOSED, name="示例钢管丙厂")
    told = as_("officer").get("/follow-ups/pick", q="钢管", part=True)
    options = {one["data-value"]: one.text for one in told.tree.all("li")}
    assert set(options) == {JIA, f"target:{mine}"}
    assert "目标企业" in options[f"target:{mine}"]
    assert as_("street").get("/follow-ups/pick", q="钢管", part=True).body.count("target:") == 0
    recent = as_("officer").get("/follow-ups/pick", part=True)
    assert {one["data-value"] for one in recent.tree.all("li")} >= {JIA}


@pytest.mark.parametrize(
    "code", ["target:999", "target:x", "target:", "target:99999999999999999999"]
)
def test_a_target_that_is_not_there_or_not_theirs_is_not_there(
    as_: SignIn, database: Database, code: str
) -> None:
    theirs = kept(database, S.ACCEPTED, "stranger")
    before = database.rows("sign_in")
    for one in (code, f"target:{theirs}"):
        as_("officer").post(NEW, TOLD | {"project_code": one, "on": "2026-06-10"}, status=404)
    as_("officer").get(NEW, 404, target=theirs)
    as_("officer").get(NEW, 404, target="x")
    as_("street").get(NEW, 404, target=theirs)
    assert database.rows("sign_in") == before


def test_what_nobody_courts_is_refused_with_what_to_do(as_: SignIn, database: Database) -> None:
    target_id = kept(database, S.PROPOSED)
    before = database.rows("sign_in")
    sent = TOLD | {"project_code": f"target:{target_id}", "on": "2026-06-10"}
    page = as_("officer").post(NEW, sent, status=422)
    assert page.says("请先立为目标，再写跟进")
    assert database.rows("sign_in") == before


def test_a_blocker_belongs_to_a_project(as_: SignIn, database: Database) -> None:
    target_id = kept(database, S.ACCEPTED)
    page = as_("officer").get(NEW)
    assert not as_("officer").get(NEW, target=target_id).tree.all("textarea", name="blocker_what")
    before = database.rows("sign_in")
    form = page.form(NEW)
    answer = form.submit(
        **TOLD, project=WANTED, blocker_kind="land", blocker_what="没有地", status=422
    )
    assert "堵点报在项目上" in answer.error_at("blocker_what")
    assert database.rows("sign_in") == before


def test_list_and_file_tell_the_firm_where_a_projects_name_stands(
    as_: SignIn, database: Database
) -> None:
    target_id = kept(database, S.VISITED)
    for who in ("officer", "colleague", "leader"):
        page = as_(who).get("/follow-ups")
        assert page.says("看了他们的车间")
        assert page.link(WANTED) == f"/targets/{target_id}"
        assert page.says("看了厂房，谈到电价"), "and those on projects, as before"
        line = as_(who).get("/follow-ups.csv").body.splitlines()[1]
        assert line.startswith(f"2026-06-10,目标,{WANTED},走出去,看了他们的车间")
    for who in ("stranger", "street"):
        assert not as_(who).get("/follow-ups").says("看了他们的车间")
        assert "看了他们的车间" not in as_(who).get("/follow-ups.csv").body


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"q": "示例管件"}, True),
        ({"q": "shiliguanjian"}, True),
        ({"q": "热处理项目"}, False),
        ({"kind": "visit-out"}, True),
        ({"kind": "call"}, False),
        ({"person": "1"}, True),
        ({"since": "2026-06-11"}, False),
    ],
)
@pytest.mark.parametrize("who", ["officer", "leader"])
def test_they_are_filtered_with_the_others(
    as_: SignIn, database: Database, who: str, query: dict[str, str], found: bool
) -> None:
    kept(database, S.VISITED)
    page = as_(who).get("/follow-ups", **query)
    assert page.says("看了他们的车间") is found
    assert ("看了他们的车间" in page.follow("导出 CSV").body) is found


def test_the_list_is_in_order_of_days_with_projects_and_targets_mixed(
    as_: SignIn, database: Database
) -> None:
    with database.session() as session:
        world = World(session)
        target = courted(world, on=TODAY - timedelta(days=20))
        for number in range(60):
            on = TODAY - timedelta(days=number % 9)
            about = target if number % 2 else world.jia
            about.log_follow_up(Contact.CALL, on=on, by=world.by("officer"), said=f"第{number}次")
        session.commit()
    for who in ("officer", "leader"):
        first = as_(who).get("/follow-ups")
        second = first.follow("下一页")
        rows = [row for page in (first, second) for row in page.tree.one("tbody").all("tr")]
        assert len(rows) == len({row.all("td")[2].text for row in rows}) == 61


@pytest.mark.parametrize("who", ["officer", "leader"])
def test_the_list_asks_no_more_questions_for_targets(
    as_: SignIn, database: Database, who: str
) -> None:
    client = as_(who)
    client.get("/follow-ups")
    with counted_queries() as few:
        client.get("/follow-ups")
    kept(database, S.VISITED)
    with counted_queries() as many:
        client.get("/follow-ups")
    assert len(many) == len(few) <= 6


def test_a_contact_is_struck_out_and_the_target_steps_back(as_: SignIn, database: Database) -> None:
    target_id, before = kept(database, S.VISITED), last_event(database)
    page = as_("officer").get(f"/targets/{target_id}").follow("作废2026-06-10的跟进")
    assert page.says(WANTED)
    after = page.form().submit(because="记错了企业")
    assert after.path == f"/targets/{target_id}"
    assert "voided" in after.body
    assert read(database, target_id).state is S.ACCEPTED
    assert kinds_recorded(database, before) == [EventKind.FOLLOW_UP_VOIDED]
    listed = as_("officer").get("/follow-ups")
    assert listed.says("已作废")
    number = read(database, target_id).follow_ups[0].id
    assert as_("officer").get(f"/follow-ups/{number}/void").says("已经作废")


def test_somebody_elses_contact_is_not_there_to_be_struck_out(
    as_: SignIn, database: Database
) -> None:
    number = read(database, kept(database, S.VISITED)).follow_ups[0].id
    before = database.rows("sign_in")
    for who, status in (("stranger", 404), ("leader", 403), ("street", 403)):
        as_(who).get(f"/follow-ups/{number}/void", status)
        as_(who).post(f"/follow-ups/{number}/void", {"because": "x"}, status=status)
    assert database.rows("sign_in") == before


def test_what_is_due_stands_on_the_owners_workbench_and_the_heads(
    as_: SignIn, database: Database
) -> None:
    target_id = kept(database, S.ACCEPTED)
    for who in ("officer", "head"):
        page = as_(who).get("/")
        assert page.says("目标企业：该走下一步了")
        assert page.link(WANTED) == f"/targets/{target_id}"
        assert page.says("06-12 周五")
    for who in ("colleague", "stranger", "leader", "street"):
        assert not as_(who).get("/").says("该走下一步了")
    page = as_("officer").get("/").follow(f"给{WANTED}写跟进")
    assert page.form(NEW).submit(**TOLD).path == "/", "and leads back"


def test_nothing_due_takes_no_room_on_the_workbench(as_: SignIn, database: Database) -> None:
    kept(database, S.PROPOSED)
    assert not as_("officer").get("/").says("该走下一步了")
