"""The field for a table: what it reads, what it says, and how large a request may be."""

from io import BytesIO

import pytest
from flask import Flask, request
from flask.testing import FlaskClient
from flask_wtf.file import FileRequired
from werkzeug.datastructures import FileStorage

from tests.sheets.books import book
from tracker.refusal import Refused
from tracker.sheets.kinds import EMPTY
from tracker.web.forms import uploads
from tracker.web.forms.fields import BaseForm
from tracker.web.forms.uploads import SheetField, called, takes_up_to


class ImportForm(BaseForm):
    """A form with a table."""

    file = SheetField("名单文件", [FileRequired("请选一个文件。")], megabytes=100)


@takes_up_to(100)
def take() -> dict[str, object]:
    """What a page does with the form, told as JSON."""
    form = ImportForm()
    if not form.validate():
        return {"errors": form.errors}
    try:
        table = form.file.read()
    except Refused as refusal:
        form.take(refusal)
        return {"errors": form.errors}
    assert table is not None
    return {"called": form.file.called, "rows": table.first.rows}


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> FlaskClient:
    """Two addresses: one that takes files, and one that keeps to the app's bound.

    A megabyte is a thousand bytes here, for the client leaves large files open.
    """
    monkeypatch.setattr(uploads, "MEGABYTE", 1000)
    app = Flask(__name__)
    app.config.update(SECRET_KEY="示例", MAX_CONTENT_LENGTH=90_000, WTF_I18N_ENABLED=False)
    uploads.init_app(app)
    app.add_url_rule("/files", view_func=take, methods=["POST"])
    app.add_url_rule("/words", "words", lambda: {"length": len(request.form)}, methods=["POST"])
    return app.test_client()


def answer(site: FlaskClient, content: bytes, name: str) -> dict[str, object]:
    told: dict[str, object] = site.post("/files", data={"file": (BytesIO(content), name)}).json
    return told


def test_a_table_is_read(site: FlaskClient) -> None:
    content = book(lambda sheet: sheet.write_row(0, 0, ["甲", 7]))
    assert answer(site, content, "名单.xlsx") == {"called": "名单.xlsx", "rows": [["甲", 7]]}
    assert answer(site, "甲,7".encode(), "名单.csv")["rows"] == [["甲", "7"]]


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (b"", "", "请选一个文件。"),
        (b"", "名单.csv", EMPTY),
        (b"%PDF", "名单.pdf", "这个文件的扩展名是 .pdf，只能读 .xlsx、.xls 和 .csv。"),
        (b"a" * 100_001, "名单.csv", "文件超过 100 MB。"),
    ],
)
def test_every_fault_is_a_sentence_at_the_field(
    site: FlaskClient, content: bytes, name: str, said: str
) -> None:
    errors = answer(site, content, name)["errors"]
    assert isinstance(errors, dict)
    [sentence] = errors["file"]
    assert sentence.startswith(said)


def test_only_the_address_that_takes_files_takes_a_large_request(site: FlaskClient) -> None:
    def status(path: str, length: int) -> int:
        sent = {"file": (BytesIO(b"a\n" * (length // 2)), "名单.csv")}
        return site.post(path, data=sent).status_code

    assert [status("/words", 80_000), status("/words", 100_000)] == [200, 413]
    assert [status("/files", 100_000), status("/files", 200_000)] == [200, 413]


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ("招商方案.xlsx", "招商方案.xlsx"),
        ("../../etc/名单.xlsx", "名单.xlsx"),
        (r"C:\桌面\名单.xlsx", "名单.xlsx"),
        ("名\r\n单\x00.csv", "名单.csv"),
        ("\u202excod.exe", "xcod.exe"),
        ("", ""),
        (None, ""),
        ("长" * 300 + ".xlsx", "长" * 195 + ".xlsx"),
    ],
)
def test_a_files_name_is_data_and_no_path(given: str | None, name: str) -> None:
    assert called(FileStorage(BytesIO(), filename=given)) == name
