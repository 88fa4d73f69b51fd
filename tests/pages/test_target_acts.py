"""Moving a target, handing it over, and two people at once."""

import pytest

from tests.builders.targets import FRIDAY, REASON, WANTED, accept, kept, read
from tests.databases import Database
from tests.page_client import Page, SignIn
from tests.pages.events import kinds_recorded, last_event
from tests.world import TODAY, World
from tracker.domain.event import EventKind
from tracker.domain.firm import Firm
from tracker.domain.targeting import Target, TargetState
from tracker.domain.words import Segment

S = TargetState
ACCEPT = {
    "because": REASON,
    "next_step": "上门拜访",
    "next_on": FRIDAY.isoformat(),
    "owner": "1",
}


def form_page(as_: SignIn, target_id: int, to: TargetState, who: str = "officer") -> Page:
    return as_(who).get(f"/targets/{target_id}/state", to=to.value)


def test_a_proposal_is_accepted_with_reason_owner_and_next_step(
    as_: SignIn, database: Database
) -> None:
    target_id, before = kept(database, S.PROPOSED), last_event(database)
    page = as_("officer").get(f"/targets/{target_id}").follow("立为目标")
    after = page.form().submit(**ACCEPT)
    assert after.path == f"/targets/{target_id}"
    assert after.says(f"“{WANTED}”已到“立为目标”")
    assert after.says("王一（商务局）")
    target = read(database, target_id)
    assert (target.state, target.owner_id, target.next_on) == (S.ACCEPTED, 1, FRIDAY)
    assert kinds_recorded(database, before) == [EventKind.TARGET_MOVED]


@pytest.mark.parametrize(
    ("told", "field", "said"),
    [
        ({"because": ""}, "because", "请写明原因"),
        ({"owner": ""}, "owner", "请选由谁跟进"),
        ({"next_step": ""}, "next_step", "请写下一步"),
        ({"next_on": ""}, "next_on", "请选下一步哪天做"),
        ({"next_on": "2026-06-09"}, "next_on", "已经过去了"),
        ({"on": "2026-06-11"}, "on", "不能是将来的日子"),
        ({"on": "2026-06-09"}, "on", "不能早于"),
        ({"on": ""}, "on", "请选是哪一天"),
        ({"because": "长" * 501}, "because", "最多 500 个字"),
        ({"because": "坏\x00字"}, "because", "无法保存的字符"),
    ],
)
def test_what_is_missing_is_said_at_its_field_and_nothing_is_saved(
    as_: SignIn, database: Database, told: dict[str, str], field: str, said: str
) -> None:
    target_id = kept(database, S.PROPOSED)
    client, before = as_("officer"), database.rows("sign_in")
    where = f"/targets/{target_id}/state"
    sent = client.get(where, to="accepted").form().values() | ACCEPT | told
    page = client.post(where, sent, status=422)
    assert said in page.error_at(field)
    assert database.rows("sign_in") == before


def test_a_missing_contact_is_asked_for_on_the_spot_and_moves_the_target(
    as_: SignIn, database: Database
) -> None:
    target_id, before = kept(database, S.ACCEPTED), last_event(database)
    page = form_page(as_, target_id, S.VISITED)
    assert page.says("要有一次互访")
    form = page.form()
    kinds = {option["value"] for option in page.tree.all("input", name="kind")}
    assert kinds == {"visit-out", "visit-in"}
    assert "请选方式" in form.submit(said="看了车间", status=422).error_at("kind")
    form.submit(kind="visit-out", said="看了车间", next_step="送方案", next_on=FRIDAY.isoformat())
    target = read(database, target_id)
    assert (target.state, target.next_step) == (S.VISITED, "送方案")
    assert [one.said for one in target.follow_ups] == ["看了车间"]
    assert kinds_recorded(database, before) == [EventKind.FOLLOW_UP_LOGGED]


def test_a_step_back_asks_for_a_reason_and_the_way_forth_for_nothing_but_its_day(
    as_: SignIn, database: Database
) -> None:
    target_id = kept(database, S.VISITED)
    form_page(as_, target_id, S.ACCEPTED).form().submit(because="来的不是决策人")
    assert read(database, target_id).state is S.ACCEPTED
    form = form_page(as_, target_id, S.VISITED).form()
    assert "kind" not in form.values()
    form.submit()
    assert read(database, target_id).state is S.VISITED


def test_giving_up_keeps_the_reason_in_sight_and_can_be_taken_back(
    as_: SignIn, database: Database
) -> None:
    target_id = kept(database, S.VISITED)
    page = form_page(as_, target_id, S.GIVEN_UP).form().submit(because="三年内不扩产")
    assert page.says("已放弃")
    assert page.says("三年内不扩产")
    page.follow("重新立为目标").form().submit(**ACCEPT)
    assert read(database, target_id).state is S.ACCEPTED


def test_what_is_no_way_is_said_and_the_ways_are_offered(as_: SignIn, database: Database) -> None:
    target_id = kept(database, S.PROPOSED)
    page = form_page(as_, target_id, S.VISITED)
    assert page.says("不能从“建议”直接到“已互访”")
    assert page.link("立为目标") == f"/targets/{target_id}/state?to=accepted"
    before = database.rows("sign_in")
    sent = {"to": "visited", "on": TODAY.isoformat(), "version": "99"}
    answer = as_("officer").post(f"/targets/{target_id}/state", sent, status=422)
    assert answer.says("先到“立为目标”")
    assert database.rows("sign_in") == before
    as_("officer").get(f"/targets/{target_id}/state?to=nonsense", 404)


