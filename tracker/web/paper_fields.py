"""Photos and papers that come along with an act, saved with it once or not at all.

An act whose form has `photos = PapersField("照片、文件")` is declared with `papers="photos"`.
"""

from collections.abc import Callable, Sequence
from contextlib import ExitStack
from typing import Any

from flask import Response
from flask_wtf.file import FileField, FileRequired
from werkzeug.datastructures import FileStorage
from wtforms import MultipleFileField

from tracker.domain.attachment import attach
from tracker.domain.attachment.file_kinds import ENDINGS, LARGEST, TAKEN, judged
from tracker.domain.attachment.file_store import kept
from tracker.extensions import db
from tracker.refusal import Refused
from tracker.web.attachments import folder, is_known
from tracker.web.fields import BaseForm
from tracker.web.identity import actor
from tracker.web.rendering import today
from tracker.web.submissions import save_and_lead_to
from tracker.web.uploads import called

MOST = 60
"""Megabytes of all files of one form: some photos as telephones take them."""


class PapersField(MultipleFileField):
    """Any number of files, none of which need be chosen."""

    megabytes = MOST

    def __init__(self, label: str, **options: Any) -> None:
        super().__init__(
            label,
            description=f"可以一次选几个：{TAKEN}，每个不超过 {LARGEST} MB",
            render_kw={
                "accept": ENDINGS,
                "multiple": True,
                "data-each": LARGEST,
                "data-megabytes": MOST,
            },
            **options,
        )

    @property
    def chosen(self) -> list[FileStorage]:
        """The files that were chosen; for none a browser sends one without a name."""
        return [one for one in self.data or () if isinstance(one, FileStorage) and one.filename]


class PaperField(FileField):
    """One file."""

    megabytes = LARGEST

    @property
    def chosen(self) -> list[FileStorage]:
        return [self.data] if self.data else []


class PaperForm(BaseForm):
    """One file, put behind what it belongs to."""

    file = PaperField(
        "文件",
        [FileRequired("请选一个文件。")],
        render_kw={"accept": ENDINGS, "data-megabytes": LARGEST},
        description=f"PDF、OFD、图片、Word、Excel、PPT、WPS、TXT、CSV，每个不超过 {LARGEST} MB",
    )


def save_with_papers(field: Any, act: Callable[[], Any]) -> Response:
    """Do the act and save it, with the papers that were chosen in the field.

    The files go to the disk before anything is locked, so that no other writer
    waits for them; `act` asks anew for whatever it stands on, and returns what they
    stand behind (`behind`) and where to go (`to`).
    """
    try:
        return _saved(field.chosen, act)
    except Refused as refusal:
        at_fields = {_field(name, field): said for name, said in refusal.fields.items()}
        raise Refused(refusal.message, **at_fields) from refusal


def _saved(files: Sequence[FileStorage], act: Callable[[], Any]) -> Response:
    names = [called(file) for file in files]
    kinds = [judged(name, file.stream) for name, file in zip(names, files, strict=True)]  # type: ignore[arg-type]
    if files:
        db.session.rollback()
    with ExitStack() as stack:
        stored = [stack.enter_context(kept(folder(), file.stream)) for file in files]  # type: ignore[arg-type]
        done = act()
        for one, name, kind in zip(stored, names, kinds, strict=True):
            attach(done.behind, one, name, kind, by=actor(), on=today())
        answer = save_and_lead_to(done.to)
        for one in stored:
            # The same form sent twice at the same moment was answered by the first.
            if not is_known(one.name):
                one.take_away(folder())
    return answer


def _field(name: str, field: Any) -> str:
    """A file that is not taken is said at the field that it was chosen in."""
    return field.name if name == "file" else name
