"""Accounts: one admin opens and closes them, the other says what they are for; none does both."""

import pytest
from flask import Flask

from tests.databases import Database
from tests.page_client import Page, SignIn
from tests.pages.events import kinds_recorded, last_event
from tests.pages.sign_in_form import is_in, tries
from tests.world import BUREAU, PASSWORD, PEOPLE, World
from tracker.domain.event import EventKind
from tracker.domain.people.user import User
from tracker.domain.words import Role

ALL_BUT_ADMINS = sorted(set(PEOPLE) - {"admin", "guard"})


def number_of(database: Database, who: str) -> int:
    with database.session() as session:
        return World(session).user(who).id


def opened(as_: SignIn, **typed: str) -> Page:
    form = as_("admin").get("/people/new").form("开账号")
    return form.submit(**({"login": "He ", "name": "何一"} | typed))


def test_a_role_typed_into_the_form_for_an_account_is_ignored(
    as_: SignIn, database: Database
) -> None:
    sent = {"login": "he", "name": "何一", "department": "", "role": "leader", "is_active": ""}
    as_("admin").post("/people/new", sent)
    with database.session() as session:
        user = session.query(User).filter_by(login="he").one()
        assert (user.role, user.is_active, user.is_demo) == (None, True, False)


@pytest.mark.parametrize(
    ("typed", "field", "sentence"),
    [
        ({"login": "ＷＡＮＧ"}, "login", "已经有人用了"),
        ({"login": "\u200b"}, "login", "请填写用户名"),
        ({"login": "长" * 61}, "login", "最多 60"),
        ({"name": ""}, "name", "请填写姓名"),
    ],
)
def test_an_account_that_will_not_do_is_refused_at_its_field(
    as_: SignIn, database: Database, typed: dict[str, str], field: str, sentence: str
) -> None:
    before = database.rows("sign_in")
    form = as_("admin").get("/people/new").form("开账号")
    page = form.submit(status=422, **({"login": "he", "name": "何一"} | typed))
    assert sentence in page.error_at(field)
    assert database.rows("sign_in") == before


def test_a_role_is_granted_recorded_and_holds_from_the_next_sign_in(
    app: Flask, as_: SignIn, database: Database
) -> None:
    newcomer, before = as_("newcomer"), last_event(database)
    address = f"/people/{number_of(database, 'newcomer')}/role"
    page = as_("guard").get(address).form("授予").submit(role="officer")
    assert page.says("冯新现在是招商专员")
    assert kinds_recorded(database, before) == [EventKind.USER_ROLE_GRANTED]
    assert not is_in(newcomer)
    assert tries(app, "feng", PASSWORD, 303).path == "/"


@pytest.mark.parametrize("role", ["king", "Officer", "__class__"])
def test_only_roles_of_the_table_are_granted(as_: SignIn, database: Database, role: str) -> None:
    address = f"/people/{number_of(database, 'newcomer')}/role"
    before = database.rows("sign_in")
    as_("guard").post(address, {"role": role}, status=422)
    assert database.rows("sign_in") == before


@pytest.mark.parametrize("role", ["", "leader", "system-admin", "auditor"])
def test_nobody_changes_their_own_role(as_: SignIn, database: Database, role: str) -> None:
    address = f"/people/{number_of(database, 'guard')}/role"
    before = database.rows("sign_in")
    as_("guard").post(address, {"role": role}, status=422)
    assert database.rows("sign_in") == before


def test_a_second_admin_role_takes_the_place_of_the_first(as_: SignIn, database: Database) -> None:
    address = f"/people/{number_of(database, 'admin')}/role"
    as_("guard").post(address, {"role": ["auditor", "system-admin"]})
    with database.session() as session:
        assert World(session).user("admin").role is Role.AUDITOR


def test_a_role_that_needs_a_department_waits_for_one(as_: SignIn, database: Database) -> None:
    opened(as_)
    with database.session() as session:
        user_id = session.query(User).filter_by(login="he").one().id
        bureau = World(session).department(BUREAU).id
    guard, role = as_("guard"), f"/people/{user_id}/role"
    page = guard.get(role).form("授予").submit(status=422, role="officer")
    assert "要先归到一个部门" in page.error_at("role")
    before = last_event(database)
    form = as_("admin").get(f"/people/{user_id}/edit").form("保存")
    form.submit(name="何一一", department=str(bureau))
    assert kinds_recorded(database, before) == [EventKind.USER_REVISED]
    guard.get(role).form("授予").submit(role="officer")


def test_a_closed_account_is_shut_out_and_an_opened_one_comes_in_again(
    app: Flask, as_: SignIn, database: Database
) -> None:
    officer, admin, before = as_("officer"), as_("admin"), last_event(database)
    number = number_of(database, "officer")
    admin.get("/people").form(f"/people/{number}/closing").submit()
    assert not is_in(officer)
    tries(app, "wang", PASSWORD, 422)
    admin.get("/people").form(f"/people/{number}/reopening").submit()
    tries(app, "wang", PASSWORD, 303)
    kinds = [EventKind.USER_DISABLED, EventKind.USER_ENABLED]
    assert kinds_recorded(database, before)[:1] == kinds[:1]
    assert kinds[1] in kinds_recorded(database, before)


@pytest.mark.parametrize(
    ("act", "whose"),
    [
        ("closing", "admin"),
        ("closing", "guard"),
        ("closing", "auditor"),
        ("password", "admin"),
        ("password", "guard"),
        ("password", "auditor"),
        ("reopening", "officer"),
    ],
)
def test_what_an_admin_may_not_do_is_said_on_the_list_and_changes_nothing(
    as_: SignIn, database: Database, act: str, whose: str
) -> None:
    number = number_of(database, whose)
    client = as_("admin")
    before = database.rows()
    page = client.landing(client.post(f"/people/{number}/{act}"))
    assert page.tree.all("p", class_="flash flash--error")
    assert database.rows() == before


def test_neither_admin_does_what_is_the_others(as_: SignIn, database: Database) -> None:
    number = number_of(database, "officer")
    admin, guard = as_("admin"), as_("guard")
    before = database.rows()
    admin.get(f"/people/{number}/role", status=403)
    admin.post(f"/people/{number}/role", {"role": "leader"}, status=403)
    for act in ("new", f"{number}/edit", f"{number}/closing", f"{number}/password"):
        guard.post(f"/people/{act}", {"login": "he", "name": "何"}, status=403)
    for act in ("agreement", "refusal"):
        admin.post(f"/people/{number}/password/{act}", status=403)
    assert database.rows() == before


@pytest.mark.parametrize("who", ALL_BUT_ADMINS)
def test_nobody_else_sees_the_accounts(as_: SignIn, who: str) -> None:
    as_(who).get("/people", status=403)


def test_an_account_that_is_not_there_is_not_found(as_: SignIn) -> None:
    as_("admin").post("/people/99999/closing", status=404)
    as_("guard").get("/people/99999/role", status=404)
