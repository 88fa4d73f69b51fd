"""People: accounts from the server's own command line, where whoever may log in there decides."""

from collections.abc import Iterator

from flask import Flask
from sqlalchemy import or_, select

from tracker.domain.office.accounts import disable, open_account, reset_password
from tracker.domain.office.lockout import forgive
from tracker.domain.people.department import Department
from tracker.domain.people.user import User, folded_login
from tracker.domain.words import Role
from tracker.extensions import db
from tracker.refusal import Refused
from tracker.web.passwords import first_password, hashed
from tracker.web.rendering import today


def add(app: Flask, login: str, name: str, role: str, department: str) -> str:
    """Open an account; gives the line that tells its first password."""
    password = first_password()
    with app.app_context():
        password_hash = hashed(password)
        user = open_account(
            db.session(),
            login,
            name,
            password_hash=password_hash,
            on=today(),
            by=None,
            department=_department(department),
            role=_role(role),
        )
        db.session.commit()
        return f"已开账号 {user.login}，初始密码 {password}（首次登录要改）"


def listed(app: Flask) -> Iterator[str]:
    """A line an account: name to sign in with, person, role, department."""
    with app.app_context():
        for user in db.session.scalars(select(User).order_by(User.id)):
            role = user.role.label if user.role else "无角色"
            where = user.department.short_name if user.department else "—"
            closed = "" if user.is_active else "　已停用"
            yield f"{user.login:<16}{user.name}　{role}　{where}{closed}"


def close(app: Flask, login: str) -> str:
    """Disable the account; gives the line that says so."""
    with app.app_context():
        user = _called(login)
        disable(user, by=None, on=today())
        db.session.commit()
        return f"已停用 {user.login}（{user.name}）"


def reset(app: Flask, login: str) -> str:
    """A new first password, and an end to a lock; gives the line that tells it."""
    password = first_password()
    with app.app_context():
        password_hash = hashed(password)
        user = _called(login)
        reset_password(user, password_hash, on=today())
        forgive(db.session(), user.login)
        db.session.commit()
        return f"{user.login} 的新初始密码 {password}（首次登录要改）"


def _called(login: str) -> User:
    user = db.session.scalar(select(User).where(User.login == folded_login(login)))
    if user is None:
        raise Refused(f"没有账号 {login}。")
    return user


def _role(text: str) -> Role | None:
    found = next((role for role in Role if text in (role.value, role.label)), None)
    if text and found is None:
        raise Refused(f"没有角色“{text}”，只有：{'、'.join(role.label for role in Role)}。")
    return found


def _department(text: str) -> Department | None:
    is_called = or_(Department.name == text, Department.short_name == text)
    found = db.session.scalar(select(Department).where(is_called))
    if text and found is None:
        raise Refused(f"没有部门“{text}”。")
    return found
