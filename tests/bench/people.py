"""The demo people who ask, each with a session and a token for its forms."""

import secrets
from dataclasses import dataclass
from urllib.parse import urlencode

from flask import Flask

from tests.bench.client import Request
from tests.office import cookie_for


@dataclass(frozen=True)
class Person:
    """Somebody signed in: what their browser sends along."""

    cookie: str
    csrf_token: str

    def get(self, path: str, **headers: str) -> Request:
        return Request(path, headers={"Cookie": self.cookie} | headers)

    def post(self, path: str, **typed: str) -> Request:
        """A form sent for the first time."""
        form = {"csrf_token": self.csrf_token, "once": secrets.token_urlsafe(12)} | typed
        headers = {"Cookie": self.cookie, "Content-Type": "application/x-www-form-urlencoded"}
        return Request(path, "POST", headers, urlencode(form).encode())


def person(app: Flask, login: str) -> Person:
    """Begin a session for that login."""
    made = cookie_for(app, login)
    return Person(f"{made.name}={made.value}", made.csrf_token)
