"""Reading a table from a file: CSV, XLSX and XLS become sheets of plain Python values.

The file is opened by a child process with little memory and time, so that the
worst of files costs a sentence. Whole numbers are int, others float; days are
date, moments datetime, times of the day and durations text; a text is as it was
typed, an empty cell is "", and a number that looks like a day's serial stays one.
"""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryFile
from threading import Semaphore, Timer
from typing import Any, NamedTuple

from tracker.refusal import Refused
from tracker.sheets.bounds import TOO_HEAVY
from tracker.sheets.kinds import BROKEN, ending_of

SECONDS = 30
ROOT = Path(__file__).resolve().parent.parent.parent
TOO_SLOW = "文件太复杂，半分钟还没读完。请把要用的部分复制到一份新的 .xlsx 里，或者分几次上传。"

Cell = str | int | float | bool | date | datetime

_turn = Semaphore(1)
"""One child at a time for each server process: together they must not fill the machine."""


class Merged(NamedTuple):
    """A merged range, its corners counted from 0; its value stands at the top left."""

    top: int
    left: int
    bottom: int
    right: int


class Doubt(NamedTuple):
    """A cell whose value is not to be trusted, counted from 0, and why, in the user's words."""

    row: int
    column: int
    said: str

    @property
    def cell(self) -> str:
        """Its name in a spreadsheet: C5."""
        return f"{letters(self.column)}{self.row + 1}"


@dataclass(slots=True)
class Sheet:
    """One sheet: rows all as wide as the widest, the first at the sheet's row 1.

    A CSV is one sheet without a name.
    """

    name: str
    width: int
    is_hidden: bool = False
    merged: tuple[Merged, ...] = ()
    rows: list[list[Cell]] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Workbook:
    """All the sheets of a file, in the order of its tabs."""

    sheets: tuple[Sheet, ...]

    @property
    def first(self) -> Sheet:
        """The first sheet that is seen and not empty; there is always one that is not empty."""
        return min(self.sheets, key=lambda sheet: (not sheet.rows, sheet.is_hidden))


def read(source: Path | bytes, name: str) -> Workbook:
    """The file's sheets; `name` is what the user calls it, and its extension must be true.

    Raises Refused with one sentence that says what is the matter and what to do.
    """
    ending = ending_of(name)
    content = source.read_bytes() if isinstance(source, Path) else source
    found = _Found()
    with _turn, _child(content, ending) as lines:
        for line in lines:
            found.take(line)
    return Workbook(tuple(found.sheets))


def letters(column: int) -> str:
    """A column's name in a spreadsheet: 0 is A, 26 is AA."""
    name = ""
    while column >= 0:
        column, letter = divmod(column, 26)
        name, column = chr(ord("A") + letter) + name, column - 1
    return name


@contextmanager
def _child(content: bytes, ending: str) -> Iterator[Iterator[Any]]:
    """What the child tells, line by line; it is gone when the block is left."""
    with TemporaryFile() as given:
        given.write(content)
        given.seek(0)
        child = subprocess.Popen(
            [sys.executable, "-m", "tracker.sheets.child", ending],
            cwd=ROOT,
            env=_surroundings(),
            stdin=given,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        clock = Timer(SECONDS, child.kill)
        clock.start()
        try:
            yield _lines_of(child, clock)
        finally:
            clock.cancel()
            child.kill()
            child.communicate()


def _surroundings() -> dict[str, str]:
    """What a child needs of the environment; nothing of it is a secret."""
    return {name: os.environ[name] for name in ("SYSTEMROOT", "PATH") if name in os.environ}


def _lines_of(child: subprocess.Popen[bytes], clock: Timer) -> Iterator[Any]:
    assert child.stdout is not None
    for line in child.stdout:
        if not line.endswith(b"\n"):  # the child was cut off in the middle of it
            break
        told = json.loads(line, object_hook=_value)
        if told == {"is_whole": True}:
            return
        yield told
    ended = child.wait()
    if clock.finished.is_set():
        raise Refused(TOO_SLOW)
    # A library that asks for more memory than it may have aborts.
    raise Refused(TOO_HEAVY if ended == -signal.SIGABRT else BROKEN)


def _value(told: dict[str, Any]) -> Any:
    if "day" in told:
        return date.fromisoformat(told["day"])
    return datetime.fromisoformat(told["moment"]) if "moment" in told else told


class _Found:
    """What the child has told so far. Each text is kept once: a long list repeats itself."""

    def __init__(self) -> None:
        self.sheets: list[Sheet] = []
        self.texts: dict[str, str] = {}

    def take(self, line: Any) -> None:
        """One line more: a row, a doubt, a new sheet, or a refusal, which is raised."""
        if isinstance(line, list):
            sheet = self.sheets[-1]
            row = [self.texts.setdefault(one, one) if type(one) is str else one for one in line]
            sheet.rows.append(row + [""] * (sheet.width - len(row)))
        elif "doubt" in line:
            row_number, column, said = line["doubt"]
            doubt = Doubt(row_number, column, self.texts.setdefault(said, said))
            self.sheets[-1].doubts.append(doubt)
        elif "sheet" in line:
            merged = tuple(Merged(*corners) for corners in line["merged"])
            self.sheets.append(Sheet(line["sheet"], line["width"], line["is_hidden"], merged))
        else:
            raise Refused(line["refused"])
