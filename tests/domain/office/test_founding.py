"""Founding a real office: a token once, two admins, and no way back in."""

from collections.abc import Iterator

import pytest
from sqlalchemy import create_engine, select
from sqlalchemy.orm import Session

from tests.databases import EVENT_KEY, Database
from tests.office import migrate
from tests.world import TODAY
from tracker.domain.event import Event, broken_links
from tracker.domain.office.founding import is_waiting, open_office, prepare_office
from tracker.domain.office.office import Office
from tracker.domain.people.user import User
from tracker.domain.words import Role
from tracker.extensions import prepare_engine
from tracker.refusal import Refused

SYSTEM, SECURITY = ("wu", "吴管", "hash"), ("zheng", "郑安", "hash")


@pytest.fixture(scope="module")
def empty_url(kept_database: Database) -> str:
    url = kept_database.empty()
    migrate(url)
    return url


@pytest.fixture
def nothing(empty_url: str) -> Iterator[Session]:
    """A session on a database with tables and nothing in them; never committed."""
    engine = create_engine(empty_url)
    prepare_engine(engine)
    with Session(engine, info={"event_key": EVENT_KEY.encode()}) as session:
        yield session
    engine.dispose()


def found(
    session: Session, token: str = "token", security: tuple[str, str, str] = SECURITY
) -> None:
    open_office(
        session,
        token,
        "示例区招商局",
        "SL",
        on=TODAY,
        system_admin=SYSTEM,
        security_admin=security,
    )


def test_an_office_is_opened_once_with_two_admins(nothing: Session) -> None:
    prepare_office(nothing, "token")
    nothing.flush()
    assert is_waiting(nothing)
    found(nothing)
    nothing.flush()
    office = nothing.scalars(select(Office)).one()
    assert (office.name, office.code_prefix, office.is_demo) == ("示例区招商局", "SL", False)
    assert not is_waiting(nothing)
    people = nothing.execute(select(User.login, User.role, User.is_demo).order_by(User.id))
    assert [tuple(row) for row in people] == [
        ("wu", Role.SYSTEM_ADMIN, False),
        ("zheng", Role.SECURITY_ADMIN, False),
    ]
    kinds = [event.kind.value for event in nothing.scalars(select(Event).order_by(Event.id))]
    assert kinds == ["office-set-up", "user-created", "user-created"]
    assert list(broken_links(nothing, EVENT_KEY.encode())) == []


def test_the_token_opens_nothing_twice(nothing: Session) -> None:
    prepare_office(nothing, "token")
    nothing.flush()
    found(nothing)
    with pytest.raises(Refused) as refusal:
        found(nothing)
    assert list(refusal.value.fields) == ["token"]
    with pytest.raises(Refused, match="已经启用过"):
        prepare_office(nothing, "another")


def test_a_wrong_token_opens_nothing(nothing: Session) -> None:
    prepare_office(nothing, "token")
    nothing.flush()
    for wrong in ("", "Token", "token "):
        with pytest.raises(Refused) as refusal:
            found(nothing, wrong)
        assert list(refusal.value.fields) == ["token"]
    assert is_waiting(nothing)
    assert nothing.scalars(select(User)).all() == []


def test_a_newer_token_takes_the_place_of_the_older(nothing: Session) -> None:
    prepare_office(nothing, "token")
    prepare_office(nothing, "newer")
    nothing.flush()
    with pytest.raises(Refused):
        found(nothing)
    found(nothing, "newer")


def test_both_admins_are_not_one_person(nothing: Session) -> None:
    prepare_office(nothing, "token")
    nothing.flush()
    with pytest.raises(Refused) as refusal:
        found(nothing, security=(" ＷＵ", "吴管", "hash"))
    assert list(refusal.value.fields) == ["security_login"]


def test_an_admin_without_a_name_is_refused_at_the_field(nothing: Session) -> None:
    prepare_office(nothing, "token")
    nothing.flush()
    with pytest.raises(Refused) as refusal:
        found(nothing, security=(" ", "郑安", "hash"))
    assert list(refusal.value.fields) == ["security_login"]


def test_an_office_at_work_is_not_prepared_again(session: Session) -> None:
    with pytest.raises(Refused, match="已经启用过"):
        prepare_office(session, "token")
    session.scalars(select(Office)).one().is_demo = True
    session.flush()
    with pytest.raises(Refused, match="演示"):
        prepare_office(session, "token")
