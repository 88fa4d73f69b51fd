"""Keeping: backups that are sound under load, and putting one back."""

import sqlite3
from contextlib import closing
from pathlib import Path

from flask import Flask
from sqlalchemy import create_engine
from sqlalchemy.engine import make_url
from sqlalchemy.orm import Session

from tracker.commands.papers import beside, copy_papers, named_in
from tracker.domain.attachment.file_store import folder_in
from tracker.domain.event import broken_links
from tracker.refusal import Refused


def database_file(app: Flask) -> Path:
    """The SQLite file; raises Refused for another database, which has tools of its own."""
    url = make_url(app.config["DATABASE_URL"])
    if url.get_backend_name() != "sqlite" or not url.database:
        raise Refused("PostgreSQL 请用 pg_dump 和 pg_restore 备份、恢复。")
    return Path(url.database)


def back_up(app: Flask, to: Path) -> str:
    """A sound copy of the database as it is at this moment, writers or not.

    The papers that it speaks of go into a folder beside; says so if some are lost. A paper
    is on the disk before its record is, so that the copy's are all there.
    """
    if not database_file(app).exists():
        raise Refused("还没有数据库可备份。")
    to.parent.mkdir(parents=True, exist_ok=True)
    if to.exists():
        raise Refused(f"{to} 已经存在，请换个文件名。")
    unfinished = to.with_name(f"{to.name}.part")
    unfinished.unlink(missing_ok=True)
    _copy(database_file(app), unfinished)
    lost = copy_papers(named_in(unfinished), folder_in(app.config["INSTANCE"]), beside(to))
    unfinished.rename(to)
    return lost


def restore(app: Flask, backup: Path) -> tuple[Path, str]:
    """Put a backup in the database's place and the papers that lie beside it in theirs.

    Gives where the present database was kept, and says so if papers are lost. Raises
    Refused when the backup is not sound. The server must not be running.
    """
    if not backup.exists():
        raise Refused(f"没有 {backup} 这个文件。")
    judge(backup, app.config["EVENT_KEY"].encode())
    file = database_file(app)
    aside = file.with_suffix(".before-restore.db")
    if file.exists():
        aside.unlink(missing_ok=True)
        _copy(file, aside)
    lost = copy_papers(named_in(backup), beside(backup), folder_in(app.config["INSTANCE"]))
    _copy(backup, file)
    return aside, lost


def _copy(one: Path, other: Path) -> None:
    """SQLite's own way, which waits for writers and leaves nothing half done."""
    with closing(sqlite3.connect(one)) as source, closing(sqlite3.connect(other)) as target:
        source.backup(target)


def judge(backup: Path, key: bytes) -> None:
    """Raise Refused unless this is a sound database of ours, its chain of events whole."""
    asked = sqlite3.connect(f"file:{backup}?mode=ro", uri=True)
    try:
        sound = asked.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        asked.execute("SELECT event_id FROM event_tail").fetchone()
    except sqlite3.DatabaseError as problem:
        raise Refused(f"{backup} 不是本系统的备份，或已损坏。") from problem
    finally:
        asked.close()
    if not sound:
        raise Refused(f"{backup} 已损坏，请换一份备份。")
    engine = create_engine(f"sqlite:///{backup}")
    with Session(engine) as session:
        broken = next(broken_links(session, key), None)
    engine.dispose()
    if broken:
        raise Refused(f"{backup} 里的操作记录与本机密钥对不上（{broken}），没有恢复。")
