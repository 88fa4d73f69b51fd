"""A blocker told along with a follow-up: one act more, in the same breath."""

import pytest

from tests.databases import Database
from tests.page_client import SignIn
from tests.pages.events import kinds_recorded, last_event
from tests.pages.follow_up_form import NEW, TOLD, new_on_jia
from tests.world import BING, JIA, STREET, TODAY, World
from tracker.domain.event import EventKind


def test_a_blocker_told_along_is_one_more_event_in_the_same_act(
    as_: SignIn, database: Database
) -> None:
    before = last_event(database)
    form = new_on_jia(as_).form(NEW)
    after = form.submit(**TOLD, blocker_kind="utilities", blocker_what="专线容量不够")
    assert after.says("专线容量不够")
    kinds = [EventKind.FOLLOW_UP_LOGGED, EventKind.BLOCKER_RAISED]
    assert kinds_recorded(database, before) == kinds


def test_a_blocker_told_along_may_be_handed_out_at_once(as_: SignIn, database: Database) -> None:
    with database.session() as session:
        street = str(World(session).department(STREET).id)
    told = {"blocker_kind": "clearance", "blocker_what": "还有两户", "blocker_department": street}
    form = new_on_jia(as_).form(NEW)
    before = database.rows("sign_in")
    refused = form.submit(**TOLD, **told, status=422)
    assert "要有期限" in refused.error_at("blocker_due_on")
    assert refused.tree.one("details", class_="field stack", open_=None)
    assert database.rows("sign_in") == before
    form.submit(**TOLD, **told, blocker_due_on="2026-06-17")
    assert as_("street").get("/").says("还有两户")


@pytest.mark.parametrize(
    ("told", "field"),
    [
        ({"blocker_kind": "land"}, "blocker_what"),
        ({"blocker_what": "没有地"}, "blocker_kind"),
        ({"blocker_due_on": "2026-06-20"}, "blocker_what"),
    ],
)
def test_half_a_blocker_holds_the_follow_up_back_too(
    as_: SignIn, database: Database, told: dict[str, str], field: str
) -> None:
    before = database.rows("sign_in")
    page = new_on_jia(as_).form(NEW).submit(**TOLD, **told, status=422)
    assert page.error_at(field)
    assert database.rows("sign_in") == before


def test_a_unit_writes_follow_ups_and_reports_no_blockers(as_: SignIn, database: Database) -> None:
    street, before = as_("street"), last_event(database)
    page = street.get(NEW, project=BING)
    assert "blocker_kind" not in page.form(NEW).values()
    street.post(NEW, page.form(NEW).values() | TOLD | {"blocker_what": "x", "blocker_kind": "land"})
    assert kinds_recorded(database, before) == [EventKind.FOLLOW_UP_LOGGED]
    street.get(NEW, project=JIA, status=404)


def test_a_helper_from_elsewhere_reports_a_blocker_but_does_not_hand_it_out(
    as_: SignIn, database: Database
) -> None:
    with database.session() as session:
        world = World(session)
        industry = world.user("stranger").department
        assert industry
        world.jia.draw_in(industry, by=world.by("officer"), on=TODAY)
        session.commit()
        number = str(industry.id)
    form = as_("stranger").get(NEW, project=JIA).form(NEW)
    told = {"blocker_kind": "land", "blocker_what": "没有地"}
    due = {"blocker_department": number, "blocker_due_on": "2026-06-17"}
    assert "跟踪单位下发" in form.submit(**TOLD, **told, **due, status=422).error_at(
        "blocker_department"
    )
    assert form.submit(**TOLD, **told).says("没有地")
