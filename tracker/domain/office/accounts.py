"""What is done to an account: opening, its role, closing, its password; each act is one event."""

import re
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session, object_session

from tracker.domain.event import EventKind, note_event
from tracker.domain.office.office import Office
from tracker.domain.people.department import Department
from tracker.domain.people.user import Actor, User, folded_login
from tracker.domain.words import Role
from tracker.refusal import Refused, need, refuse

SHORTEST_PASSWORD = 10
MAILBOX = re.compile(r"[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")
WATCHERS = frozenset({Role.SECURITY_ADMIN, Role.AUDITOR})
"""Who watch the system admin, and so are shut out or let in on the server alone."""
WITHOUT_DEPARTMENT = {Role.LEADER, Role.AUDITOR, Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN}


def open_account(
    session: Session,
    login: str,
    name: str,
    *,
    password_hash: str,
    on: date,
    by: Actor | None,
    department: Department | None = None,
    role: Role | None = None,
    is_demo: bool = False,
    must_change_password: bool = True,
    mail: str = "",
    second_half: str = "",
) -> User:
    """Open an account under the folded name. Raises Refused when the name is empty or taken.

    `second_half` of its first password is told by whoever grants its first role.
    """
    login = folded_login(login)
    need(login, "请填写用户名，字母、数字或汉字都可以。", "login")
    _judge_mailbox(mail)
    user = User(
        login=login,
        name=name,
        password_hash=password_hash,
        role=role,
        is_demo=is_demo,
        department=department,
        must_change_password=must_change_password,
        mail=mail,
        second_half=second_half,
    )
    try:
        with session.begin_nested():
            session.add(user)
    except IntegrityError:
        refuse("login", f"用户名“{login}”已经有人用了，请换一个。")
    told = {"login": login, "name": name, "department": department.name if department else ""}
    _note(
        session,
        EventKind.USER_CREATED,
        user,
        by=by,
        on=on,
        after=told | ({"role": role} if role else {}),
    )
    return user


def grant_role(user: User, role: Role | None, *, by: Actor | None, on: date) -> None:
    """Give the one role a person has (None takes it away); they sign in anew.

    Raises Refused when it is one's own, or when the role needs a department
    that the person has not.
    """
    if by is not None and by.id == user.id:
        refuse("role", "不能改自己的角色，请由另一位安全管理员办理。")
    if role is user.role:
        refuse("role", f"{user.name}的角色已经是“{role.label if role else '无'}”。")
    if role and role not in WITHOUT_DEPARTMENT and user.department_id is None:
        refuse("role", f"“{role.label}”要先归到一个部门，请系统管理员补上部门。")
    before = {"role": user.role}
    user.role = role
    user.session_version += 1
    _note(
        _session_of(user),
        EventKind.USER_ROLE_GRANTED,
        user,
        by=by,
        on=on,
        before=before,
        after={"name": user.name, "role": role},
    )


def revise_account(
    user: User,
    name: str,
    department: Department | None,
    *,
    by: Actor | None,
    on: date,
    mail: str | None = None,
) -> None:
    """Correct a person's name, their mailbox, or the department that they belong to now."""
    if department is None and user.role and user.role not in WITHOUT_DEPARTMENT:
        refuse("department", f"“{user.role.label}”要归到一个部门。")
    _judge_mailbox(mail or "")
    before = {"name": user.name, "department_id": user.department_id, "mail": user.mail}
    user.name, user.department = name, department
    user.mail = user.mail if mail is None else mail
    _session_of(user).flush()
    after: dict[str, Any] = {
        "name": name,
        "department_id": user.department_id,
        "mail": user.mail,
    }
    if after != before:
        told = {"login": user.login, "department": department.name if department else ""}
        _note(
            _session_of(user),
            EventKind.USER_REVISED,
            user,
            by=by,
            on=on,
            before=before,
            after=after | told,
        )


def disable(user: User, *, by: Actor | None, on: date) -> None:
    """Close the account; its sessions end at once.

    Raises Refused for one's own, and for those who watch the admins.
    """
    if by is not None and by.id == user.id:
        raise Refused("不能停用自己的账号。")
    if by is not None and user.role in WATCHERS:
        raise Refused(
            f"{user.role.label}的账号不由系统管理员停用，请在服务器上用 tracker user 命令停用。"
        )
    if not user.is_active:
        raise Refused(f"{user.name}的账号已经停用了。")
    user.is_active = False
    user.session_version += 1
    _note(_session_of(user), EventKind.USER_DISABLED, user, by=by, on=on)


def enable(user: User, *, by: Actor | None, on: date) -> None:
    """Open a closed account again."""
    if user.is_active:
        raise Refused(f"{user.name}的账号本来就启用着。")
    user.is_active = True
    _note(_session_of(user), EventKind.USER_ENABLED, user, by=by, on=on)


def reset_password(user: User, password_hash: str, *, on: date) -> None:
    """Set a first password anew, on the server; its owner must change it, their sessions end.

    Within the office two admins do it together: see first_password.
    """
    user.password_hash, user.must_change_password = password_hash, True
    user.waiting_hash, user.second_half = None, ""
    user.session_version += 1
    _note(_session_of(user), EventKind.PASSWORD_RESET, user, by=None, on=on)


def change_password(user: User, password_hash: str, *, on: date) -> None:
    """Put one's own new password in place; every session that knew the old one ends."""
    user.password_hash, user.must_change_password = password_hash, False
    user.waiting_hash, user.second_half = None, ""
    user.session_version += 1
    _note(_session_of(user), EventKind.PASSWORD_CHANGED, user, by=user.as_actor(), on=on)


def judge_password(password: str, login: str, *, field: str = "new_password") -> None:
    """Refuse, at that field, a password that is too short or says no more than the name does."""
    if len(password) < SHORTEST_PASSWORD:
        refuse(field, f"密码至少 {SHORTEST_PASSWORD} 位，可以用一句话。")
    if folded_login(login) and folded_login(password) == folded_login(login):
        refuse(field, "密码不能就是用户名。")
    if len(set(password)) < 4:
        refuse(field, "重复的字太多，请换一个难猜的密码。")


def _judge_mailbox(mail: str) -> None:
    if mail and not MAILBOX.fullmatch(mail):
        refuse("mail", "邮箱请写成 name@example.com 的样子。")


def _session_of(user: User) -> Session:
    session = object_session(user)
    assert session is not None, "an account changes only inside a session"
    return session


def _note(
    session: Session,
    kind: EventKind,
    user: User,
    *,
    by: Actor | None,
    on: date,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
) -> None:
    told = after or {"name": user.name, "login": user.login}
    note_event(session, kind, by=by, on=on, subject=f"user:{user.id}", before=before, after=told)


def keep_demo_people_out(session: Session, *_: object) -> None:
    """A demo account, whose password is known, cannot exist in a real office."""
    if not any(isinstance(row, User) and row.is_demo for row in (*session.new, *session.dirty)):
        return
    fresh = next((row for row in session.new if isinstance(row, Office)), None)
    with session.no_autoflush:
        office = fresh or session.scalar(select(Office))
    if office is None or not office.is_demo:
        raise Refused("演示账号只能建在演示数据里，正式启用的单位不能有。")
