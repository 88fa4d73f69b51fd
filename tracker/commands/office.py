"""Offices: a real one that waits for its set-up, the demo, and what both start with."""

import secrets
from datetime import date
from pathlib import Path

import click
from flask import Flask
from sqlalchemy import select, update

from seed.demo import seed_demo
from seed.print import seed_print
from seed.print.listed import seed_rankings
from seed.reference import seed_reference
from tracker.domain.office.founding import prepare_office
from tracker.domain.office.office import Office
from tracker.domain.people.user import User
from tracker.extensions import db
from tracker.refusal import Refused
from tracker.web.passwords import first_password, hashed, is_right
from tracker.web.rendering import today


def seed(app: Flask) -> None:
    """Reference lists and what is in print; a second time changes nothing."""
    with app.app_context():
        seed_reference(db.session())
        seed_print(db.session())
        seed_rankings(db.session(), today())
        db.session.commit()


def wait_for_set_up(app: Flask) -> str:
    """A real office, empty but for its reference lists; gives the one-time token."""
    token = secrets.token_urlsafe(18)
    with app.app_context():
        prepare_office(db.session(), token)
        seed_reference(db.session())
        seed_print(db.session())
        db.session.commit()
    return token


def make_demo(app: Flask, projects: int) -> str:
    """The demo office, made unless it stands already; gives the password of its people."""
    with app.app_context():
        office = db.session.scalar(select(Office))
        if office is not None and not office.is_demo:
            raise Refused("这里是正式启用的单位，不能装入演示数据。演示请另设 TRACKER_INSTANCE。")
        password = demo_password(app)
        if office is None:
            password_hash = hashed(password)
            _make(today(), projects, password_hash)
        else:
            _keep_password(password)
    return password


def _keep_password(password: str) -> None:
    """The setting may have changed since the office was made: what is printed must be right."""
    known = db.session.scalar(select(User.password_hash).where(User.is_demo).order_by(User.id))
    if is_right(password, known):
        return
    password_hash = hashed(password)
    db.session.execute(
        update(User)
        .where(User.is_demo, User.password_hash == known)
        .values(password_hash=password_hash, session_version=User.session_version + 1)
    )
    db.session.commit()


def _make(on: date, projects: int, password_hash: str) -> None:
    session = db.session()
    many = projects > 1000
    seed_demo(
        session,
        on,
        lambda login: password_hash,
        projects,
        session.commit if many else lambda: None,
    )
    session.commit()


def demo_password(app: Flask) -> str:
    """The one from the settings, else a random one that is kept so that it can be told again."""
    if given := app.config["DEMO_PASSWORD"]:
        return str(given).strip()
    kept = Path(app.config["INSTANCE"]) / "demo-password"
    if not kept.exists():
        kept.write_text(first_password())
        kept.chmod(0o600)
    return kept.read_text().strip()


def tell_demo_people(app: Flask, password: str) -> None:
    """Print who can sign in."""
    with app.app_context():
        people = db.session.scalars(select(User).where(User.is_demo).order_by(User.id).limit(8))
        click.echo(f"演示账号，口令都是：{password}")
        for person in people:
            role = person.role.label if person.role else "无角色"
            click.echo(f"  {person.login:<10}{person.name}（{role}）")
