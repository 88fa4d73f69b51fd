"""Files that people upload: how large a request may be, what a file is called, what a table holds.

A page with a field for a table:

    class ImportForm(BaseForm):
        file = SheetField("名单文件", [FileRequired("请选一个文件。")])

    @blueprint.post("/rankings/import")
    @allow(Can.KEEP_RANKINGS)
    @takes_up_to(LARGEST_SHEET)
    def preview() -> ResponseReturnValue:
        …

`form_start` of components/field.html makes a form with such a field multipart.
"""

from collections.abc import Callable
from pathlib import PurePath
from typing import Any, TypeVar

from flask import Flask, current_app, request
from flask_wtf.file import FileField
from werkzeug.datastructures import FileStorage

from tracker.refusal import Refused
from tracker.sheets import reading

View = TypeVar("View", bound=Callable[..., Any])

MEGABYTE = 1024**2
LARGEST_SHEET = 20
"""Megabytes of a table; two hundred thousand rows are about that."""

LONGEST_NAME = 200
ROOM_FOR_THE_REST = 64 * 1024
"""What a form's other fields and the borders between them may need besides the file."""


def takes_up_to(megabytes: int) -> Callable[[View], View]:
    """The view takes a file as large as that; other views keep to the app's own bound."""

    def mark(view: View) -> View:
        view.megabytes = megabytes  # type: ignore[attr-defined]
        return view

    return mark


def init_app(app: Flask) -> None:
    app.before_request(widen)


def widen() -> None:
    """Before anything reads the form: how large this one may be.

    It is read here, while no transaction is open: a file that comes in slowly keeps
    no other writer waiting.
    """
    view = current_app.view_functions.get(request.endpoint or "")
    if megabytes := getattr(view, "megabytes", None):
        request.max_content_length = megabytes * MEGABYTE + ROOM_FOR_THE_REST
        _ = request.files


def called(file: FileStorage) -> str:
    """What the user calls the file; it is shown and kept, and never a path of ours."""
    name = PurePath((file.filename or "").replace("\\", "/")).name
    name = "".join(sign for sign in name if sign.isprintable()).strip()
    ending = PurePath(name).suffix[-20:]
    return name if len(name) <= LONGEST_NAME else name[: LONGEST_NAME - len(ending)] + ending


class SheetField(FileField):
    """A table to be uploaded: .xlsx, .xls or .csv."""

    data: FileStorage | None

    def __init__(
        self, label: str, validators: Any = None, megabytes: int = LARGEST_SHEET, **options: Any
    ) -> None:
        self.megabytes = megabytes
        accepted = {"accept": ".xlsx,.xls,.csv", "data-megabytes": megabytes}
        accepted |= options.pop("render_kw", {})
        super().__init__(label, validators, render_kw=accepted, **options)

    @property
    def called(self) -> str:
        """The chosen file's name, as data."""
        return called(self.data) if self.data else ""

    def read(self) -> reading.Workbook | None:
        """The sheets of the chosen file, None if there is none.

        Raises Refused at this field. A file takes seconds: nothing may be locked meanwhile.
        """
        if not self.data:
            return None
        content = self.data.stream.read(self.megabytes * MEGABYTE + 1)
        if len(content) > self.megabytes * MEGABYTE:
            said = f"文件超过 {self.megabytes} MB。请删掉图片和不用的工作表，或者分成几个文件上传。"
            raise Refused(said, **{self.name: said})
        try:
            return reading.read(content, self.called)
        except Refused as refusal:
            raise Refused(refusal.message, **{self.name: refusal.message}) from refusal
