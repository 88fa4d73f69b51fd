"""Handing a target over: the reason, who is told, and two at once."""

from tests.builders.targets import WANTED, kept, read
from tests.databases import Database
from tests.page_client import SignIn
from tests.pages.events import kinds_recorded, last_event
from tracker.domain.event import EventKind
from tracker.domain.targeting import TargetState

S = TargetState


def test_a_target_is_handed_over_to_another_department_and_leaves_ones_sight(
    as_: SignIn, database: Database
) -> None:
    target_id, before = kept(database, S.VISITED), last_event(database)
    page = as_("head").get(f"/targets/{target_id}").follow("移交")
    form = page.form()
    assert "请写明移交原因" in form.submit(owner="4", status=422).error_at("because")
    after = form.submit(owner="4", because="归口工信局")
    assert after.path == "/targets"
    assert after.says("已移交给赵二")
    as_("head").get(f"/targets/{target_id}", 404)
    assert as_("stranger").get(f"/targets/{target_id}").says("归口工信局")
    assert kinds_recorded(database, before) == [EventKind.TARGET_HANDED_OVER]


def test_whoever_is_handed_a_target_is_told_as_long_as_they_see_it(
    as_: SignIn, database: Database
) -> None:
    target_id = kept(database, S.VISITED)
    hand_over = as_("head").get(f"/targets/{target_id}/owner").form()
    hand_over.submit(owner="4", because="归口工信局")
    notices = as_("stranger").get("/notices")
    assert notices.says(f"{WANTED}：移交给 赵二")
    assert notices.link("移交给我的项目和目标") == f"/targets/{target_id}"
    back = as_("stranger").get(f"/targets/{target_id}/owner").form()
    back.submit(owner="1", because="还是商务局跟")
    assert not as_("stranger").get("/notices").says(WANTED)


def test_two_who_hand_it_over_at_once_are_told(as_: SignIn, database: Database) -> None:
    target_id = kept(database, S.VISITED)
    form = as_("head").get(f"/targets/{target_id}/owner").form()
    as_("officer").get(f"/targets/{target_id}/owner").form().submit(owner="2", because="换人")
    page = form.submit(owner="3", because="我来", status=409)
    assert page.says("现在由陈一跟")
    assert read(database, target_id).owner_id == 2
