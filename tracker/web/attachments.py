"""Papers that people upload and take away: stored outside every transaction, sent as downloads.

A page that lets papers be put behind its noun:

    @blueprint.post("/<code>/attachments")
    @allow(Can.FOLLOW_UP)
    @takes_up_to(LARGEST)
    def keep_paper(code: str) -> ResponseReturnValue:
        project = mine(code)
        form = PaperForm()
        return put_behind(form, lambda: mine(code), there) or page(…, 422, form=form)
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote

from flask import Response, abort, current_app
from flask_wtf.file import FileField, FileRequired
from sqlalchemy import select

from tracker.domain.attachment import Attachment, Papered, attach
from tracker.domain.attachment.file_kinds import ENDINGS, LARGEST, judged
from tracker.domain.attachment.file_store import AT_ONCE, folder_in, kept
from tracker.extensions import db, writes
from tracker.refusal import Refused
from tracker.web.fields import BaseForm, refused
from tracker.web.identity import actor
from tracker.web.rendering import today
from tracker.web.submissions import save_and_lead_to
from tracker.web.uploads import called


class PaperForm(BaseForm):
    """One file."""

    file = FileField(
        "文件",
        [FileRequired("请选一个文件。")],
        render_kw={"accept": ENDINGS, "data-megabytes": LARGEST},
        description=f"PDF、OFD、图片、Word、Excel、PPT、WPS、TXT、CSV，每个不超过 {LARGEST} MB",
    )


def folder() -> Path:
    """Where all papers lie; `tracker backup` takes it along."""
    return folder_in(current_app.config["INSTANCE"])


def put_behind(form: PaperForm, find: Callable[[], Papered], there: str) -> Response | None:
    """Store the chosen file and put it behind what `find` finds; None, with the form's errors,
    where it is not taken.

    The file goes to the disk before anything is written to the database, so that no
    other writer waits for it; what is found then is asked for anew.
    """
    if not form.validate():
        return None
    content, name = form.file.data.stream, called(form.file.data)
    try:
        kind = judged(name, content)
        db.session.rollback()
        with kept(folder(), content) as stored:
            attach(find(), stored, name, kind, by=actor(), on=today())
            answer = save_and_lead_to(there)
            # The same form sent twice at the same moment was answered by the first.
            if not is_known(stored.name):
                stored.take_away(folder())
        return answer
    except Refused as refusal:
        refused(form, refusal)
        return None


def sent(attachment: Attachment) -> Response:
    """The file as a download, whatever it is, under the name that it came with.

    410 where the file itself is lost.
    """
    path = attachment.place_in(folder())
    if not path.is_file():
        abort(410)
    answer = Response(_parts(path), mimetype=attachment.media_type)
    answer.content_length = attachment.size_bytes
    plain = f"attachment-{attachment.id}{path_ending(attachment.file_name)}"
    answer.headers["Content-Disposition"] = (
        f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(attachment.file_name, safe='')}"
    )
    return answer


def path_ending(name: str) -> str:
    """.pdf of a name that ends so; nothing of one whose ending is no plain word."""
    ending = Path(name).suffix
    return ending if ending.removeprefix(".").isalnum() and ending.isascii() else ""


def _parts(path: Path) -> Iterator[bytes]:
    """Opened when the first is asked for, closed after the last or when nobody asks any more."""
    with path.open("rb") as file:
        while part := file.read(AT_ONCE):
            yield part


def is_known(stored_as: str) -> bool:
    """Whether a row names the file; else nobody will ever ask for it."""
    writes.set(False)
    asked = select(Attachment.id).where(Attachment.stored_as == stored_as)
    return db.session.scalar(asked) is not None
