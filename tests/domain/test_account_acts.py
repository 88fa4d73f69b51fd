"""Accounts, act by act: opened, corrected, given a role, closed; and their passwords."""

from collections.abc import Callable

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from tests.builders import samples
from tests.world import BUREAU, TODAY, World
from tracker.domain.event import Event, EventKind
from tracker.domain.office.accounts import (
    change_password,
    disable,
    enable,
    grant_role,
    judge_password,
    open_account,
    reset_password,
    revise_account,
)
from tracker.domain.office.first_password import (
    agree_to_new_password,
    ask_for_new_password,
    take_second_half,
)
from tracker.domain.office.office import Office
from tracker.domain.people.user import User, folded_login
from tracker.domain.words import Role
from tracker.refusal import Refused


def last_event(world: World) -> Event:
    newest = select(Event).order_by(Event.id.desc()).limit(1)
    return world.session.scalars(newest).one()


def opened(world: World, login: str, **more: object) -> User:
    return open_account(
        world.session, login, "何某", password_hash="x", on=TODAY, by=world.by("admin"), **more
    )  # type: ignore[arg-type]


def test_an_account_is_opened_without_a_role_and_must_change_its_password(world: World) -> None:
    user = opened(world, " Ｈe ", department=world.department(BUREAU))
    world.session.commit()
    assert (user.login, user.role, user.must_change_password) == ("he", None, True)
    event = last_event(world)
    assert (event.kind, event.subject) == (EventKind.USER_CREATED, f"user:{user.id}")
    assert event.after == {"login": "he", "name": "何某", "department": "区商务局"}


@pytest.mark.parametrize("login", ["", "  ", "\u200b", "wang", "WANG ", "ｗａｎｇ", "wa\u200bng"])
def test_an_empty_or_taken_name_is_refused(world: World, login: str) -> None:
    with pytest.raises(Refused) as refusal:
        opened(world, login)
    assert list(refusal.value.fields) == ["login"]
    assert opened(world, "another").id, "the session lives on"


def test_the_database_itself_keeps_names_apart(world: World) -> None:
    world.session.add(User(login="wang", name="x", password_hash="x"))
    with pytest.raises(IntegrityError):
        world.session.flush()


@pytest.mark.parametrize("spelling", ["admin ", "ADMIN", "ａｄｍｉｎ", "ad\u200bmin", "\tAdmin\n"])
def test_every_spelling_of_a_name_is_one(spelling: str) -> None:
    assert folded_login(spelling) == "admin"


def test_a_role_ends_the_sessions_that_had_another(world: World) -> None:
    user = world.user("officer")
    version = user.session_version
    grant_role(user, Role.HEAD, by=world.by("guard"), on=TODAY)
    world.session.commit()
    assert (user.role, user.session_version) == (Role.HEAD, version + 1)
    event = last_event(world)
    assert (event.kind, event.before) == (EventKind.USER_ROLE_GRANTED, {"role": "officer"})
    assert event.after == {"name": "王一", "role": "head"}


def test_a_role_is_taken_away(world: World) -> None:
    grant_role(world.user("officer"), None, by=world.by("guard"), on=TODAY)
    assert world.user("officer").role is None


ROLES_REFUSED: dict[str, tuple[str, Role]] = {
    "one's own": ("guard", Role.SYSTEM_ADMIN),
    "the same again": ("officer", Role.OFFICER),
    "an officer's without a department": ("leader", Role.OFFICER),
    "a street's without a department": ("auditor", Role.UNIT),
}


@pytest.mark.parametrize(("who", "role"), ROLES_REFUSED.values(), ids=ROLES_REFUSED)
def test_a_role_is_refused(world: World, who: str, role: Role) -> None:
    before = world.user(who).role
    with pytest.raises(Refused) as refusal:
        grant_role(world.user(who), role, by=world.by("guard"), on=TODAY)
    assert list(refusal.value.fields) == ["role"]
    assert world.user(who).role is before


def test_a_name_and_a_department_are_corrected(world: World) -> None:
    user = world.user("newcomer")
    revise_account(user, "冯新新", None, by=world.by("admin"), on=TODAY)
    world.session.commit()
    event = last_event(world)
    assert (user.name, user.department, event.kind) == ("冯新新", None, EventKind.USER_REVISED)
    number = event.id
    revise_account(user, "冯新新", None, by=world.by("admin"), on=TODAY)
    world.session.commit()
    assert last_event(world).id == number, "what changes nothing is not recorded"


def test_an_officer_is_not_left_without_a_department(world: World) -> None:
    with pytest.raises(Refused) as refusal:
        revise_account(world.user("officer"), "王一", None, by=world.by("admin"), on=TODAY)
    assert list(refusal.value.fields) == ["department"]


