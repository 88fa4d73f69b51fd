"""Papers: the files behind attachments, taken along by a backup and held against their records."""

import shutil
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.domain.attachment import Attachment
from tracker.domain.attachment.file_store import digest_of, place

Named = tuple[str, str]
"""A file's random name and its digest."""


def paper_differences(session: Session, folder: Path) -> Iterator[str]:
    """Every attachment whose file is lost or is not the one that came."""
    asked = select(Attachment.id, Attachment.stored_as, Attachment.sha256, Attachment.subject)
    for row in session.execute(asked.order_by(Attachment.id)):
        if (wrong := _wrong_with(place(folder, row.stored_as), row.sha256)) is not None:
            yield f"attachment {row.id} of {row.subject}: its file {wrong}"


def named_in(database: Path) -> list[Named]:
    """The files that a SQLite database speaks of; none in one from before there were any."""
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as asked:
        try:
            return asked.execute("SELECT stored_as, sha256 FROM attachment ORDER BY id").fetchall()
        except sqlite3.OperationalError:
            return []


def copy_papers(named: Iterable[Named], one: Path, other: Path) -> str:
    """Copy these files from folder to folder, each whole or not at all; says so if some are lost.

    Files never change, so one that lies there already is left alone.
    """
    missing = 0
    for name, digest in named:
        source, target = place(one, name), place(other, name)
        if _wrong_with(target, digest) is None:
            continue
        if _wrong_with(source, digest) is not None:
            missing += 1
            continue
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        half = target.with_name(f"{target.name}.part")
        shutil.copyfile(source, half)
        half.rename(target)
    if not missing:
        return ""
    return f"有 {missing} 份资料的文件找不到或已损坏，是哪些请运行 tracker verify 看。"


def beside(backup: Path) -> Path:
    """The folder of papers that belongs to a backup: monday.db, monday.attachments."""
    return backup.with_suffix(".attachments")


def _wrong_with(path: Path, digest: str) -> str | None:
    if not path.is_file():
        return "is lost"
    return None if digest_of(path) == digest else "is not the one that came"
