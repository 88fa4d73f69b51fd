"""Who is signed in: a random token in the cookie, its digest in the database, idle end."""

import hashlib
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import Flask, g, session
from flask_login import UserMixin, current_user, login_user, logout_user
from sqlalchemy import ScalarSelect, bindparam, func, select, update

from tracker.domain.base import utc_now
from tracker.domain.event import EventTail
from tracker.domain.notice import Notice
from tracker.domain.people.asker import Asker
from tracker.domain.people.user import IDLE_END, Actor, SignIn, User
from tracker.domain.words import Role
from tracker.extensions import db, login

RENEW_AFTER = 60
"""Seconds after which a request moves the idle end; not at each, to save cookies."""


@dataclass(frozen=True)
class SignedIn(UserMixin):
    """The person behind a request, as Flask-Login wants it, with the Actor that rules want."""

    token: str
    actor: Actor
    login: str
    department: str
    must_change_password: bool
    seen_event_id: int
    project_version: int
    unread: tuple[int, int] = (0, 0)
    """The oldest and the newest notice not read yet; notices are read from the oldest on."""
    version: int = 0
    """Of everything in the office: the number of the last event."""

    @property
    def id(self) -> int:
        return self.actor.id

    @property
    def name(self) -> str:
        return self.actor.name

    @property
    def role(self) -> Role | None:
        return self.actor.role

    def get_id(self) -> str:
        return self.token


def digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def init_app(app: Flask) -> None:
    """Tell Flask-Login how a cookie becomes a person."""
    login.session_protection = None
    login.user_loader(load)


def _unread(edge: Callable[..., Any]) -> ScalarSelect[int]:
    """The number at that edge of one's unread notices, from the index that holds them in order."""
    unread = (Notice.user_id == User.id, Notice.read_at.is_(None))
    return select(edge(Notice.id)).where(*unread).correlate(User).scalar_subquery()


_asked = (
    select(
        User.id,
        User.name,
        User.role,
        User.department_id,
        User.login,
        User.must_change_password,
        User.seen_event_id,
        EventTail.project_event_id,
        EventTail.event_id,
        _unread(func.min).label("oldest"),
        _unread(func.max).label("newest"),
    )
    .select_from(SignIn)
    .join(User, (User.id == SignIn.user_id) & (User.session_version == SignIn.session_version))
    .outerjoin(EventTail, EventTail.id == 1)
    .where(SignIn.ended_at.is_(None), User.is_active, SignIn.token_digest == bindparam("digest"))
)


def load(token: str) -> SignedIn | None:
    """The person of that token; None when signed out, disabled, re-passworded or idle too long."""
    if time.time() - session.get("seen", 0) > IDLE_END.total_seconds():
        g.is_expired = True
        return None
    # Asked on the connection: each request asks, and rows of columns need nothing of the ORM.
    row = db.session.connection().execute(_asked, {"digest": digest(token)}).first()
    if row is None:
        g.is_expired = True
        return None
    return SignedIn(
        token,
        Actor(row.id, row.name, row.role, row.department_id),
        row.login,
        "",
        row.must_change_password,
        row.seen_event_id,
        row.project_event_id or 0,
        (row.oldest or 0, row.newest or 0),
        row.event_id or 0,
    )


def sign_in(user: User) -> None:
    """Begin a new session for this user; whatever the browser held before is dropped."""
    token = secrets.token_urlsafe(32)
    db.session.add(
        SignIn(token_digest=digest(token), user_id=user.id, session_version=user.session_version)
    )
    db.session.flush()
    session.clear()
    session["seen"] = int(time.time())
    login_user(SignedIn(token, user.as_actor(), user.login, "", user.must_change_password, 0, 0))


def sign_out() -> None:
    """End this browser's session, so that a copy of its cookie is dead too."""
    db.session.execute(
        update(SignIn)
        .where(SignIn.token_digest == digest(current_user.token))
        .values(ended_at=utc_now())
    )
    logout_user()
    session.clear()


def move_idle_end() -> None:
    """Somebody is at the desk: the idle time starts anew."""
    if time.time() - session.get("seen", 0) > RENEW_AFTER:
        session["seen"] = int(time.time())


def actor() -> Actor:
    """The signed-in person as the domain's verbs take them."""
    found: Any = current_user
    signed_in: Actor = found.actor
    return signed_in


def asker() -> Asker:
    """The same person, as statements are written for them."""
    return actor().asker
