"""Error pages: what happened and what to do, in Chinese, and nothing typed is lost."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm.exc import StaleDataError

from tests.client.page_client import PageClient, SignIn
from tests.databases import Database
from tests.pages.events import kinds_recorded, last_event
from tests.world import JIA
from tracker.domain.event import EventKind
from tracker.domain.project import Project

TYPED = {"kind": "call", "said": "谈到电价，<b>约好</b>下周再来", "on": "2026-06-10"}
TROUBLES: list[Exception] = [
    OperationalError("INSERT", {}, Exception("database is locked")),
    OperationalError("INSERT", {}, Exception("database or disk is full")),
    StaleDataError("somebody was faster"),
]


def raising(trouble: Exception) -> Callable[..., Any]:
    def log_follow_up(*_: Any, **__: Any) -> None:
        raise trouble

    return log_follow_up


@pytest.mark.parametrize("trouble", TROUBLES, ids=str)
def test_what_could_not_be_saved_is_kept_and_saved_by_trying_again(
    as_: SignIn, database: Database, monkeypatch: pytest.MonkeyPatch, trouble: Exception
) -> None:
    form = as_("officer").get(f"/follow-ups/new?project={JIA}").form("/follow-ups/new")
    before, rows = last_event(database), database.rows()
    with monkeypatch.context() as patched:
        patched.setattr(Project, "log_follow_up", raising(trouble))
        page = form.submit(status=503, **TYPED)
    assert page.says("没有保存成功")
    assert "<b>约好" not in page.body
    assert database.rows() == rows
    page.form("再试一次").submit()
    assert kinds_recorded(database, before) == [EventKind.FOLLOW_UP_LOGGED]


def test_a_bug_is_told_plainly_and_saves_nothing(
    as_: SignIn, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    form = as_("officer").get(f"/follow-ups/new?project={JIA}").form("/follow-ups/new")
    rows = database.rows()
    monkeypatch.setattr(Project, "log_follow_up", raising(ValueError("a bug")))
    page = form.submit(status=500, **TYPED)
    assert page.says("系统出错了")
    assert "a bug" not in page.body
    assert database.rows() == rows


@pytest.mark.parametrize("path", ["/nowhere", "/projects/ZX1999-0001", "/blockers/99999", "/a/b"])
def test_what_is_not_there_says_where_to_look(as_: SignIn, path: str) -> None:
    page = as_("officer").get(path, status=404)
    assert page.heading == "没有找到"
    assert page.says("请从台账或搜索里找")


@pytest.mark.parametrize("path", ["/projects", "/targets", "/board", "/firms"])
def test_a_stroke_at_the_end_of_an_address_leads_to_the_same_page(as_: SignIn, path: str) -> None:
    officer = as_("officer")
    assert officer.get(f"{path}/").heading == officer.get(path).heading


def test_what_is_not_ones_own_is_not_there_in_the_same_words(as_: SignIn) -> None:
    officer = as_("stranger")
    hidden = officer.get(f"/projects/{JIA}", status=404)
    absent = officer.get("/projects/ZX1999-0001", status=404)
    assert hidden.text.replace(JIA, "") == absent.text.replace("ZX1999-0001", "")


def test_what_a_role_may_not_do_leads_to_the_table_of_roles(as_: SignIn) -> None:
    page = as_("auditor").get("/board", status=403)
    assert page.follow("谁能做什么").heading == "谁能做什么"


def test_a_stranger_at_the_door_gets_the_designed_page_too(client: PageClient) -> None:
    page = client.get("/nowhere", status=404)
    assert page.heading == "没有找到"


def test_a_form_without_its_token_saves_nothing_and_what_it_held_is_offered_again(
    as_: SignIn, database: Database
) -> None:
    client, before, rows = as_("officer"), last_event(database), database.rows()
    typed = TYPED | {"project_code": JIA, "csrf_token": ""}
    page = client.post("/follow-ups/new", typed, status=400)
    assert page.heading == "这一页是登录前打开的，刚才填的内容还在"
    assert page.says("<b>约好</b>下周再来")
    assert page.says("现在是王一")
    assert database.rows() == rows
    page.form("继续保存").submit()
    assert kinds_recorded(database, before) == [EventKind.FOLLOW_UP_LOGGED]


def test_what_another_site_sent_is_not_offered(as_: SignIn) -> None:
    client = as_("officer")
    for origin in ("https://evil.example", "null"):
        answer = client.flask.post("/follow-ups/new", data=TYPED, headers={"Origin": origin})
        assert answer.status_code == 400
        assert "约好" not in answer.text


def test_who_is_not_signed_in_and_has_no_token_is_refused_in_words(client: PageClient) -> None:
    page = client.post("/sign-in", {"login": "wang", "password": "geheim"}, status=400)
    assert page.heading == "这次提交没被接受"
    assert "geheim" not in page.body


def test_no_secret_is_written_into_a_page_that_offers_a_form_again(as_: SignIn) -> None:
    told = {"old_password": "geheim-1", "new_password": "geheim-2", "again": "geheim-2", "x": "y"}
    page = as_("officer").post("/password", told | {"csrf_token": ""}, status=400)
    assert "geheim" not in page.body


def test_too_much_at_once_is_refused_in_words(as_: SignIn) -> None:
    page = as_("officer").post("/follow-ups/new", {"said": "长" * 1_000_000}, status=413)
    assert page.heading == "内容太大了"


def test_a_wrong_way_of_asking_is_told(as_: SignIn) -> None:
    assert as_("officer").post("/board", status=405).heading == "这个地址不能这样用"
