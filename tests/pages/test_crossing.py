"""A second lead with a firm that somebody talks with already: decided, and both told."""

import pytest

from tests.builders.second_leads import (
    CHENDING,
    WHOLE,
    count,
    filed,
    firm_id,
    first_code,
)
from tests.databases import Database
from tests.page_client import SignIn
from tests.pages.events import kinds_recorded, last_event
from tracker.domain.event import EventKind as K
from tracker.domain.lead.crossing import Crossing, Outcome
from tracker.domain.project import Project
from tracker.domain.project.follow_ups import FollowUp

__all__ = ["firm_id", "first_code"]


def test_a_second_lead_is_told_who_was_first_and_asked_what_becomes_of_it(
    as_: SignIn, database: Database, first_code: str
) -> None:
    before = database.rows("sign_in")
    page = filed(as_, "stranger", CHENDING, 422)
    assert "商务局 2026-06-10 起已在谈这家企业，请选怎么处理" in page.error_at("outcome")
    assert page.says("已有其他单位在谈 · 商务局 · 2026-06-10 起")
    assert not page.says("先谈的示例项目")
    assert first_code not in page.body
    assert database.rows("sign_in") == before


@pytest.mark.parametrize("outcome", [Outcome.NEW, Outcome.IGNORED])
def test_another_project_of_the_firm_is_registered_and_both_are_told(
    as_: SignIn, database: Database, first_code: str, outcome: Outcome
) -> None:
    last = last_event(database)
    asked = filed(as_, "stranger", CHENDING, 422)
    told = {"outcome": outcome.value, "crossing_because": "另一条生产线"}
    page = asked.form("登记").submit(**told)
    assert page.heading == WHOLE["name"]
    assert page.says("与商务局 2026-06-10 起在谈的项目撞单")
    assert page.says("商务局，2026-06-10 起， 保护到 2026-09-08")
    kinds = [K.PROJECT_REGISTERED, K.LEADS_CROSSED, K.LEADS_CROSSED]
    assert kinds_recorded(database, last) == kinds
    earlier = as_("officer").get(f"/projects/{first_code}")
    assert earlier.says(f"工信局登记了同一企业的线索，按“{outcome.label}”处理")
    assert earlier.says("另一条生产线")
    assert earlier.says("首谈 本项目， 保护到 2026-09-08")
    assert not earlier.says(WHOLE["name"]), "the bureau does not see the other's project"
    assert as_("leader").get(f"/projects/{first_code}").link(WHOLE["name"])


def test_the_owner_of_the_first_finds_it_in_the_news(as_: SignIn, first_code: str) -> None:
    asked = filed(as_, "stranger", CHENDING, 422)
    asked.form("登记").submit(outcome="new", crossing_because="另一条生产线")
    assert as_("officer").get("/").says("工信局登记了同一企业的线索")


def test_a_stranger_may_not_supersede_while_the_first_is_protected(
    as_: SignIn, database: Database, first_code: str
) -> None:
    form = filed(as_, "stranger", CHENDING, 422).form("登记")
    before = database.rows("sign_in")
    sent = form.values() | {"outcome": ["superseded"], "crossing_because": ["我们谈得深"]}
    page = form.page.client.post("/projects/new", sent, 422)
    assert page.error_at("outcome")
    assert database.rows("sign_in") == before


def test_the_department_itself_may_supersede_its_own(as_: SignIn, first_code: str) -> None:
    asked = filed(as_, "colleague", CHENDING, 422)
    page = asked.form("登记").submit(outcome="superseded", crossing_because="以这个为准")
    assert page.says("首谈 本项目， 保护到 2026-09-08")
    assert as_("officer").get(f"/projects/{first_code}").says("首谈 商务局，2026-06-10 起")


def test_no_outcome_goes_without_a_reason(as_: SignIn, first_code: str) -> None:
    page = filed(as_, "stranger", CHENDING, 422).form("登记").submit(status=422, outcome="new")
    assert "请写明为什么" in page.error_at("crossing_because")


def test_one_that_is_merged_by_a_stranger_is_handed_to_the_first(
    as_: SignIn, database: Database, first_code: str
) -> None:
    before, last = count(database, Project), last_event(database)
    asked = filed(as_, "stranger", CHENDING, 422)
    page = asked.form("登记").submit(outcome="merged", crossing_because="同一件事")
    assert page.says("已转给商务局接着谈，没有另立项目")
    assert page.heading == "台账"
    assert count(database, Project) == before
    assert kinds_recorded(database, last) == [K.LEADS_CROSSED]
    earlier = as_("officer").get(f"/projects/{first_code}")
    assert earlier.says("听到的是：后来的示例项目；要 80 亩地；金额 3.50 亿元")
    assert count(database, FollowUp) == 1, "the world's own"


def test_one_that_is_merged_by_who_may_becomes_a_follow_up_there(
    as_: SignIn, database: Database, first_code: str
) -> None:
    last = last_event(database)
    asked = filed(as_, "colleague", CHENDING, 422)
    page = asked.form("登记").submit(outcome="merged", crossing_because="同一件事")
    assert page.heading == "先谈的示例项目"
    assert page.says("请进来")
    assert page.says("后来的示例项目；要 80 亩地；金额 3.50 亿元")
    assert kinds_recorded(database, last) == [K.FOLLOW_UP_LOGGED, K.LEADS_CROSSED]


def test_a_form_sent_twice_crosses_once(as_: SignIn, database: Database, first_code: str) -> None:
    form = filed(as_, "stranger", CHENDING, 422).form("登记")
    sent = form.values() | {"outcome": ["new"], "crossing_because": ["另一条线"]}
    client = form.page.client
    places = {client.post("/projects/new", sent).location for _ in range(2)}
    assert len(places) == 1
    assert count(database, Crossing) == 1
