"""A first password in two halves: each admin tells one, so that neither comes in as somebody else.

The system admin opens accounts and asks for new passwords, the security admin
grants roles and agrees. Whoever the account is for hears a half from each, and
types them one behind the other. Only its hash and the half that is still to be
told are kept.
"""

from datetime import date

from sqlalchemy.orm import Session, object_session

from tracker.domain.event import EventKind, note_event
from tracker.domain.office.accounts import WATCHERS
from tracker.domain.people.user import Actor, User
from tracker.refusal import Refused


def ask_for_new_password(
    user: User, password_hash: str, second_half: str, *, by: Actor, on: date
) -> None:
    """The system admin asks; the old password holds until the security admin agrees.

    Asked again, the newer one takes the place of the older. Raises Refused for
    one's own, for those who watch the admins, and for a closed account.
    """
    if by.id == user.id:
        raise Refused("自己的密码请在“我的密码”里改。")
    if user.role in WATCHERS:
        raise Refused(
            f"{user.role.label}的密码不由系统管理员重置，请在服务器上执行 tracker user password。"
        )
    if not user.is_active:
        raise Refused(f"{user.name}的账号已停用，先启用再重置密码。")
    user.waiting_hash, user.second_half = password_hash, second_half
    _note(EventKind.PASSWORD_RESET_ASKED, user, by=by, on=on)


def agree_to_new_password(user: User, *, by: Actor, on: date) -> str:
    """Put the new password in place and give its second half; the person's sessions end.

    Raises Refused when nobody asked for one.
    """
    _judge_waiting(user, by)
    user.password_hash, user.waiting_hash = user.waiting_hash or "", None
    user.must_change_password = True
    user.session_version += 1
    _note(EventKind.PASSWORD_RESET, user, by=by, on=on)
    return take_second_half(user)


def decline_new_password(user: User, *, by: Actor, on: date) -> None:
    """The old password stays. Raises Refused when nobody asked for a new one."""
    _judge_waiting(user, by)
    user.waiting_hash, user.second_half = None, ""
    _note(EventKind.PASSWORD_RESET_DECLINED, user, by=by, on=on)


def take_second_half(user: User) -> str:
    """The half that is still to be told, told this once; "" when there is none."""
    if user.waiting_hash is not None:
        return ""
    half, user.second_half = user.second_half, ""
    return half


def _judge_waiting(user: User, by: Actor) -> None:
    if by.id == user.id:
        raise Refused("自己的密码请在“我的密码”里改。")
    if user.waiting_hash is None:
        raise Refused(f"没有人申请重置{user.name}的密码，或者已经办过了。")


def _note(kind: EventKind, user: User, *, by: Actor, on: date) -> None:
    session: Session | None = object_session(user)
    assert session is not None, "an account changes only inside a session"
    told = {"name": user.name, "login": user.login}
    note_event(session, kind, by=by, on=on, subject=f"user:{user.id}", after=told)