def test_a_closed_account_is_out_at_once_and_may_be_opened_again(world: World) -> None:
    user, admin = world.user("officer"), world.by("admin")
    version = user.session_version
    disable(user, by=admin, on=TODAY)
    world.session.flush()
    assert (user.is_active, user.session_version) == (False, version + 1)
    assert last_event(world).kind is EventKind.USER_DISABLED
    with pytest.raises(Refused):
        disable(user, by=admin, on=TODAY)
    enable(user, by=admin, on=TODAY)
    world.session.flush()
    assert user.is_active
    assert last_event(world).kind is EventKind.USER_ENABLED
    with pytest.raises(Refused):
        enable(user, by=admin, on=TODAY)


def test_nobody_closes_their_own_account(world: World) -> None:
    with pytest.raises(Refused):
        disable(world.user("admin"), by=world.by("admin"), on=TODAY)
    assert world.user("admin").is_active


def test_a_reset_password_ends_sessions_and_must_be_changed(world: World) -> None:
    user = world.user("officer")
    version = user.session_version
    reset_password(user, "new", on=TODAY)
    world.session.flush()
    kept = user.password_hash, user.must_change_password, user.session_version
    assert kept == ("new", True, version + 1)
    assert last_event(world).kind is EventKind.PASSWORD_RESET
    change_password(user, "own", on=TODAY)
    world.session.flush()
    kept = user.password_hash, user.must_change_password, user.session_version
    assert kept == ("own", False, version + 2)
    assert last_event(world).by_id == user.id


@pytest.mark.parametrize("who", ["guard", "auditor", "admin"])
def test_a_system_admin_shuts_out_no_keeper_of_theirs(world: World, who: str) -> None:
    user, admin = world.user(who), world.by("admin")
    with pytest.raises(Refused):
        ask_for_new_password(user, "new", "half", by=admin, on=TODAY)
    with pytest.raises(Refused):
        disable(user, by=admin, on=TODAY)
    assert (user.waiting_hash, user.second_half, user.is_active) == (None, "", True)


def test_a_closed_account_gets_no_new_password(world: World) -> None:
    disable(world.user("officer"), by=world.by("admin"), on=TODAY)
    with pytest.raises(Refused, match="先启用"):
        ask_for_new_password(world.user("officer"), "x", "y", by=world.by("admin"), on=TODAY)


def test_nobody_agrees_to_a_password_of_their_own(world: World) -> None:
    user = world.user("guard")
    user.waiting_hash = "new"
    with pytest.raises(Refused, match="自己"):
        agree_to_new_password(user, by=world.by("guard"), on=TODAY)


def test_a_half_that_waits_for_agreement_is_not_told_with_a_role(world: World) -> None:
    user = world.user("officer")
    ask_for_new_password(user, "new", "half", by=world.by("admin"), on=TODAY)
    assert take_second_half(user) == ""
    assert agree_to_new_password(user, by=world.by("guard"), on=TODAY) == "half"
    assert (user.password_hash, user.second_half, user.waiting_hash) == ("new", "", None)


def test_no_password_stands_in_an_event(world: World) -> None:
    reset_password(world.user("officer"), "secret hash", on=TODAY)
    ask_for_new_password(world.user("head"), "hash", "hash", by=world.by("admin"), on=TODAY)
    change_password(world.user("officer"), "secret hash", on=TODAY)
    world.session.commit()
    for event in world.session.scalars(select(Event)):
        assert "hash" not in event.content()


@pytest.mark.parametrize("password", ["", "short", "123456789", "aaaaaaaaaaaa", "abababababab"])
def test_a_weak_password_is_refused(password: str) -> None:
    with pytest.raises(Refused) as refusal:
        judge_password(password, "wang")
    assert list(refusal.value.fields) == ["new_password"]


def test_a_password_is_not_the_name_and_a_sentence_will_do() -> None:
    with pytest.raises(Refused):
        judge_password("Wang Da Ming", "wangdaming")
    judge_password("今天天气真不错啊我说", "wang")


FRESH: dict[str, Callable[[World], object]] = {
    "opened": lambda world: opened(world, "demo", is_demo=True),
    "made": lambda world: samples.user(world, "demo", is_demo=True),
}


@pytest.mark.parametrize("how", FRESH)
def test_a_demo_person_cannot_exist_in_a_real_office(world: World, how: str) -> None:
    with pytest.raises(Refused, match="演示"):
        FRESH[how](world)
    world.session.rollback()
    world.session.scalars(select(Office)).one().is_demo = True
    FRESH[how](world)
    assert world.session.scalar(select(User.is_demo).where(User.login == "demo"))
