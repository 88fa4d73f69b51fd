"""Papers: uploaded, taken away under their own names, seen as what they stand behind is."""

import io
import os
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import pytest
from flask import Flask
from werkzeug.datastructures import FileStorage

from tests.builders import firms
from tests.databases import Database
from tests.page_client import Page, SignIn
from tests.pages.events import kinds_recorded, last_event
from tests.world import BING, JIA, YI, World
from tracker.domain.attachment.file_kinds import LARGEST, MEGABYTE
from tracker.domain.attachment.file_store import folder_in
from tracker.domain.event import EventKind
from tracker.web.uploads import called

PDF = b"%PDF-1.7 sample"
PAPERS = f"/projects/{JIA}/attachments"


@pytest.fixture
def folder(app: Flask) -> Iterator[Path]:
    """Where papers lie, empty before and after."""
    folder = folder_in(app.config["INSTANCE"])
    yield folder
    for file in folder.rglob("*"):
        if file.is_file():
            file.unlink()


def files(folder: Path) -> list[Path]:
    return [one for one in folder.rglob("*") if one.is_file()]


def upload(
    as_: SignIn,
    who: str = "officer",
    name: str = "示例协议.pdf",
    content: bytes = PDF,
    at: str = PAPERS,
    status: int = 303,
) -> Page:
    form = as_(who).get(at).form("上传")
    return form.submit(file=(io.BytesIO(content), name), status=status)


def test_a_paper_is_uploaded_recorded_and_taken_away(
    as_: SignIn, database: Database, folder: Path
) -> None:
    before = last_event(database)
    page = upload(as_)
    assert page.says("示例协议.pdf")
    assert page.says("上传《示例协议.pdf》")
    assert kinds_recorded(database, before) == [EventKind.ATTACHMENT_ADDED]
    taken = as_("colleague").get(page.link("示例协议.pdf"))
    assert taken.body == PDF
    assert taken.headers["Content-Type"] == "application/pdf"
    assert taken.headers["Content-Disposition"].startswith("attachment;")
    assert "no-store" in taken.headers["Cache-Control"]
    assert len(files(folder)) == 1


NAMES = {
    "../../etc/passwd.pdf": "passwd.pdf",
    "“引号”和 空格;.pdf": "“引号”和 空格;.pdf",
    "招商方案.pdf": "招商方案.pdf",
    "gpj\u202efdp.pdf": "gpjfdp.pdf",
    "长" * 300 + ".pdf": "长" * 196 + ".pdf",
    "<script>alert(1)<": None,
}


def test_neither_a_path_nor_a_line_break_of_a_name_reaches_a_header_or_a_disk() -> None:
    for name, kept in (("C:\\示例\\合同.pdf", "合同.pdf"), ("a\r\nX: y\x00.pdf", "aX: y.pdf")):
        assert called(FileStorage(filename=name)) == kept


@pytest.mark.parametrize("name", NAMES, ids=range(len(NAMES)))
def test_a_name_is_data_and_comes_back_as_it_was(as_: SignIn, folder: Path, name: str) -> None:
    expected = NAMES[name]
    if expected is None:
        assert "不收" in upload(as_, name=name, status=422).error_at("file")
        return
    page = upload(as_, name=name)
    taken = as_("officer").get(page.link(expected))
    said = taken.headers["Content-Disposition"]
    assert unquote(said.split("filename*=UTF-8''")[1]) == expected
    assert said.isascii()
    assert "\n" not in said
    assert all(set(one.name) <= set("0123456789abcdef") for one in files(folder))


def test_what_is_not_taken_is_said_at_the_field_and_nothing_is_kept(
    as_: SignIn, database: Database, folder: Path
) -> None:
    before = database.rows("sign_in")
    for name, content, said in (
        ("a.html", b"<script>", "不收"),
        ("a.svg", b"<svg/>", "不收"),
        ("a.pdf", b"<html>", "内容不是"),
        ("a.pdf", b"", "空的"),
    ):
        assert said in upload(as_, name=name, content=content, status=422).error_at("file")
    page = as_("officer").get(PAPERS).form("上传").submit(status=422)
    assert "请选一个文件" in page.error_at("file")
    assert (database.rows("sign_in"), files(folder)) == (before, [])


