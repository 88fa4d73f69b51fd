"""First passwords in two halves: whoever knows one half comes in as nobody."""

import re

import pytest
from flask import Flask

from tests.databases import Database
from tests.page_client import Page, SignIn
from tests.pages.events import kinds_recorded, last_event
from tests.pages.sign_in_form import is_in, tries
from tests.world import BUREAU, PASSWORD, PEOPLE, World
from tracker.domain.event import EventKind
from tracker.domain.people.user import User

WITH_BUSINESS = ["officer", "head", "leader", "street"]


def number_of(database: Database, login: str) -> int:
    with database.session() as session:
        return session.query(User).filter_by(login=login).one().id


def half(page: Page, which: str) -> str:
    found = re.search(rf"初始密码{which}一半是 (\S+)", page.text)
    assert found, page.text
    return found[1]


def asked(as_: SignIn, number: int) -> str:
    page = as_("admin").get("/people").form(f"/people/{number}/password").submit()
    return half(page, "前")


def agreed(as_: SignIn, number: int) -> str:
    page = as_("guard").get("/people").form(f"/people/{number}/password/agreement").submit()
    return half(page, "后")


def test_a_new_account_opens_with_both_halves_and_with_neither_alone(
    app: Flask, as_: SignIn, database: Database
) -> None:
    before = last_event(database)
    with database.session() as session:
        bureau = str(World(session).department(BUREAU).id)
    form = as_("admin").get("/people/new").form("开账号")
    page = form.submit(login="He ", name="何一", department=bureau)
    first = half(page, "前")
    assert kinds_recorded(database, before) == [EventKind.USER_CREATED]
    assert first not in page.client.get("/people").text
    tries(app, "he", first, 422)
    role = as_("guard").get(f"/people/{number_of(database, 'he')}/role").form("授予")
    second = half(role.submit(role="officer"), "后")
    tries(app, "he", second, 422)
    assert tries(app, "he", first + second, 303).path == "/password"
    with database.session() as session:
        user = session.query(User).filter_by(login="he").one()
        assert (user.must_change_password, user.second_half) == (True, "")
        assert first not in user.password_hash


def test_a_half_is_told_once_however_often_a_role_is_granted(
    as_: SignIn, database: Database
) -> None:
    as_("admin").get("/people/new").form("开账号").submit(login="he", name="何一")
    address = f"/people/{number_of(database, 'he')}/role"
    half(as_("guard").get(address).form("授予").submit(role="leader"), "后")
    again = as_("guard").get(address).form("授予").submit(role="auditor")
    assert "后一半是" not in again.text


@pytest.mark.parametrize("who", WITH_BUSINESS)
def test_a_system_admin_alone_becomes_nobody(
    app: Flask, as_: SignIn, database: Database, who: str
) -> None:
    login = PEOPLE[who][0]
    first = asked(as_, number_of(database, login))
    tries(app, login, first, 422)
    tries(app, login, PASSWORD, 303)


def test_a_reset_password_is_agreed_upon_told_in_halves_and_must_be_changed(
    app: Flask, as_: SignIn, database: Database
) -> None:
    officer, before = as_("officer"), last_event(database)
    number = number_of(database, "wang")
    first = asked(as_, number)
    assert kinds_recorded(database, before) == [EventKind.PASSWORD_RESET_ASKED]
    assert is_in(officer), "until somebody agrees nothing changes"
    second = agreed(as_, number)
    assert kinds_recorded(database, before)[-1] == EventKind.PASSWORD_RESET
    assert not is_in(officer)
    tries(app, "wang", PASSWORD, 422)
    assert tries(app, "wang", first + second, 303).path == "/password"


def test_a_security_admin_may_say_no_and_the_old_password_stays(
    app: Flask, as_: SignIn, database: Database
) -> None:
    number, before = number_of(database, "wang"), last_event(database)
    first = asked(as_, number)
    page = as_("guard").get("/people").form(f"/people/{number}/password/refusal").submit()
    assert page.says("没有同意，王一的密码不变")
    assert kinds_recorded(database, before)[-1] == EventKind.PASSWORD_RESET_DECLINED
    tries(app, "wang", first, 422)
    tries(app, "wang", PASSWORD, 303)


@pytest.mark.parametrize("act", ["agreement", "refusal"])
def test_what_nobody_asked_for_is_not_agreed_upon(
    as_: SignIn, database: Database, act: str
) -> None:
    number, guard = number_of(database, "wang"), as_("guard")
    before = database.rows()
    page = guard.landing(guard.post(f"/people/{number}/password/{act}"))
    assert page.tree.all("p", class_="flash flash--error")
    assert database.rows() == before


def test_who_remembers_the_password_after_all_ends_the_asking(
    app: Flask, as_: SignIn, database: Database
) -> None:
    number = number_of(database, "wang")
    first = asked(as_, number)
    form = as_("officer").get("/password").form("改密码")
    form.submit(
        old_password=PASSWORD, new_password="另外一句好记的话 7", again="另外一句好记的话 7"
    )
    guard = as_("guard")
    page = guard.landing(guard.post(f"/people/{number}/password/agreement"))
    assert page.says("没有人申请重置王一的密码")
    tries(app, "wang", first, 422)
