"""People with an account: who they are, what they are here for, and their sessions."""

import unicodedata
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tracker.domain.base import Moment, Record, word_column
from tracker.domain.people.asker import Asker
from tracker.domain.people.department import Department
from tracker.domain.words import Role

LOCK_AFTER_FAILURES = 5
LOCKED_FOR = timedelta(minutes=15)
IDLE_END = timedelta(minutes=30)


@dataclass(frozen=True)
class Actor:
    """Who acts: all that a rule needs to know of a person."""

    id: int
    name: str
    role: Role | None
    department_id: int | None

    @cached_property
    def asker(self) -> Asker:
        """The same person, as statements are written for them."""
        return Asker.of(self.role, self.id, self.department_id)


class User(Record):
    """An account. `login` is the folded sign-in name; a user without a role can do nothing yet.

    `waiting_hash` is a new password's, until the security admin agrees; `second_half`
    is what is still to be told of a first password.
    """

    __tablename__ = "user_account"
    __table_args__ = (CheckConstraint("login <> ''", name="login_is_not_empty"),)

    login: Mapped[str] = mapped_column(String(60), unique=True)
    name: Mapped[str] = mapped_column(String(40))
    password_hash: Mapped[str] = mapped_column(String(200))
    waiting_hash: Mapped[str | None] = mapped_column(String(200))
    second_half: Mapped[str] = mapped_column(String(20), default="")
    role: Mapped[Role | None] = mapped_column(word_column(Role))
    department_id: Mapped[int | None] = mapped_column(ForeignKey("department.id"))
    session_version: Mapped[int] = mapped_column(default=1)
    must_change_password: Mapped[bool] = mapped_column(default=False)
    is_active: Mapped[bool] = mapped_column(default=True)
    is_demo: Mapped[bool] = mapped_column(default=False)
    seen_event_id: Mapped[int] = mapped_column(default=0)
    mail: Mapped[str] = mapped_column(String(120), default="")

    department: Mapped[Department | None] = relationship()

    def as_actor(self) -> Actor:
        return Actor(self.id, self.name, self.role, self.department_id)


class SignIn(Record):
    """One signed-in browser; ended by signing out, a new password, or being disabled."""

    __tablename__ = "sign_in"

    token_digest: Mapped[str] = mapped_column(String(64), unique=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"), index=True)
    session_version: Mapped[int]
    ended_at: Mapped[datetime | None] = mapped_column(Moment())


class SignInGuard(Record):
    """Wrong passwords counted by folded name; lockout.py counts and judges."""

    __tablename__ = "sign_in_guard"

    login: Mapped[str] = mapped_column(String(60), unique=True)
    failures: Mapped[int] = mapped_column(default=0)
    locked_until: Mapped[datetime | None] = mapped_column(Moment())


def folded_login(text: str) -> str:
    """One spelling of a sign-in name: `admin `, `ADMIN`, `ａｄｍｉｎ` are one."""
    folded = unicodedata.normalize("NFKC", text)
    return "".join(
        sign for sign in folded if not sign.isspace() and unicodedata.category(sign)[0] != "C"
    ).casefold()[:60]
