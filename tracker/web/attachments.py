"""Where the papers lie that people upload, and how they are taken away again: as downloads."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

from flask import Response, abort, current_app
from sqlalchemy import select

from tracker.domain.attachment import Attachment
from tracker.domain.attachment.file_store import AT_ONCE, folder_in
from tracker.extensions import db, writes


def folder() -> Path:
    """Where all papers lie; `tracker backup` takes it along."""
    return folder_in(current_app.config["INSTANCE"])


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
