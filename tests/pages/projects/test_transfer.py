"""Handing a project to another district, as the form asks and the page shows it."""

import csv
from io import StringIO
from typing import Any

import pytest

from tests.client.page_client import Page, SignIn
from tests.databases import Database
from tests.pages.events import kinds_recorded, last_event
from tests.world import JIA
from tracker.domain.event import EventKind

TRANSFER = f"/projects/{JIA}/stage?to=transferred"
AGREED = {
    "district": "示例县",
    "credit_share": "50",
    "credit_years": "5",
    "agreed_on": "2026-06-01",
    "because": "用地规模超出本区供给",
}


def handed(as_: SignIn, status: int = 303, **told: Any) -> Page:
    form = as_("officer").get(TRANSFER).form("移到“流转”")
    return form.submit(status=status, **(AGREED | told))


def test_a_transfer_asks_for_the_whole_agreement_and_shows_its_arithmetic(
    as_: SignIn, database: Database
) -> None:
    before = last_event(database)
    page = handed(as_)
    assert page.says("5.00 亿元 × 50% = 2.50 亿元")
    assert page.says("与示例县的协议 2026-06-01 · 5 年，算到 2031-05-31")
    assert page.says("本区计入比例 50%；分成年限 5 年；协议日期 2026-06-01")
    assert kinds_recorded(database, before) == [EventKind.STAGE_ADVANCED]


def test_it_leaves_the_board_and_stays_in_the_ledger_as_agreed(as_: SignIn) -> None:
    handed(as_)
    leader = as_("leader")
    assert not leader.get("/board").says("甲示例钢管热处理项目")
    lines = leader.get("/projects.csv", q="甲示例").body.lstrip("\ufeff")
    [row] = csv.DictReader(StringIO(lines, newline=""))
    assert (row["金额（万元）"], row["本区计入（万元）"]) == ("50000", "25000")


def test_it_comes_back_by_being_courted_anew(as_: SignIn) -> None:
    page = handed(as_)
    assert page.tree.all("a", href=f"/projects/{JIA}/stage"), "重新招商 stands on its page"
    form = as_("officer").get(f"/projects/{JIA}/stage").form("移到“在谈”")
    assert "请写明原因" in form.submit(status=422).error_at("because")
    page = form.submit(because="对方没落下去，重新招商")
    assert not page.says("的协议"), "the split is over"


def test_units_typed_behind_the_numbers_are_understood(as_: SignIn) -> None:
    assert handed(as_, credit_share="50%", credit_years="5年").says("2.50 亿元")


def test_numbers_typed_in_full_width_are_understood(as_: SignIn) -> None:
    assert handed(as_, credit_share="５０％", credit_years="５").says("2.50 亿元")


@pytest.mark.parametrize(
    ("field", "given", "sentence"),
    [
        ("agreed_on", "", "进入“流转”还缺：协议日期"),
        ("agreed_on", "2026-06-11", "不能是将来"),
        ("credit_share", "101", "0 到 100"),
        ("credit_share", "五成", "请只写整数（%）"),
        ("credit_share", "33.3", "请只写整数"),
        ("credit_share", "-5", "请只写整数"),
        ("credit_years", "0", "1 到 20"),
        ("credit_years", "", "还缺：分成年限"),
        ("credit_years", "9" * 40, "请只写整数（年）"),
        ("district", "", "还缺：流转到哪个区县"),
        ("because", "", "请写明原因"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_nothing_is_lost(
    as_: SignIn, database: Database, field: str, given: str, sentence: str
) -> None:
    before = database.rows("sign_in")
    page = handed(as_, 422, **{field: given})
    assert sentence in page.error_at(field)
    kept = page.form("移到“流转”").values()
    assert all(kept[name] == [value] for name, value in AGREED.items() if name != field)
    assert database.rows("sign_in") == before


def test_another_departments_project_is_not_there_to_be_handed_over(
    as_: SignIn, database: Database
) -> None:
    client = as_("stranger")
    before = database.rows()
    client.post(TRANSFER, AGREED | {"to": "transferred", "on": "2026-06-10"}, status=404)
    assert database.rows() == before
