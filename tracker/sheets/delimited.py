"""CSV, streamed: UTF-8 with BOM or GB18030, CRLF, no cell that a spreadsheet would run."""

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO
from itertools import islice
from typing import Any

ENCODINGS = {"utf-8": "utf-8", "gb18030": "gb18030"}
BREAKS_OFF = "导出中断，本文件不完整，请重新导出"
RISKY = "=+-@\t\r＝＋－＠"
ROWS_A_PIECE = 250

_SELDOM = [*"=+@\t＝＋－＠\u3000'\"", ",-", "\n-", ", ", "\n "]
_BEGINS = re.compile("[,\n][" + re.escape(RISKY + " \u3000'") + ']|"')

Row = Sequence[Any]


def safe(value: Any) -> Any:
    """A cell that no spreadsheet takes for a formula; numbers stay numbers.

    A text that begins with a sign (or blanks and a sign) gets an apostrophe;
    one that begins with an apostrophe gets another, so that reading can undo it.
    """
    return "'" + value if isinstance(value, str) and _would_run(value) else value


def bare(cell: str) -> str:
    """What `safe` made of a text, undone; any other text as it is."""
    return cell[1:] if cell[:1] == "'" and _would_run(cell[1:]) else cell


def stream(headers: list[str], rows: Iterable[Row], encoding: str = "utf-8") -> Iterator[bytes]:
    """The file piece by piece. A break in `rows` is told in the last line, then raised."""
    codec = ENCODINGS[encoding]
    yield ("\ufeff" if codec == "utf-8" else "").encode(codec) + _written([headers]).encode(codec)
    piece: list[Row] = []
    coming = iter(rows)
    try:
        while True:
            # What came before a break is kept by extend.
            piece.extend(islice(coming, ROWS_A_PIECE))
            if not piece:
                return
            yield _text_of(piece).encode(codec)
            piece.clear()
    except Exception:
        yield (_text_of(piece) + _written([[BREAKS_OFF]])).encode(codec)
        raise


def _would_run(text: str) -> bool:
    begins = text.lstrip(" \u3000")[:1]
    return bool(begins and begins in RISKY) or text[:1] in ("'", "\t", "\r", "\n")


def _text_of(rows: list[Row]) -> str:
    """The rows as lines; joined outright where no cell needs quotes or an apostrophe."""
    if not rows:
        return ""
    try:
        text = "\r\n".join(map(",".join, rows))
    except TypeError:
        return _written(rows)
    has_commas = text.count(",") != len(rows) * (len(rows[0]) - 1)
    has_breaks = not text.count("\r") == text.count("\n") == len(rows) - 1
    return _written(rows) if has_commas or has_breaks or _is_risky(text) else text + "\r\n"


def _is_risky(text: str) -> bool:
    """Whether any cell must be quoted or made safe; first what is quick and seldom there."""
    lines = "\n" + text
    return any(sign in lines for sign in _SELDOM) and bool(_BEGINS.search(lines))


def _written(rows: Iterable[Row]) -> str:
    file = StringIO()
    csv.writer(file, lineterminator="\r\n").writerows([safe(cell) for cell in row] for row in rows)
    return file.getvalue()
