"""Opening accounts, correcting whose they are, closing and reopening them."""

from typing import Any

from flask import request, url_for
from wtforms import StringField
from wtforms.validators import InputRequired, Optional

from tracker.domain.handover.closed_accounts import hands_over_for, head_of
from tracker.domain.handover.open_work import open_work_of
from tracker.domain.office.accounts import disable, enable, open_account, revise_account
from tracker.domain.people.user import User
from tracker.domain.permissions import Can
from tracker.extensions import db
from tracker.pages.people.blueprint import blueprint, person_button, somebody, the_list
from tracker.pages.people.password import first_half_said
from tracker.web.act import Done, act
from tracker.web.forms.fields import BaseForm, text
from tracker.web.forms.people_fields import DepartmentField
from tracker.web.identity import actor
from tracker.web.passwords import hashed, two_halves
from tracker.web.rendering import today


class PersonForm(BaseForm):
    """Who it is for; what they may do is said by somebody else."""

    name = StringField("姓名", [InputRequired("请填写姓名。"), *text(40)])
    department = DepartmentField("部门", [Optional()], none="无")
    mail = StringField("邮箱", [Optional(), *text(120)])

    @classmethod
    def known(cls, user: User) -> dict[str, Any]:
        department = str(user.department_id or "")
        return {"name": user.name, "department": department, "mail": user.mail}


class AccountForm(PersonForm):
    """And the name to sign in with."""

    login = StringField("用户名", [InputRequired("请填写用户名。"), *text(60)])

    @classmethod
    def known(cls, *_: object) -> dict[str, Any]:
        return {}


def with_two_halves() -> tuple[tuple[str, str], str]:
    """A first password for whoever is opened an account; hashed before anything is locked."""
    if request.method != "POST":
        return ("", ""), ""
    halves = two_halves()
    return halves, hashed("".join(halves))


@act(
    blueprint,
    "/new",
    Can.KEEP_ACCOUNTS,
    opened_as="new",
    find=with_two_halves,
    form=AccountForm,
    template="people/new.html",
    home=the_list,
)
def open_one(halves: tuple[str, str], password_hash: str, form: AccountForm) -> Done:
    first, second = halves
    user = open_account(
        db.session(),
        form.login.data or "",
        form.name.data or "",
        password_hash=password_hash,
        department=form.department.department,
        mail=form.mail.data or "",
        second_half=second,
        on=today(),
        by=actor(),
    )
    then = "安全管理员授予角色时给出后一半，两半连起来登录"
    return Done(first_half_said(user, first, then))


@act(
    blueprint,
    "/<int:user_id>/edit",
    Can.KEEP_ACCOUNTS,
    opened_as="edit",
    find=somebody,
    names=("user",),
    form=PersonForm,
    template="people/edit.html",
    home=the_list,
)
def revise(user: User, form: PersonForm) -> Done:
    revise_account(
        user,
        form.name.data or "",
        form.department.department,
        mail=form.mail.data or "",
        by=actor(),
        on=today(),
    )
    return Done(f"{user.name}的资料已改。")


@person_button("/<int:user_id>/closing", Can.KEEP_ACCOUNTS)
def close(user: User) -> Done:
    disable(user, by=actor(), on=today())
    said = f"{user.name}的账号已停用，正在用的会话也已结束。{_left_words(user)}"
    return Done(said, _after_closing(user))


@person_button("/<int:user_id>/reopening", Can.KEEP_ACCOUNTS)
def reopen(user: User) -> Done:
    enable(user, by=actor(), on=today())
    return Done(f"{user.name}的账号已启用。")


def _left_words(user: User) -> str:
    """What is still open in that name, and who hands it over."""
    held = open_work_of(db.session(), user)
    if not held.count:
        return ""
    head = head_of(db.session(), user)
    whose = f"请部门负责人{head.name}在“移交工作”里移交" if head else "请在这里移交"
    return f"名下还有 {held.words}没有移交，{whose}。"


def _after_closing(user: User) -> str:
    """On to the handover, where something is left that nobody else can hand over."""
    is_left = open_work_of(db.session(), user).count
    if is_left and hands_over_for(db.session(), user, actor()):
        return url_for("handover.show", user_id=user.id)
    return the_list()
