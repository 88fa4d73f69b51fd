"""Backups: taken while others write, judged before they are put back."""

import sqlite3
import threading
from pathlib import Path

import pytest
from sqlalchemy import text

from tests.command_line import Command, on_sqlite
from tracker.domain.people.department import Department

__all__ = ["on_sqlite"]


def departments(command: Command) -> int:
    with command.session() as session:
        return session.query(Department).count()


def test_what_was_backed_up_comes_back(on_sqlite: Command, tmp_path: Path) -> None:
    on_sqlite("init")
    before, backup = departments(on_sqlite), tmp_path / "backups" / "monday.db"
    on_sqlite("backup", str(backup))
    on_sqlite.execute("INSERT INTO department VALUES ('晚', '晚', 0, 1, 999, '2026-01-01')")
    aside = on_sqlite("restore", str(backup))
    assert departments(on_sqlite) == before
    assert "before-restore" in aside
    assert "账实相符" in on_sqlite("verify")
    assert not list(backup.parent.glob("*.part"))


def test_no_backup_is_written_over(on_sqlite: Command, tmp_path: Path) -> None:
    on_sqlite("init")
    on_sqlite("backup", str(tmp_path / "one.db"))
    assert "已经存在" in on_sqlite("backup", str(tmp_path / "one.db"), code=1)


def test_a_backup_taken_amid_writes_is_whole(on_sqlite: Command, tmp_path: Path) -> None:
    on_sqlite("init")
    stop = threading.Event()

    def write() -> None:
        number = 0
        while not stop.is_set():
            number += 1
            on_sqlite.execute(
                "INSERT INTO zone (name, kind, recorded_at) VALUES (:name, 'x', '2026-01-01')",
                name=f"示例 {number}",
            )

    writer = threading.Thread(target=write)
    writer.start()
    for number in range(5):
        backup = tmp_path / f"{number}.db"
        on_sqlite("backup", str(backup))
        with sqlite3.connect(backup) as asked:
            assert asked.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        asked.close()
    stop.set()
    writer.join()


@pytest.mark.parametrize("content", [b"", b"no database", b"SQLite format 3\x00" + b"x" * 5000])
def test_what_is_no_backup_is_not_put_back(
    on_sqlite: Command, tmp_path: Path, content: bytes
) -> None:
    on_sqlite("init")
    before = departments(on_sqlite)
    (tmp_path / "bad.db").write_bytes(content)
    assert "bad.db" in on_sqlite("restore", str(tmp_path / "bad.db"), code=1)
    assert "没有" in on_sqlite("restore", str(tmp_path / "none.db"), code=1)
    assert departments(on_sqlite) == before


def test_a_backup_whose_events_were_changed_is_not_put_back(
    on_sqlite: Command, tmp_path: Path
) -> None:
    on_sqlite("init")
    on_sqlite("backup", str(tmp_path / "one.db"))
    with sqlite3.connect(tmp_path / "one.db") as forged:
        forged.execute("DROP TRIGGER event_keeps_UPDATE")
        forged.execute("UPDATE event SET because = '改过' WHERE id = 1")
    forged.close()
    assert "对不上" in on_sqlite("restore", str(tmp_path / "one.db"), code=1)
    with on_sqlite.session() as session:
        assert session.scalar(text("SELECT because FROM event WHERE id = 1")) != "改过"
