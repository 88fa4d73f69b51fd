"""The stamp on `.venv`: which blocks of the lock file lie in it, and for which Python."""

import json
import os

from tracker.bootstrap.places import PYTHON, STAMP, VENV


def read_stamp() -> dict:
    try:
        return json.loads(STAMP.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}


def write_stamp(installed: dict[str, str]) -> None:
    words = {"interpreter": interpreter(), "blocks": installed}
    STAMP.write_text(json.dumps(words, indent=2), encoding="utf-8")


def interpreter() -> str:
    """Where `.venv` lies and what its Python really is: it survives no move and no upgrade."""
    return f"{VENV} {os.path.realpath(PYTHON)}"


def kept(stamp: dict) -> dict[str, str]:
    """Digest by block of what is installed and still good: nothing under another interpreter."""
    return stamp["blocks"] if stamp.get("interpreter") == interpreter() else {}


def stale(wanted: dict[str, str], installed: dict[str, str]) -> list[str]:
    return [name for name, value in wanted.items() if installed.get(name) != value]
