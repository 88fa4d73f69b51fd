"""Keeping: backups that are sound under load, and putting one back."""

import sqlite3
from contextlib import closing
from pathlib import Path

from flask import Flask
from sqlalchemy import create_engine
from sqlalchemy.engine import make_url
from sqlalchemy.orm import Session

from tracker.domain.event import broken_links
from tracker.domain.refusal import Refused


def database_file(app: Flask) -> Path:
    """The SQLite file; raises Refused for another database, which has tools of its own."""
    url = make_url(app.config["DATABASE_URL"])
    if url.get_backend_name() != "sqlite" or not url.database:
        raise Refused("PostgreSQL 请用 pg_dump 和 pg_restore 备份、恢复。")
    return Path(url.database)


def back_up(app: Flask, to: Path) -> None:
    """A sound copy of the database as it is at this moment, writers or not."""
    if not database_file(app).exists():
        raise Refused("还没有数据库可备份。")
    to.parent.mkdir(parents=True, exist_ok=True)
    if to.exists():
        raise Refused(f"{to} 已经存在，请换个文件名。")
    unfinished = to.with_name(f"{to.name}.part")
    unfinished.unlink(missing_ok=True)
    _copy(database_file(app), unfinished)
    unfinished.rename(to)


def restore(app: Flask, backup: Path) -> Path:
    """Put a backup in the database's place; gives where the present one was kept.

    Raises Refused when the backup is not sound. The server must not be running.
    """
    if not backup.exists():
        raise Refused(f"没有 {backup} 这个文件。")
    judge(backup, app.config["EVENT_KEY"].encode())
    file = database_file(app)
    aside = file.with_suffix(".before-restore.db")
    if file.exists():
        aside.unlink(missing_ok=True)
        back_up(app, aside)
    _copy(backup, file)
    return aside


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
