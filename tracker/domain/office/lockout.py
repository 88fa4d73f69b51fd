"""Wrong passwords are counted by name in the database, which forgets at no restart."""

from datetime import date, datetime, timedelta

from sqlalchemy import case, delete, exists, null, or_, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from tracker.domain.event import EventKind, note_event
from tracker.domain.people.user import LOCK_AFTER_FAILURES, LOCKED_FOR, SignInGuard

FORGOTTEN_AFTER = timedelta(days=1)
"""Names that were tried once and never again are not kept for longer."""


def is_locked(session: Session, login: str, moment: datetime) -> bool:
    """Whether the folded name takes no password at that moment, the right one neither."""
    return bool(
        session.scalar(
            select(exists().where(SignInGuard.login == login, SignInGuard.locked_until > moment))
        )
    )


def count_failure(session: Session, login: str, *, moment: datetime, on: date) -> bool:
    """One more wrong password for this folded name; True if this one locked it.

    The database counts, under the lock of the row: fifty at once are fifty.
    More failures in a locked time are counted and do not make it longer.
    """
    if not _add_one(session, login, moment):
        _begin(session, login, moment)
        _add_one(session, login, moment)
    failures = session.scalar(select(SignInGuard.failures).where(SignInGuard.login == login))
    if failures != LOCK_AFTER_FAILURES:
        return False
    note_event(
        session, EventKind.SIGN_IN_LOCKED, by=None, on=on, subject=login, after={"login": login}
    )
    return True


def forgive(session: Session, login: str) -> None:
    """The right password came: what was counted is forgotten."""
    session.execute(delete(SignInGuard).where(SignInGuard.login == login))


def _add_one(session: Session, login: str, moment: datetime) -> bool:
    is_over = SignInGuard.locked_until <= moment
    locks = SignInGuard.locked_until.is_(None) & (SignInGuard.failures + 1 >= LOCK_AFTER_FAILURES)
    counted = session.execute(
        update(SignInGuard)
        .where(SignInGuard.login == login)
        .values(
            failures=case((is_over, 1), else_=SignInGuard.failures + 1),
            locked_until=case(
                (is_over, null()), (locks, moment + LOCKED_FOR), else_=SignInGuard.locked_until
            ),
        )
        .execution_options(synchronize_session=False)
    )
    return bool(counted.rowcount)  # type: ignore[attr-defined]


def _begin(session: Session, login: str, moment: datetime) -> None:
    """Open the count at nothing; somebody else may open it at the same moment."""
    is_over = or_(SignInGuard.locked_until.is_(None), SignInGuard.locked_until <= moment)
    session.execute(
        delete(SignInGuard).where(SignInGuard.recorded_at < moment - FORGOTTEN_AFTER, is_over)
    )
    try:
        with session.begin_nested():
            session.add(SignInGuard(login=login, failures=0))
    except IntegrityError:
        return
