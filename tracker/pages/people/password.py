"""A forgotten password: one admin asks for a new one, the other agrees, and each tells a half."""

from tracker.domain.office.first_password import (
    agree_to_new_password,
    ask_for_new_password,
    decline_new_password,
)
from tracker.domain.people.user import User
from tracker.domain.permissions import Can
from tracker.pages.people.blueprint import person_button, somebody
from tracker.web.act import Done
from tracker.web.identity import actor
from tracker.web.passwords import hashed, two_halves
from tracker.web.rendering import today


def with_two_halves(user_id: int) -> tuple[User, tuple[str, str], str]:
    """Whose password, and the new one; it is hashed before anything is locked."""
    halves = two_halves()
    password_hash = hashed("".join(halves))
    return somebody(user_id), halves, password_hash


@person_button("/<int:user_id>/password", Can.KEEP_ACCOUNTS, find=with_two_halves)
def ask(user: User, halves: tuple[str, str], password_hash: str) -> Done:
    first, second = halves
    ask_for_new_password(user, password_hash, second, by=actor(), on=today())
    then = "安全管理员同意后给出后一半，同意以前原密码照用"
    return Done(first_half_said(user, first, then))


@person_button("/<int:user_id>/password/agreement", Can.GRANT_ROLES)
def agree(user: User) -> Done:
    second = agree_to_new_password(user, by=actor(), on=today())
    return Done(f"已同意重置{user.name}的密码。{second_half_said(user, second)}")


@person_button("/<int:user_id>/password/refusal", Can.GRANT_ROLES)
def decline(user: User) -> Done:
    decline_new_password(user, by=actor(), on=today())
    return Done(f"没有同意，{user.name}的密码不变。")


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
