"""The child that reads one file from its standard input and tells it line by line, as JSON.

`python -m tracker.sheets.child .xlsx`. A hostile file costs this process, which has
little memory, little time and no disk, and never the server: see reading.py.
"""

import json
import sys
from datetime import date, datetime
from typing import Any

from tracker.refusal import Refused
from tracker.sheets.bounds import TOO_HEAVY

MEMORY = 640 * 1024**2
SECONDS = 60
"""Ends a child whose parent died; a living parent is less patient."""


def main(ending: str) -> None:
    """Tell every sheet, row and doubt of the file, or why it is refused."""
    confine()
    from tracker.sheets.opening import told

    content = sys.stdin.buffer.read()
    try:
        for line in told(content, ending):
            tell(line)
        tell({"is_whole": True})
    except Refused as refusal:
        tell({"refused": refusal.message})
    except MemoryError:
        tell({"refused": TOO_HEAVY})


def confine() -> None:
    """Little memory, no file, no core; Windows has no such bounds and relies on the clock."""
    try:
        import resource
    except ImportError:
        return
    for bound, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(bound, (most, most))


def tell(line: Any) -> None:
    sys.stdout.write(json.dumps(line, ensure_ascii=True, default=_named) + "\n")


def _named(value: date | datetime) -> dict[str, str]:
    return {"moment" if isinstance(value, datetime) else "day": value.isoformat()}


if __name__ == "__main__":
    main(sys.argv[1])
