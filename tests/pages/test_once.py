"""One form saves once; a form that was changed and sent again is asked about, never swallowed."""

import io

import pytest

from tests.databases import Database
from tests.page_client import SignIn
from tests.pages.events import kinds_recorded, last_event
from tests.pages.follow_up_form import TOLD, new_on_jia, newest
from tests.world import JIA
from tracker.domain.event import EventKind

LOGGED = EventKind.FOLLOW_UP_LOGGED
BETTER = "看了样品，约好下周来区里，带上电价表。"


def test_a_double_click_saves_once_and_leads_to_the_same_place(
    as_: SignIn, database: Database
) -> None:
    form, before = new_on_jia(as_).form("/follow-ups/new"), last_event(database)
    first, second = form.submit(**TOLD), form.submit(**TOLD)
    assert first.heading == second.heading
    assert kinds_recorded(database, before) == [LOGGED]


def test_a_text_that_was_improved_after_a_lost_answer_is_not_swallowed(
    as_: SignIn, database: Database
) -> None:
    form, before = new_on_jia(as_).form("/follow-ups/new"), last_event(database)
    form.submit(**TOLD)
    rows = database.rows()
    page = form.submit(status=409, **(TOLD | {"said": BETTER}))
    assert page.heading == "上一次其实已经存上了"
    assert page.says(BETTER)
    assert page.link("去看存下的") == f"/projects/{JIA}"
    assert database.rows() == rows
    again = page.form("这次的也存一份")
    again.submit()
    again.submit()
    assert kinds_recorded(database, before) == [LOGGED, LOGGED]
    assert newest(database).said == BETTER


def test_it_is_told_in_the_dialog_too(as_: SignIn) -> None:
    form = new_on_jia(as_).form("/follow-ups/new")
    form.submit(**TOLD)
    page = form.submit(status=409, part=True, **(TOLD | {"said": BETTER}))
    assert page.says("上一次其实已经存上了")


def test_a_token_of_ones_own_says_nothing_of_anothers_form(as_: SignIn, database: Database) -> None:
    form, before = new_on_jia(as_).form("/follow-ups/new"), last_event(database)
    form.submit(**TOLD)
    sent = {name: value for name, value in form.values().items() if name != "csrf_token"}
    as_("colleague").post("/follow-ups/new", sent | TOLD)
    assert kinds_recorded(database, before) == [LOGGED, LOGGED]


@pytest.mark.parametrize("location", ["q=" + "示" * 60, "q=" + "x" * 99])
def test_where_a_long_answer_led_is_remembered(as_: SignIn, location: str) -> None:
    client = as_("officer")
    form = client.get(f"/projects?{location}").form("存为视图")
    first = form.submit(name="很长的条件")
    assert first.heading == "台账"
    assert form.submit(name="很长的条件").path == first.path


def test_another_file_under_a_used_token_is_told_of(as_: SignIn) -> None:
    client, told = as_("officer"), {"once": "a-token", "because": "x", "version": "99"}
    client.post(f"/projects/{JIA}/stage", told | {"to": "shelved", "on": "2026-06-10"})
    sent = told | {"csrf_token": client.csrf_token, "file": (io.BytesIO(b"x"), "名单.csv")}
    answer = client.flask.post(f"/projects/{JIA}/stage", data=sent)
    assert answer.status_code == 303
    assert client.get("/").says("这次选的文件没有收")
