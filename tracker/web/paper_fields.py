"""Photos and papers that come along with an act, saved with it once or not at all.

A page whose form has `photos = PapersField("照片、文件")`:

    @takes_up_to(MOST)
    def answer(blocker_id: int) -> ResponseReturnValue:
        …
        return attempt_with_papers(form, act) or page(…, 422, form=form)

where `act` does what is asked and returns what the papers stand behind, and where to go.
"""

from collections.abc import Callable, Sequence
from contextlib import ExitStack
from typing import Any

from flask import Response
from werkzeug.datastructures import FileStorage
from wtforms import MultipleFileField

from tracker.domain.attachment import Papered, attach
from tracker.domain.attachment.file_kinds import ENDINGS, LARGEST, TAKEN, judged
from tracker.domain.attachment.file_store import kept
from tracker.extensions import db
from tracker.refusal import Refused
from tracker.web.attachments import folder, is_known
from tracker.web.fields import refused
from tracker.web.identity import actor
from tracker.web.rendering import today
from tracker.web.submissions import save_and_lead_to
from tracker.web.uploads import called

MOST = 60
"""Megabytes of all files of one form: some photos as telephones take them."""

Act = Callable[[], tuple[Papered, str]]


class PapersField(MultipleFileField):
    """Any number of files, none of which need be chosen."""

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


def attempt_with_papers(form: Any, act: Act) -> Response | None:
    """Do the act if the form is whole, with its papers; None when the form or a rule says no.

    The files go to the disk before anything is locked, so that no other writer
    waits for them; `act` asks anew for whatever it stands on.
    """
    if not form.validate():
        return None
    try:
        return _do(form.photos.chosen, act)
    except Refused as refusal:
        at_fields = {_field(name): said for name, said in refusal.fields.items()}
        refused(form, Refused(refusal.message, **at_fields))
        return None


def _do(files: Sequence[FileStorage], act: Act) -> Response:
    names = [called(file) for file in files]
    kinds = [judged(name, file.stream) for name, file in zip(names, files, strict=True)]  # type: ignore[arg-type]
    if files:
        db.session.rollback()
    with ExitStack() as stack:
        stored = [stack.enter_context(kept(folder(), file.stream)) for file in files]  # type: ignore[arg-type]
        behind, there = act()
        for one, name, kind in zip(stored, names, kinds, strict=True):
            attach(behind, one, name, kind, by=actor(), on=today())
        answer = save_and_lead_to(there)
        for one in stored:
            # The same form sent twice at the same moment was answered by the first.
            if not is_known(one.name):
                one.take_away(folder())
    return answer


def _field(name: str) -> str:
    """A file that is not taken is said at the field that it was chosen in."""
    return "photos" if name == "file" else name
