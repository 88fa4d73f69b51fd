"""Opening accounts, correcting whose they are, closing and reopening them."""

from typing import TypeVar

from flask import Response, flash, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select
from wtforms import SelectField, StringField
from wtforms.validators import InputRequired, Length, Optional

from tracker.domain.handover.closed_accounts import hands_over_for, head_of
from tracker.domain.handover.holdings import holdings_of
from tracker.domain.office.accounts import disable, enable, open_account, revise_account
from tracker.domain.people.department import Department
from tracker.domain.people.user import User
from tracker.domain.permissions import Can
from tracker.extensions import db
from tracker.pages.people.blueprint import blueprint, done, somebody, the_list
from tracker.pages.people.password import first_half_said
from tracker.web.access import allow
from tracker.web.acting import attempt
from tracker.web.fields import TOO_LONG, BaseForm, offered, storable
from tracker.web.identity import actor
from tracker.web.passwords import hashed, two_halves
from tracker.web.rendering import page, today


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
    halves = two_halves()
    password_hash = hashed("".join(halves))
    form = _account_form(AccountForm)
    return attempt(form, lambda: _open(form, halves, password_hash)) or page(
        "people/new.html", 422, form=form
    )


def _open(form: AccountForm, halves: tuple[str, str], password_hash: str) -> str:
    first, second = halves
    user = open_account(
        db.session(),
        form.login.data or "",
        form.name.data or "",
        password_hash=password_hash,
        department=_department(form),
        mail=form.mail.data or "",
        second_half=second,
        on=today(),
        by=actor(),
    )
    flash(first_half_said(user, first, "安全管理员授予角色时给出后一半，两半连起来登录"), "success")
    return url_for("people.list_all")


def _department(form: PersonForm) -> Department | None:
    chosen = form.department.data
    return db.session.get_one(Department, int(chosen)) if chosen else None


@blueprint.get("/<int:user_id>/edit")
@allow(Can.KEEP_ACCOUNTS)
def edit(user_id: int) -> Response:
    user = somebody(user_id)
    form = _account_form(
        PersonForm, name=user.name, department=str(user.department_id or ""), mail=user.mail
    )
    return page("people/edit.html", user=user, form=form)


@blueprint.post("/<int:user_id>/edit")
@allow(Can.KEEP_ACCOUNTS)
def revise(user_id: int) -> ResponseReturnValue:
    user, form = somebody(user_id), _account_form(PersonForm)
    return attempt(form, lambda: _revise(user, form)) or page(
        "people/edit.html", 422, user=user, form=form
    )


def _revise(user: User, form: PersonForm) -> str:
    revise_account(
        user,
        form.name.data or "",
        _department(form),
        mail=form.mail.data or "",
        by=actor(),
        on=today(),
    )
    flash(f"{user.name}的资料已改。", "success")
    return url_for("people.list_all")


@blueprint.post("/<int:user_id>/closing")
@allow(Can.KEEP_ACCOUNTS)
def close(user_id: int) -> ResponseReturnValue:
    user = somebody(user_id)

    def close_it() -> str:
        disable(user, by=actor(), on=today())
        return f"{user.name}的账号已停用，正在用的会话也已结束。{_left_words(user)}"

    return done(close_it, lambda: _after_closing(user))


def _left_words(user: User) -> str:
    """What is still open in that name, and who hands it over."""
    held = holdings_of(db.session(), user)
    if not held.count:
        return ""
    head = head_of(db.session(), user)
    whose = f"请部门负责人{head.name}在“移交工作”里移交" if head else "请在这里移交"
    return f"名下还有 {held.words}没有移交，{whose}。"


def _after_closing(user: User) -> str:
    """On to the handover, where something is left that nobody else can hand over."""
    is_left = holdings_of(db.session(), user).count
    if is_left and hands_over_for(db.session(), user, actor()):
        return url_for("handover.show", user_id=user.id)
    return the_list()


@blueprint.post("/<int:user_id>/reopening")
@allow(Can.KEEP_ACCOUNTS)
def reopen(user_id: int) -> ResponseReturnValue:
    user = somebody(user_id)

    def reopen_it() -> str:
        enable(user, by=actor(), on=today())
        return f"{user.name}的账号已启用。"

    return done(reopen_it)