def test_a_paper_of_the_largest_size_is_taken_and_no_larger_one(
    as_: SignIn, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tracker.domain.attachment.file_kinds.MEGABYTE", 1024)
    largest = b"%PDF-" + bytes(LARGEST * 1024 - 5)
    upload(as_, content=largest)
    page = upload(as_, content=largest + b"x", status=422)
    assert "超过 20 MB" in page.error_at("file")


def test_a_request_far_too_large_is_not_even_read(as_: SignIn, folder: Path) -> None:
    answer = as_("officer").flask.post(
        PAPERS,
        content_type="multipart/form-data; boundary=x",
        environ_overrides={"CONTENT_LENGTH": str((LARGEST + 1) * MEGABYTE)},
    )
    assert (answer.status_code, files(folder)) == (413, [])


def test_a_form_sent_twice_keeps_one_paper(as_: SignIn, database: Database, folder: Path) -> None:
    form = as_("officer").get(PAPERS).form("上传")
    for _ in range(2):
        form.submit(file=(io.BytesIO(PDF), "示例.pdf"))
    assert len(database.rows()["attachment"]) == len(files(folder)) == 1


def test_a_folder_that_cannot_be_written_is_a_sentence(
    as_: SignIn, database: Database, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = database.rows("sign_in")

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "read-only")

    monkeypatch.setattr("tracker.domain.attachment.file_store.os.open", refuse)
    page = upload(as_, status=422)
    assert "写不进去" in page.error_at("file")
    assert database.rows("sign_in") == before
    assert files(folder) == []


def test_nobody_waits_while_a_file_is_written(
    as_: SignIn, database: Database, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def sync_slowly(handle: int) -> None:
        with database.session() as session:
            World(session).jia.industry = "有人同时在写"
            session.commit()
        sync(handle)

    sync = os.fsync
    monkeypatch.setattr(os, "fsync", sync_slowly)
    assert upload(as_).says("上传《示例协议.pdf》")
    with database.session() as session:
        assert World(session).jia.industry == "有人同时在写"


def test_who_follows_a_project_up_puts_papers_behind_it_and_who_reads_it_takes_them(
    as_: SignIn, folder: Path
) -> None:
    page = upload(as_, "street", at=f"/projects/{BING}/attachments")
    address = page.link("示例协议.pdf")
    for who in ("officer", "leader", "street"):
        as_(who).get(address)
    as_("stranger").get(address, 404)
    as_("auditor").get(address, 403)
    as_("leader").get(f"/projects/{BING}/attachments", 403)
    as_("officer").get(f"/projects/{YI}/attachments", 404)
    as_("officer").get("/attachments/999", 404)


def test_a_paper_that_was_struck_out_is_given_to_nobody(
    as_: SignIn, database: Database, folder: Path
) -> None:
    address = upload(as_).link("示例协议.pdf")
    as_("leader").get(f"{address}/void", 403)
    form = as_("colleague").get(f"{address}/void").form("作废")
    assert form.submit(status=422).error_at("because")
    before = last_event(database)
    page = form.submit(because="传错了")
    assert page.says("作废《示例协议.pdf》")
    assert kinds_recorded(database, before) == [EventKind.ATTACHMENT_VOIDED]
    as_("officer").get(address, 404)
    assert len(files(folder)) == 1


def test_a_lost_file_is_said_to_be_lost(as_: SignIn, folder: Path) -> None:
    address = upload(as_).link("示例协议.pdf")
    files(folder)[0].unlink()
    assert as_("officer").get(address, 410).says("文件不在了")


def test_a_paper_of_a_firm_is_seen_as_the_firm_is(
    as_: SignIn, database: Database, folder: Path
) -> None:
    with database.session() as session:
        world = World(session)
        listed = firms.firm(world, "示例公开").id
        hidden = world.jia.firm_id
        session.commit()
    for firm_id, stranger in ((listed, 200), (hidden, 404)):
        page = upload(as_, at=f"/firms/{firm_id}/attachments")
        address = page.link("示例协议.pdf")
        assert page.says("上传《示例协议.pdf》")
        as_("colleague").get(address)
        as_("stranger").get(address, stranger)
    as_("street").get(f"/firms/{listed}/attachments", 403)
