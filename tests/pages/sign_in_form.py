"""Coming in through the sign-in page itself, as a person does."""

from flask import Flask

from tests.databases import Database
from tests.page_client import Page, PageClient
from tests.world import PASSWORD, PEOPLE
from tracker.domain.people.user import SignInGuard

WRONG = "wrong horse 42"


def tries(app: Flask, login: str, password: str, status: int, at: str = "/sign-in") -> Page:
    """A fresh browser fills in the sign-in page."""
    form = PageClient(app).get(at).form("登录")
    return form.submit(login=login, password=password, status=status)


def comes_in(app: Flask, who: str, password: str = PASSWORD) -> PageClient:
    """That person of the world in a browser of their own, through the page."""
    return tries(app, PEOPLE[who][0], password, 303).client


def is_in(client: PageClient) -> bool:
    return client.try_out("GET", "/permissions") == 200


def failures(database: Database, login: str) -> int:
    """How many wrong passwords are counted for the name."""
    with database.session() as session:
        guard = session.query(SignInGuard).filter_by(login=login).one_or_none()
        return guard.failures if guard else 0
