"""An office waits for whoever holds its one-time token, then opens with two admins."""

from datetime import date
from hashlib import sha256

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from tracker.domain.event import EventKind, note_event
from tracker.domain.office.accounts import open_account
from tracker.domain.office.office import Office
from tracker.domain.people.user import folded_login
from tracker.domain.words import Role
from tracker.refusal import Refused, refuse

WAITING_NAME = "招商项目台账"


def prepare_office(session: Session, token: str, *, code_prefix: str = "ZX") -> Office:
    """Leave a new office waiting for whoever holds the token. Raises Refused if one is open.

    Asked again before the set-up, it takes the newer token in place of the older.
    """
    office = session.scalar(select(Office))
    if office is not None and office.setup_digest is None:
        raise Refused("演示数据里不能启用正式单位。" if office.is_demo else "已经启用过了。")
    if office is None:
        office = Office(name=WAITING_NAME, code_prefix=code_prefix)
        session.add(office)
    office.setup_digest = digest(token)
    return office


def is_waiting(session: Session) -> bool:
    return session.scalar(select(Office.setup_digest)) is not None


def digest(token: str) -> str:
    return sha256(token.encode()).hexdigest()


def open_office(
    session: Session,
    token: str,
    name: str,
    code_prefix: str,
    *,
    on: date,
    system_admin: tuple[str, str, str],
    security_admin: tuple[str, str, str],
) -> None:
    """Open the office, once: each admin is login, name and password hash.

    Raises Refused when the token is not the one that was printed, or when both are one person.
    """
    if folded_login(system_admin[0]) == folded_login(security_admin[0]):
        raise Refused(
            "两位管理员不能是同一个账号", security_login="要与系统管理员不同，两人各管一件事。"
        )
    opened = session.execute(
        update(Office)
        .where(Office.setup_digest == digest(token))
        .values(name=name, code_prefix=code_prefix, setup_digest=None)
        .execution_options(synchronize_session="fetch")
    )
    if not opened.rowcount:  # type: ignore[attr-defined]
        refuse("token", "口令不对或已用过；请用 init 打印出来的那一个。")
    note_event(
        session,
        EventKind.OFFICE_SET_UP,
        by=None,
        on=on,
        after={"name": name, "code_prefix": code_prefix},
    )
    for field, role, (login, person, password_hash) in (
        ("system_login", Role.SYSTEM_ADMIN, system_admin),
        ("security_login", Role.SECURITY_ADMIN, security_admin),
    ):
        try:
            open_account(
                session,
                login,
                person,
                password_hash=password_hash,
                role=role,
                on=on,
                by=None,
                must_change_password=False,
            )
        except Refused as refusal:
            raise Refused(refusal.message, **{field: refusal.message}) from refusal
