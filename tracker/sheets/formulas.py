"""What a workbook's XML tells and its values do not: formulas never worked out, and errors."""

import re
import zlib
from collections.abc import Iterator
from html import unescape
from io import BytesIO
from posixpath import join, normpath
from zipfile import BadZipFile, ZipFile

from tracker.refusal import Refused

A_PIECE = 4 * 1024**2
WORKBOOK, RELATIONS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
UNREADABLE = (BadZipFile, zlib.error, KeyError, EOFError, RuntimeError, NotImplementedError)
"""What a broken or encrypted part raises; calamine, which comes after, says it better."""

UNCOUNTED = "是公式，文件里却没有算好的结果。请用 Excel 或 WPS 打开、保存后再上传。"
PERHAPS_UNCOUNTED = "是公式，结果是 0，也可能还没算过。请用 Excel 或 WPS 打开、保存后再上传。"
IN_ERROR = "是错误值（如 #N/A、#REF!），请改成真正的内容。"
DECLARING = "文件里夹带了不该有的声明（DOCTYPE），为安全起见没有打开。请另存一份新的 .xlsx 再上传。"

Place = tuple[int, int]

_SIGNS = (b"<f>", b"<f ", b"<f/", b":f>", b":f ", b":f/", b't="e"')
_N = rb"(?:\w+:)?"
_CELL = re.compile(
    rb"<N?c\b([^>]*[^/>])>\s*<N?f\b(?:[^>]*/>|[^>]*>[^<]*</N?f>)\s*"
    rb"(?:<N?v\s*/>|<N?v>([^<]*)</N?v>)?\s*</N?c>".replace(b"N?", _N)
)
_ERROR = re.compile(rb'<N?c\b([^>]*\bt="e"[^>]*)>'.replace(b"N?", _N))
_TAG = re.compile(r"<(?:\w+:)?(sheet|calcPr|Relationship)\b([^>]*)>")
_ATTRIBUTE = re.compile(r'(?:\w+:)?(\w+)="([^"]*)"')
_PLACE = re.compile(rb'\br="([A-Z]{1,3})([1-9]\d{0,6})"')
_DECLARATION = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)


def doubts_in(content: bytes) -> dict[str, dict[Place, str]]:
    """Sheet → row and column, both from 0 → what is the matter with that cell.

    Raises Refused for XML that declares entities, which no workbook needs.
    """
    try:
        with ZipFile(BytesIO(content)) as file:
            _refuse_declarations(file)
            sheets, recounts = _sheets_of(file)
            return {name: dict(_doubts_of(file, part, recounts)) for name, part in sheets.items()}
    except UNREADABLE:
        return {}


def _refuse_declarations(file: ZipFile) -> None:
    for part in file.infolist():
        if part.filename.endswith((".xml", ".rels")):
            with file.open(part) as stream:
                if _DECLARATION.search(stream.read(4096)):
                    raise Refused(DECLARING)


def _sheets_of(file: ZipFile) -> tuple[dict[str, str], bool]:
    """Sheet → its part of the file; and whether its writer left the counting to the reader."""
    parts = {
        one["Id"]: normpath(join("xl", one["Target"])).removeprefix("/")
        for _, one in _tags(file.read(RELATIONS))
        if "Target" in one
    }
    sheets, recounts = {}, False
    for tag, one in _tags(file.read(WORKBOOK)):
        if tag == "sheet":
            sheets[one["name"]] = parts[one["id"]]
        elif tag == "calcPr":
            recounts = one.get("fullCalcOnLoad") in ("1", "true")
    return sheets, recounts


def _tags(xml: bytes) -> Iterator[tuple[str, dict[str, str]]]:
    """Each tag with its attributes, their prefixes left off."""
    for tag, attributes in _TAG.findall(xml.decode(errors="replace")):
        yield tag, {name: unescape(value) for name, value in _ATTRIBUTE.findall(attributes)}


def _doubts_of(file: ZipFile, part: str, recounts: bool) -> Iterator[tuple[Place, str]]:
    for piece in _pieces(file, part):
        if not any(sign in piece for sign in _SIGNS):
            continue
        for cell in _CELL.finditer(piece):
            if not cell[2]:
                yield from _told(cell[1], UNCOUNTED)
            elif recounts and cell[2] == b"0":
                yield from _told(cell[1], PERHAPS_UNCOUNTED)
        for cell in _ERROR.finditer(piece):
            yield from _told(cell[1], IN_ERROR)


def _pieces(file: ZipFile, part: str) -> Iterator[bytes]:
    """The part's text in pieces that end where a row ends."""
    left = b""
    with file.open(part) as stream:
        while read := stream.read(A_PIECE):
            whole, end, left = (left + read).rpartition(b"row>")
            yield whole + end
    yield left


def _told(attributes: bytes, said: str) -> Iterator[tuple[Place, str]]:
    if place := _PLACE.search(attributes):
        column = 0
        for letter in place[1]:
            column = column * 26 + letter - ord("A") + 1
        yield (int(place[2]) - 1, column - 1), said
