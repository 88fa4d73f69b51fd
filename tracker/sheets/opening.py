"""A file opened: told line by line as sheets, rows and the doubts about single cells.

A sheet is a dict with its name, its width, whether it is hidden and its merged
ranges; its rows follow as lists, each with the doubts about it right behind it.
"""

import re
from collections.abc import Iterator
from typing import Any

from tracker.refusal import Refused
from tracker.sheets.kinds import EMPTY, kind_of
from tracker.sheets.text import rows_of

SHORTENED = re.compile(r"[+-]?\d(\.\d+)?[Ee]\+\d+")
SAID_SHORTENED = "被改成了科学计数法，后面的位数可能丢了，请核对原件。"


def told(content: bytes, ending: str) -> Iterator[Any]:
    """All that the file holds; raises Refused with one sentence when it cannot be read."""
    kind = kind_of(content, ending)
    if kind == "text":
        yield from _of_text(content)
    else:
        from tracker.sheets.cells import sheets_of

        yield from sheets_of(content, kind)


def _of_text(content: bytes) -> Iterator[Any]:
    rows = rows_of(content)
    if not any(any(row) for row in rows):
        raise Refused(EMPTY)
    yield {"sheet": "", "width": max(map(len, rows)), "is_hidden": False, "merged": []}
    for number, row in enumerate(rows):
        yield row
        for place, cell in enumerate(row):
            if SHORTENED.fullmatch(cell):
                yield {"doubt": [number, place, SAID_SHORTENED]}
