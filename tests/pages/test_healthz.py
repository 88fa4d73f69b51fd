"""The health page: for whatever watches over the server, signed in to or not."""

import pytest
from sqlalchemy.exc import OperationalError

from tests.client.page_client import PageClient
from tracker.extensions import db


def test_a_healthy_server_says_ok(client: PageClient) -> None:
    assert client.get("/healthz").body == "ok"


def test_a_server_without_its_database_says_so(
    client: PageClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise OperationalError("SELECT 1", {}, Exception("disk I/O error"))

    monkeypatch.setattr(type(db.session), "execute", broken)
    assert client.get("/healthz", 503).body == "database not available"
