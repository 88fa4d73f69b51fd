"""A forgotten password: one admin asks for a new one, the other agrees, and each tells a half."""

from flask.typing import ResponseReturnValue

from tracker.domain.office.first_password import (
    agree_to_new_password,
    ask_for_new_password,
    decline_new_password,
)
from tracker.domain.people.user import User
from tracker.domain.permissions import Can
from tracker.pages.people.blueprint import blueprint, done, somebody
from tracker.web.access import allow
from tracker.web.identity import actor
from tracker.web.passwords import hashed, two_halves
from tracker.web.rendering import today


@blueprint.post("/<int:user_id>/password")
@allow(Can.KEEP_ACCOUNTS)
def ask(user_id: int) -> ResponseReturnValue:
    first, second = two_halves()
    password_hash = hashed(first + second)
    user = somebody(user_id)

    def ask_for_it() -> str:
        ask_for_new_password(user, password_hash, second, by=actor(), on=today())
        return first_half_said(user, first, "安全管理员同意后给出后一半，同意以前原密码照用")

    return done(ask_for_it)


@blueprint.post("/<int:user_id>/password/agreement")
@allow(Can.GRANT_ROLES)
def agree(user_id: int) -> ResponseReturnValue:
    user = somebody(user_id)

    def agree_to_it() -> str:
        second = agree_to_new_password(user, by=actor(), on=today())
        return f"已同意重置{user.name}的密码。{second_half_said(user, second)}"

    return done(agree_to_it)


@blueprint.post("/<int:user_id>/password/refusal")
@allow(Can.GRANT_ROLES)
def decline(user_id: int) -> ResponseReturnValue:
    user = somebody(user_id)

    def decline_it() -> str:
        decline_new_password(user, by=actor(), on=today())
        return f"没有同意，{user.name}的密码不变。"

    return done(decline_it)


def first_half_said(user: User, first: str, then: str) -> str:
    return (
        f"{user.name}（{user.login}）的初始密码前一半是 {first} ，只显示这一次，请当面告诉本人；"
        f"{then}。"
    )


def second_half_said(user: User, second: str) -> str:
    """Nothing where no half is left to be told."""
    if not second:
        return ""
    return (
        f"{user.name}（{user.login}）的初始密码后一半是 {second} ，只显示这一次，请当面告诉本人；"
        "接在系统管理员给的前一半后面一起输入，首次登录要改。"
    )
