"""Five lock a name for a quarter of an hour, however they come."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.databases import Database
from tests.world import NOW, TODAY
from tracker.domain.event import Event, EventKind
from tracker.domain.office.lockout import count_failure, forgive, is_locked
from tracker.domain.people.user import LOCKED_FOR, SignInGuard

SECOND = timedelta(seconds=1)


def fail(session: Session, times: int, moment: object = NOW, login: str = "wang") -> list[bool]:
    return [
        count_failure(session, login, moment=moment, on=TODAY)  # type: ignore[arg-type]
        for _ in range(times)
    ]


def locks(session: Session) -> int:
    kinds = select(Event.id).where(Event.kind == EventKind.SIGN_IN_LOCKED)
    return len(session.scalars(kinds).all())


def test_the_fifth_wrong_password_locks_the_name_and_is_recorded_once(session: Session) -> None:
    assert fail(session, 4) == [False] * 4
    assert not is_locked(session, "wang", NOW)
    assert fail(session, 1) == [True]
    assert is_locked(session, "wang", NOW)
    assert fail(session, 3) == [False] * 3
    session.commit()
    assert locks(session) == 1


def test_a_lock_ends_by_itself_and_is_not_drawn_out(session: Session) -> None:
    fail(session, 5)
    fail(session, 9, NOW + LOCKED_FOR - SECOND)
    assert is_locked(session, "wang", NOW + LOCKED_FOR - SECOND)
    assert not is_locked(session, "wang", NOW + LOCKED_FOR)


def test_after_a_lock_the_count_begins_anew(session: Session) -> None:
    fail(session, 5)
    later = NOW + LOCKED_FOR + SECOND
    assert fail(session, 5, later) == [False] * 4 + [True]
    assert is_locked(session, "wang", later)


def test_the_right_password_forgives(session: Session) -> None:
    fail(session, 4)
    forgive(session, "wang")
    assert fail(session, 4) == [False] * 4


def test_names_are_counted_apart_and_unknown_ones_too(session: Session) -> None:
    fail(session, 5, login="nobody-at-all")
    assert is_locked(session, "nobody-at-all", NOW)
    assert not is_locked(session, "wang", NOW)


def test_the_count_is_kept_in_the_database(database: Database) -> None:
    for _ in range(5):
        with database.session() as session:
            fail(session, 1)
            session.commit()
    with database.session() as session:
        assert is_locked(session, "wang", NOW)


def test_wrong_passwords_at_once_are_all_counted(database: Database) -> None:
    def attempt(_: int) -> bool:
        with database.session() as session:
            locked = count_failure(session, "wang", moment=NOW, on=TODAY)
            session.commit()
            return locked

    with ThreadPoolExecutor(5) as pool:
        results = list(pool.map(attempt, range(20)))
    assert results.count(True) == 1
    with database.session() as session:
        assert session.scalars(select(SignInGuard.failures)).all() == [20]
        assert locks(session) == 1


def test_names_tried_long_ago_are_forgotten(session: Session) -> None:
    fail(session, 1, login="once")
    session.commit()
    fail(session, 1, NOW + timedelta(days=2), login="another")
    assert session.scalars(select(SignInGuard.login)).all() == ["another"]
