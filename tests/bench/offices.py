"""Demo offices of any size: made once, kept under instance/bench, copied for each run."""

import hashlib
import shutil
import sqlite3
import time
from collections.abc import Callable
from pathlib import Path

from seed.demo import seed_demo
from tests.bench.copies import enlarge
from tracker.app import create_app
from tracker.commands.migrating import bring_up_to_date
from tracker.config import ROOT
from tracker.extensions import db
from tracker.web.rendering import today

NO_PASSWORD = "!"  # nobody signs in with one: sessions are made without
KEPT = ROOT / "instance" / "bench"
PLAYED = 250
"""Projects in the office that is played with the real verbs; larger ones are made of its copies."""

SHAPED_BY = (
    "migrations/versions/*.py",
    "seed/*.py",
    "seed/*/*.py",
    "seed/*/*.csv",
    "tracker/domain/search/*.py",
    "tracker/matching/*",
    "tests/bench/copies.py",
    "tests/bench/offices.py",
)
"""The files that a demo office depends on; when one changes it is made anew."""


def kept_office(size: int, say: Callable[[str], None]) -> Path:
    """The folder of an office with so many projects, ten follow-ups each."""
    folder, stamp = KEPT / str(size), stamp_of(SHAPED_BY)
    marker = folder / "stamp"
    if marker.exists() and marker.read_text() == stamp:
        return folder
    shutil.rmtree(folder, ignore_errors=True)
    played = kept_office(PLAYED, say) if size > PLAYED else None
    say(f"making an office of {size:,} projects …")
    start = time.perf_counter()
    if played:
        copied(played, folder)
    else:
        folder.mkdir(parents=True)
    _make(folder, size, enlarge_it=played is not None)
    marker.write_text(stamp)
    megabytes = (folder / "tracker.db").stat().st_size / 1e6
    say(f"made in {time.perf_counter() - start:.0f} s, {megabytes:,.0f} MB")
    return folder


def copied(office: Path, to: Path) -> Path:
    """A copy with the same keys, to be written to and thrown away."""
    to.mkdir(parents=True)
    for name in ("tracker.db", "secret.key", "event.key"):
        shutil.copyfile(office / name, to / name)
    return to


def settle(file: Path) -> None:
    """One file without a log beside it, so that a copy is whole."""
    connection = sqlite3.connect(file)
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()


def stamp_of(patterns: tuple[str, ...]) -> str:
    """A hash of the files that something was made from."""
    found = hashlib.sha256()
    for pattern in patterns:
        for file in sorted(ROOT.glob(pattern)):
            found.update(file.read_bytes())
    return found.hexdigest()


def _make(folder: Path, size: int, *, enlarge_it: bool) -> None:
    app = create_app(INSTANCE=str(folder), DATABASE_URL=f"sqlite:///{folder}/tracker.db")
    with bring_up_to_date(app).app_context():
        session = db.session()
        if enlarge_it:
            enlarge(session, size, today())
        else:
            seed_demo(session, today(), lambda _: NO_PASSWORD, size)
        session.commit()
        db.session.remove()
        db.engine.dispose()
    settle(folder / "tracker.db")