@pytest.mark.parametrize(
    ("who", "status"),
    [("stranger", 404), ("leader", 403), ("street", 403), ("auditor", 403), ("admin", 403)],
)
@pytest.mark.parametrize("act", ["state", "owner", "project"])
def test_whoever_may_not_court_it_changes_nothing(
    as_: SignIn, database: Database, who: str, status: int, act: str
) -> None:
    target_id = kept(database, S.ACCEPTED)
    client, where, before = as_(who), f"/targets/{target_id}/{act}", database.rows("sign_in")
    client.get(where, status=status)
    client.post(where, ACCEPT | {"to": "given-up", "version": "9"}, status=status)
    assert database.rows("sign_in") == before


def test_a_number_that_no_target_has_is_not_there(as_: SignIn) -> None:
    for number in ("999999", "99999999999999999999"):
        as_("officer").get(f"/targets/{number}", 404)
        as_("officer").post(f"/targets/{number}/state", status=404)


def test_who_comes_second_is_told_what_changed_and_keeps_what_was_typed(
    as_: SignIn, database: Database
) -> None:
    target_id = kept(database, S.PROPOSED)
    form = form_page(as_, target_id, S.ACCEPTED, "colleague").form()
    form_page(as_, target_id, S.ACCEPTED).form().submit(**ACCEPT)
    before = database.rows("sign_in")
    page = form.submit(**ACCEPT | {"because": "我先看上的"}, status=409)
    assert page.says("有人动过这个目标")
    assert page.says("建议 → 立为目标，由 王一 跟进")
    assert database.rows("sign_in") == before
    as_("colleague").post(
        f"/targets/{target_id}/state",
        ACCEPT | {"to": "accepted", "on": TODAY.isoformat(), "version": "1"},
        status=409,
    )
    assert database.rows("sign_in") == before


def test_a_form_without_its_version_is_asked_to_look_first(as_: SignIn, database: Database) -> None:
    target_id = kept(database, S.PROPOSED)
    client, before = as_("officer"), database.rows("sign_in")
    for version in ("", "x", "9" * 30, "-1"):
        sent = ACCEPT | {"to": "accepted", "on": TODAY.isoformat(), "version": version}
        client.post(f"/targets/{target_id}/state", sent, status=409)
    assert database.rows("sign_in") == before


def test_the_same_move_sent_twice_is_made_once(as_: SignIn, database: Database) -> None:
    target_id = kept(database, S.PROPOSED)
    form, before = form_page(as_, target_id, S.ACCEPTED).form(), last_event(database)
    first, second = form.submit(**ACCEPT), form.submit(**ACCEPT)
    assert first.path == second.path
    assert kinds_recorded(database, before) == [EventKind.TARGET_MOVED]


def test_extra_fields_are_ignored(as_: SignIn, database: Database) -> None:
    target_id = kept(database, S.VISITED)
    page = form_page(as_, target_id, S.GIVEN_UP)
    sent = page.form().values() | {
        "because": "没有地",
        "owner": "4",
        "score": "99",
        "state": "project",
        "project_id": "1",
    }
    page.client.post(f"/targets/{target_id}/state", sent)
    target = read(database, target_id)
    assert (target.state, target.owner_id, target.score, target.project_id) == (
        S.GIVEN_UP,
        1,
        0,
        None,
    )


def test_in_the_dialog_too(as_: SignIn, database: Database) -> None:
    target_id = kept(database, S.PROPOSED)
    page = as_("officer").get(f"/targets/{target_id}/state?to=accepted", part=True)
    assert "<html" not in page.body
    saved = page.form().submit(status=204, part=True, **ACCEPT)
    assert saved.headers["HX-Redirect"] == f"/targets/{target_id}"


def test_the_page_tells_why_who_what_and_what_comes_next(as_: SignIn, database: Database) -> None:
    target_id = kept(database, S.VISITED)
    page = as_("officer").get(f"/targets/{target_id}")
    assert page.heading == WANTED
    for words in (REASON, "已互访", "中游 / 热处理", "看了他们的车间", "王一（商务局）"):
        assert page.says(words)
    assert not as_("leader").get(f"/targets/{target_id}").tree.all("a", href="/follow-ups/new")


def test_the_page_says_for_which_other_links_the_firm_is_wanted(
    as_: SignIn, database: Database
) -> None:
    target_id = kept(database, S.VISITED)
    with database.session() as session:
        world = World(session)
        firm = session.get_one(Firm, read(database, target_id).firm_id)
        for segment, who in ((Segment.UPSTREAM, ""), (Segment.DOWNSTREAM, "stranger")):
            link, by = world.link(segment), world.by("stranger")
            other = Target.propose(session, firm, link, on=TODAY, by=by)
            if who:
                accept(world, other, who)
        session.commit()
    page = as_("officer").get(f"/targets/{target_id}")
    assert page.says("炼钢制管")
    assert not page.says("石油管应用"), "another department courts it for that one"
