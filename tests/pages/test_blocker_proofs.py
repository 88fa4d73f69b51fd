"""The admin says which kinds of blockers are closed with proof alone."""

import io
from pathlib import Path

from tests.builders.blocker_pages import path
from tests.builders.blockers import SOLVED
from tests.databases import Database
from tests.page_client import SignIn
from tests.pages.events import kinds_recorded, last_event
from tests.pages.upload_folder import PDF, folder
from tracker.domain.event import EventKind

__all__ = ["folder"]

PROOFS = "/settings/blocker-proofs"


def need_proof_of_parking(as_: SignIn) -> None:
    as_("admin").get(PROOFS).form().submit(kinds=["parking", "land"])


def test_the_kinds_are_ticked_and_recorded(as_: SignIn, database: Database) -> None:
    before = last_event(database)
    form = as_("admin").get("/settings").follow("销号佐证").form()
    assert form.values()["kinds"] == ["land", "funds", "approval", "environment", "clearance"]
    page = form.submit(kinds=["parking", "land"])
    assert page.says("销号佐证的规定已改")
    assert kinds_recorded(database, before) == [EventKind.PROOFS_SET]
    assert as_("admin").get(PROOFS).form().values()["kinds"] == ["land", "parking"]


def test_what_changes_nothing_or_the_past_is_refused(as_: SignIn, database: Database) -> None:
    form, before = as_("admin").get(PROOFS).form(), database.rows("sign_in")
    assert "没有要改的" in form.submit(status=422).error_at("kinds")
    page = form.submit(kinds=["land"], holds_from="2026-06-09", status=422)
    assert "不能早于今天" in page.error_at("holds_from")
    assert database.rows("sign_in") == before


def test_from_then_on_nothing_of_that_kind_is_closed_without(
    as_: SignIn, database: Database
) -> None:
    need_proof_of_parking(as_)
    before = database.rows("sign_in")
    form = as_("colleague").get(path(database, "close")).form()
    assert form.page.says("停车堵点销号要有佐证")
    refused = form.submit(outcome=SOLVED, status=422)
    assert "要有佐证" in refused.error_at("proof")
    assert database.rows("sign_in") == before
    assert refused.form().submit(proof="车位共享协议").says("已销号")


def test_a_file_that_comes_with_the_closing_is_proof(
    as_: SignIn, database: Database, folder: Path
) -> None:
    need_proof_of_parking(as_)
    form = as_("colleague").get(path(database, "close")).form()
    page = form.submit(outcome=SOLVED, photos=(io.BytesIO(PDF), "协议.pdf"))
    assert page.says("已销号")
    assert page.link("协议.pdf")
