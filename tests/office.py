"""The app under test: made as in production, its tables by the migrations, its people signed in."""

from dataclasses import dataclass

from flask import Flask, session
from flask_wtf.csrf import generate_csrf
from sqlalchemy import select

from tests.databases import EVENT_KEY
from tests.world import PEOPLE
from tracker.app import create_app
from tracker.commands.migrating import bring_up_to_date
from tracker.domain.people.user import User
from tracker.extensions import db
from tracker.web import identity

SECRET_KEY = "a secret for tests alone"


@dataclass(frozen=True)
class Cookie:
    """A signed-in browser's cookie, and a CSRF token that belongs to it."""

    name: str
    value: str
    csrf_token: str


def open_app(url: str, **settings: str) -> Flask:
    return create_app(
        DATABASE_URL=url, SECRET_KEY=SECRET_KEY, EVENT_KEY=EVENT_KEY, TESTING=True, **settings
    )


def migrate(url: str) -> None:
    """Bring the database at that address from whatever it is to the newest schema."""
    bring_up_to_date(open_app(url))


def cookie_of(app: Flask, who: str) -> Cookie:
    """Sign one of world.PEOPLE in, without the sign-in page."""
    return cookie_for(app, PEOPLE[who][0] if who in PEOPLE else who)


def cookie_for(app: Flask, login: str) -> Cookie:
    """Sign in whoever has that sign-in name."""
    with app.test_request_context("/"):
        identity.sign_in(db.session.scalars(select(User).where(User.login == login)).one())
        db.session.commit()
        token = generate_csrf()
        signed = app.session_interface.get_signing_serializer(app)  # type: ignore[attr-defined]
        return Cookie(app.config["SESSION_COOKIE_NAME"], signed.dumps(dict(session)), token)
