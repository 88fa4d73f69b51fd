"""Accounts: the system admin opens and closes them, the security admin says what they are for."""

from collections.abc import Callable
from typing import TypeVar

from flask import Blueprint, Response, abort, flash, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select
from wtforms import SelectField, StringField
from wtforms.validators import InputRequired, Length, Optional

from tracker.domain.accounts import (
    RESET_BY_COMMAND_ONLY,
    disable,
    enable,
    grant_role,
    open_account,
    reset_password,
    revise_account,
)
from tracker.domain.department import Department
from tracker.domain.permissions import Can, may
from tracker.domain.refusal import Refused
from tracker.domain.user import User
from tracker.domain.words import Role
from tracker.extensions import db
from tracker.web.access import allow
from tracker.web.acting import attempt
from tracker.web.fields import TOO_LONG, BaseForm, offered, storable
from tracker.web.identity import actor
from tracker.web.once import lead_to, save_and_lead_to
from tracker.web.passwords import first_password, hashed
from tracker.web.rendering import page, today

blueprint = Blueprint("people", __name__, url_prefix="/people")


class PersonForm(BaseForm):
    """Who it is for; what they may do is said by somebody else."""

    name = StringField(
        "姓名", [InputRequired("请填写姓名。"), Length(max=40, message=TOO_LONG), storable]
    )
    department = SelectField("部门", [Optional()])
    mail = StringField("邮箱", [Optional(), Length(max=120, message=TOO_LONG), storable])


class AccountForm(PersonForm):
    """And the name to sign in with."""

    login = StringField(
        "用户名", [InputRequired("请填写用户名。"), Length(max=60, message=TOO_LONG), storable]
    )


class RoleForm(BaseForm):
    """The one role that a person has."""

    role = SelectField("角色", [Optional()], choices=offered([("", "无"), *Role.choices()]))


@blueprint.get("")
@allow(Can.KEEP_ACCOUNTS, Can.GRANT_ROLES)
def list_all() -> Response:
    people = db.session.execute(
        select(
            User.id, User.login, User.name, User.role, User.is_active, User.is_demo,
            Department.short_name.label("department"),
        )
        .outerjoin(Department, Department.id == User.department_id)
        .order_by(User.is_active.desc(), User.department_id, User.id)
    )  # fmt: skip
    return page(
        "people/list.html", people=people.all(), may_keep=may(actor(), Can.KEEP_ACCOUNTS),
        may_grant=may(actor(), Can.GRANT_ROLES), by_command_only=RESET_BY_COMMAND_ONLY,
    )  # fmt: skip


F = TypeVar("F", bound=PersonForm)


def _account_form(kind: type[F], **present: str) -> F:
    found = db.session.execute(
        select(Department.id, Department.name).where(Department.in_use).order_by(Department.id)
    )
    form = kind(data=present)
    form.department.choices = offered([("", "无"), *((str(row.id), row.name) for row in found)])
    return form


@blueprint.get("/new")
@allow(Can.KEEP_ACCOUNTS)
def new() -> Response:
    return page("people/new.html", form=_account_form(AccountForm))


@blueprint.post("/new")
@allow(Can.KEEP_ACCOUNTS)
def open_one() -> ResponseReturnValue:
    password = first_password()
    password_hash = hashed(password)
    form = _account_form(AccountForm)
    return attempt(form, lambda: _open(form, password, password_hash)) or page(
        "people/new.html", 422, form=form
    )


def _open(form: AccountForm, password: str, password_hash: str) -> str:
    user = open_account(
        db.session(), form.login.data or "", form.name.data or "", password_hash=password_hash,
        department=_department(form), mail=form.mail.data or "", on=today(), by=actor(),
    )  # fmt: skip
    tell_once(user, password)
    return url_for("people.list_all")


def _department(form: PersonForm) -> Department | None:
    chosen = form.department.data
    return db.session.get_one(Department, int(chosen)) if chosen else None


def tell_once(user: User, password: str) -> None:
    flash(
        f"{user.name}（{user.login}）的初始密码是 {password} ，只显示这一次；"
        "首次登录要改。角色由安全管理员授予。",
        "success",
    )


def _somebody(user_id: int) -> User:
    user = db.session.get(User, user_id)
    if user is None:
        abort(404)
    return user


@blueprint.get("/<int:user_id>/edit")
@allow(Can.KEEP_ACCOUNTS)
def edit(user_id: int) -> Response:
    user = _somebody(user_id)
    form = _account_form(
        PersonForm, name=user.name, department=str(user.department_id or ""), mail=user.mail
    )
    return page("people/edit.html", user=user, form=form)


@blueprint.post("/<int:user_id>/edit")
@allow(Can.KEEP_ACCOUNTS)
def revise(user_id: int) -> ResponseReturnValue:
    user, form = _somebody(user_id), _account_form(PersonForm)
    return attempt(form, lambda: _revise(user, form)) or page(
        "people/edit.html", 422, user=user, form=form
    )


def _revise(user: User, form: PersonForm) -> str:
    revise_account(
        user, form.name.data or "", _department(form), mail=form.mail.data or "", by=actor(),
        on=today(),
    )  # fmt: skip
    flash(f"{user.name}的资料已改。", "success")
    return url_for("people.list_all")


@blueprint.get("/<int:user_id>/role")
@allow(Can.GRANT_ROLES)
def role(user_id: int) -> Response:
    user = _somebody(user_id)
    form = RoleForm(data={"role": user.role.value if user.role else ""})
    return page("people/role.html", user=user, form=form)


@blueprint.post("/<int:user_id>/role")
@allow(Can.GRANT_ROLES)
def grant(user_id: int) -> ResponseReturnValue:
    user, form = _somebody(user_id), RoleForm()
    return attempt(form, lambda: _grant(user, form)) or page(
        "people/role.html", 422, user=user, form=form
    )


def _grant(user: User, form: RoleForm) -> str:
    chosen = Role(form.role.data) if form.role.data else None
    grant_role(user, chosen, by=actor(), on=today())
    flash(f"{user.name}现在是{chosen.label if chosen else '无角色'}。", "success")
    return url_for("people.list_all")


@blueprint.post("/<int:user_id>/password")
@allow(Can.KEEP_ACCOUNTS)
def reset(user_id: int) -> ResponseReturnValue:
    password = first_password()
    password_hash = hashed(password)
    user = _somebody(user_id)
    return _done(lambda: reset_password(user, password_hash, by=actor(), on=today()),
                 lambda: tell_once(user, password))  # fmt: skip


@blueprint.post("/<int:user_id>/closing")
@allow(Can.KEEP_ACCOUNTS)
def close(user_id: int) -> ResponseReturnValue:
    user = _somebody(user_id)
    told = f"{user.name}的账号已停用，正在用的会话也已结束。"
    return _done(lambda: disable(user, by=actor(), on=today()), lambda: flash(told, "success"))


@blueprint.post("/<int:user_id>/reopening")
@allow(Can.KEEP_ACCOUNTS)
def reopen(user_id: int) -> ResponseReturnValue:
    user = _somebody(user_id)
    told = f"{user.name}的账号已启用。"
    return _done(lambda: enable(user, by=actor(), on=today()), lambda: flash(told, "success"))


def _done(act: Callable[[], None], tell: Callable[[], None]) -> ResponseReturnValue:
    """One act of one button; a refusal is told on the list, where the button stands."""
    try:
        act()
    except Refused as refusal:
        db.session.rollback()
        flash(refusal.message, "error")
        return lead_to(url_for("people.list_all"))
    tell()
    return save_and_lead_to(url_for("people.list_all"))
