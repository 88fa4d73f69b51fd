"""The office's own numbers on the settings page."""

from typing import Any

import pytest

from tests.client.page_client import Page, SignIn
from tests.databases import Database
from tests.pages.events import kinds_recorded, last_event
from tests.world import TODAY
from tracker.domain.event import EventKind
from tracker.domain.office.settings import Setting, number_in_force

FIRST_TALK = "/settings/numbers/first-talk"


def changed(as_: SignIn, status: int = 303, **typed: Any) -> Page:
    return as_("admin").get(FIRST_TALK).form("改").submit(status=status, **typed)


def row_of(page: Page, words: str) -> str:
    return next(row.text for row in page.tree.all("tr") if words in row.text)


def test_each_number_stands_with_its_unit_and_source(as_: SignIn) -> None:
    page = as_("admin").get("/settings")
    for key in Setting:
        assert "默认" in row_of(page, key.label)
    assert "90" in row_of(page, "首报首谈保护期")


def test_a_new_number_holds_and_is_one_event(as_: SignIn, database: Database) -> None:
    before = last_event(database)
    page = changed(as_, value="60")
    assert page.says("“首报首谈保护期”已改")
    assert all(part in row_of(page, "首报首谈保护期") for part in ("60", "2026-06-10", "本单位"))
    assert kinds_recorded(database, before) == [EventKind.NUMBER_SET]
    with database.session() as session:
        assert number_in_force(session, Setting.FIRST_TALK, TODAY) == 60


def test_a_number_for_a_later_day_is_told_below(as_: SignIn) -> None:
    page = changed(as_, value="0", holds_from="2026-07-01")
    assert page.says("2026-07-01 起，“首报首谈保护期”改为 0 天")
    assert "90" in row_of(page, "首报首谈保护期")


@pytest.mark.parametrize(
    ("typed", "field", "sentence"),
    [
        ({"value": "731"}, "value", "0 到 730 之间"),
        ({"value": "-1"}, "value", "0 到 730 之间"),
        ({"value": "三个月"}, "value", "整数"),
        ({"value": ""}, "value", "整数"),
        ({"value": "9" * 30}, "value", "0 到 730 之间"),
        ({"holds_from": "2026-06-09"}, "holds_from", "不能早于今天"),
        ({"holds_from": ""}, "holds_from", "请选日子"),
    ],
)
def test_what_makes_no_sense_is_refused_at_its_field_and_changes_nothing(
    as_: SignIn, database: Database, typed: dict[str, str], field: str, sentence: str
) -> None:
    before = database.rows("sign_in")
    assert sentence in changed(as_, 422, **typed).error_at(field)
    assert database.rows("sign_in") == before


def test_a_number_that_is_not_there_is_not_found(as_: SignIn) -> None:
    as_("admin").get("/settings/numbers/no-such", status=404)


@pytest.mark.parametrize("who", ["officer", "head", "leader", "street", "auditor", "guard"])
def test_nobody_else_sets_numbers(as_: SignIn, database: Database, who: str) -> None:
    client = as_(who)
    before = database.rows()
    client.get(FIRST_TALK, status=403)
    client.post(FIRST_TALK, {"value": "1", "holds_from": "2026-06-10"}, status=403)
    assert database.rows() == before
