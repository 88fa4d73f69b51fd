"""The clocks: shown with their source, changed from a day on, and every light follows."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from time_machine import Traveller

from tests.client.page_client import Page, SignIn
from tests.databases import Database
from tests.pages.events import kinds_recorded, last_event
from tests.world import TODAY, World
from tracker.domain.event import EventKind
from tracker.domain.settings_changes import relight_all

FOLLOW = "/settings/follow-talks"


def changed(as_: SignIn, address: str = FOLLOW, status: int = 303, **typed: Any) -> Page:
    form = as_("admin").get(address).form("改")
    return form.submit(status=status, **typed)


def test_each_clock_is_shown_with_its_numbers_and_the_day_it_holds_from(
    as_: SignIn,
) -> None:
    page = as_("admin").get("/settings")
    assert len(page.tree.all("tbody")[0].all("tr")) == 14
    row = next(row.text for row in page.tree.all("tr") if "在谈跟进" in row.text)
    assert all(part in row for part in ("30", "60", "天", "2020-01-01"))


def test_new_numbers_hold_at_once_and_are_one_event(as_: SignIn, database: Database) -> None:
    before = last_event(database)
    page = changed(as_, yellow="5", red="8")
    assert page.says("时限已改")
    assert kinds_recorded(database, before) == [EventKind.CLOCK_SET]
    with database.session() as session:
        jia = World(session).jia
        assert (jia.yellow_on, jia.red_on) == (date(2026, 6, 8), date(2026, 6, 11))


def test_no_open_form_meets_a_conflict_because_a_light_changed(
    as_: SignIn, database: Database
) -> None:
    with database.session() as session:
        before = World(session).jia.version
    changed(as_, yellow="5", red="8")
    with database.session() as session:
        assert World(session).jia.version == before


def test_a_board_that_somebody_has_open_is_asked_for_anew(as_: SignIn) -> None:
    leader = as_("leader")
    tag = leader.get("/board").headers["ETag"]
    changed(as_, yellow="5", red="8")
    answer = leader.flask.get("/board", headers={"If-None-Match": tag})
    assert answer.status_code == 200


def test_numbers_for_a_later_day_wait_for_it(
    as_: SignIn, database: Database, clock: Traveller
) -> None:
    later = TODAY + timedelta(days=3)
    page = changed(as_, yellow="5", red="8", holds_from=later.isoformat())
    assert page.says("2026-06-13 起，“在谈跟进”改为黄 5、红 8天")
    with database.session() as session:
        assert World(session).jia.yellow_on == date(2026, 7, 3)
    clock.move_to(datetime(2026, 6, 13, 1, tzinfo=UTC))
    with database.session() as session:
        assert relight_all(session, later) == 1
        assert relight_all(session, later) == 0
        assert World(session).jia.yellow_on == date(2026, 6, 8)


@pytest.mark.parametrize(
    ("address", "typed", "field", "sentence"),
    [
        (FOLLOW, {"yellow": "9", "red": "8"}, "red", "转红不能早于转黄"),
        (FOLLOW, {"yellow": "-1"}, "red", "不能是负数"),
        (FOLLOW, {"yellow": "很久"}, "yellow", "整数"),
        (FOLLOW, {"yellow": ""}, "yellow", "整数"),
        (FOLLOW, {"red": "999999999999"}, "red", "整数"),
        (FOLLOW, {"holds_from": "2026-06-09"}, "holds_from", "不能早于今天"),
        (FOLLOW, {"holds_from": ""}, "holds_from", "请选日子"),
        ("/settings/blocker", {"yellow": "3"}, "yellow", "到期前几天"),
    ],
)
def test_numbers_that_make_no_sense_are_refused_at_their_field(
    as_: SignIn,
    database: Database,
    address: str,
    typed: dict[str, str],
    field: str,
    sentence: str,
) -> None:
    before = database.rows("sign_in")
    page = changed(as_, address, 422, **typed)
    assert sentence in page.error_at(field)
    assert database.rows("sign_in") == before


def test_a_clock_that_is_not_there_is_not_found(as_: SignIn) -> None:
    as_("admin").get("/settings/no-such", status=404)


@pytest.mark.parametrize("who", ["officer", "head", "leader", "street", "auditor", "guard"])
def test_nobody_else_sets_clocks(as_: SignIn, database: Database, who: str) -> None:
    client = as_(who)
    before = database.rows()
    client.get("/settings", status=403)
    client.post(FOLLOW, {"yellow": "1", "red": "2", "unit": "days"}, status=403)
    assert database.rows() == before


def test_every_page_of_an_admin_says_which_years_holidays_are_missing(
    as_: SignIn, clock: Traveller
) -> None:
    clock.move_to(datetime(2026, 12, 5, 1, tzinfo=UTC))
    admin = as_("admin")
    for path in ("/settings", "/people"):
        assert admin.get(path).follow("填上放假安排").heading == "2027 年的工作日"
    assert not as_("officer").get("/").says("放假安排还没有装入")
