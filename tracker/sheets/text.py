"""A CSV as it comes: its encoding and delimiter guessed, its cells as they were typed."""

import csv
import re
from collections import Counter
from io import StringIO
from itertools import islice

from tracker.refusal import Refused
from tracker.sheets.bounds import LONGEST_CELL, Bounds
from tracker.sheets.delimited import BREAKS_OFF, bare

MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
DELIMITERS = ",;\t"
LINES_LOOKED_AT = 50
MARKED = {"'", "="}
WRAPPED = re.compile(r'="([^"]*)"')
"""How some systems keep a spreadsheet from making a number of a telephone number."""

STRANGE = (
    "文字编码认不出来，不是 UTF-8，也不是 GB18030。请用 Excel 或 WPS 打开，另存为 .xlsx 再上传。"
)
HALF = "这份 CSV 导出到一半就断了，不完整（最后一行这样写着）。请重新导出一份再上传。"
TORN = "CSV 里有一格长得不正常，多半是少了一个引号。请用 Excel 或 WPS 打开，另存为 .xlsx 再上传。"

csv.field_size_limit(LONGEST_CELL)


def rows_of(content: bytes) -> list[list[str]]:
    """Every record of the file; raises Refused with what to do."""
    text = decoded(content)
    rows: list[list[str]] = []
    bounds = Bounds()
    try:
        for row in csv.reader(StringIO(text, newline=""), delimiter=delimiter_of(text)):
            bounds.add(len(row))
            rows.append([_typed(cell) if cell[:1] in MARKED else cell for cell in row])
    except csv.Error as problem:
        raise Refused(TORN) from problem
    if rows and rows[-1] == [BREAKS_OFF]:
        raise Refused(HALF)
    return rows


def decoded(content: bytes) -> str:
    """By its mark, else UTF-8, else GB18030, which holds every sign that GBK lacks."""
    marked = [codec for mark, codec in MARKS.items() if content.startswith(mark)]
    for codec in marked or ("utf-8", "gb18030"):
        try:
            text = content.decode(codec)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise Refused(STRANGE)


def delimiter_of(text: str) -> str:
    """The one that divides most of the first records alike, and of two such the one into more."""

    def divided(mark: str) -> tuple[int, int]:
        reader = csv.reader(StringIO(text, newline=""), delimiter=mark)
        widths = Counter(len(row) for row in islice(reader, LINES_LOOKED_AT) if any(row))
        return max(((times, width) for width, times in widths.items() if width > 1), default=(0, 1))

    return max(DELIMITERS, key=divided)


def _typed(cell: str) -> str:
    wrapped = WRAPPED.fullmatch(cell)
    return wrapped[1] if wrapped else bare(cell)
