"""Recognising somebody by name and password, in the same time whoever they are or are not."""

from sqlalchemy import select

from tracker.domain.base import utc_now
from tracker.domain.office.lockout import count_failure, forgive, is_locked
from tracker.domain.people.user import LOCK_AFTER_FAILURES, User, folded_login
from tracker.extensions import db, writes
from tracker.refusal import Refused
from tracker.web.passwords import is_right
from tracker.web.rendering import today

WRONG = (
    f"用户名或密码不对。连续输错 {LOCK_AFTER_FAILURES} 次会锁定 15 分钟；"
    "账号停用或忘了密码请找系统管理员。"
)


def recognised(login: str, password: str) -> User:
    """The user whose password this is, in a write transaction that has begun.

    Raises Refused, in one and the same sentence, for a wrong password and for a
    name that is unknown, disabled or locked; the failure is counted and saved.
    """
    login = folded_login(login)
    db.session.rollback()
    writes.set(False)
    password_hash = None if is_locked(db.session(), login, utc_now()) else _hash_of(login)
    right = is_right(password, password_hash)
    writes.set(True)
    # Others may have locked the name, or changed the password, while this one was verified.
    still = not is_locked(db.session(), login, utc_now()) and _hash_of(login) == password_hash
    if not (right and still):
        count_failure(db.session(), login, moment=utc_now(), on=today())
        db.session.commit()
        raise Refused(WRONG, password=WRONG)
    forgive(db.session(), login)
    return db.session.scalars(select(User).where(User.login == login)).one()


def _hash_of(login: str) -> str | None:
    return db.session.scalar(select(User.password_hash).where(User.login == login, User.is_active))
