"""Which files are taken, told by their ending and by how their content begins.

No archives, for nobody sees what is inside; nothing that a browser would run.
"""

from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePath
from typing import BinaryIO

from tracker.refusal import refuse

MEGABYTE = 1024 * 1024
LARGEST = 20
"""Megabytes of one file: a scanned contract, a set of slides with pictures."""

ENCODINGS = ("utf-8", "gb18030")
HEAD, TAIL = 64 * 1024, 256 * 1024
TAKEN = "PDF、OFD、图片、Word、Excel、PPT、WPS、TXT、CSV"
OFFICE = "application/vnd.openxmlformats-officedocument"


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of file: what it is called, and whether a content (its head and tail) is one."""

    word: str
    media_type: str
    is_one: Callable[[bytes, bytes], bool]


def _begins(*signs: bytes) -> Callable[[bytes, bytes], bool]:
    return lambda head, _: head.startswith(signs)


def _zipped(*names: bytes) -> Callable[[bytes, bytes], bool]:
    """A zip in whose directory, at its end, one of these names stands."""
    return lambda head, tail: head.startswith(b"PK\x03\x04") and any(one in tail for one in names)


def _is_text(head: bytes, _: bytes) -> bool:
    """Text of any encoding that people use here; no sign of it is NUL."""
    # 记事本's old “Unicode” is UTF-16, and begins with its mark.
    encodings = ("utf-16",) if head.startswith((BOM_UTF16_LE, BOM_UTF16_BE)) else ENCODINGS
    return any(_reads(head, encoding) for encoding in encodings)


def _reads(head: bytes, encoding: str) -> bool:
    # The head may end amid a sign, of four bytes at most.
    for end in range(len(head), max(len(head) - 4, 0) - 1, -1):
        try:
            text = head[:end].decode(encoding)
        except UnicodeDecodeError:
            continue
        return "\x00" not in text
    return False


_OLE = _begins(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
_PICTURED = (b"heic", b"heix", b"mif1", b"msf1")

JPEG = Kind("JPEG 图片", "image/jpeg", _begins(b"\xff\xd8\xff"))
KINDS: dict[str, Kind] = {
    "pdf": Kind("PDF", "application/pdf", _begins(b"%PDF-")),
    "ofd": Kind("OFD", "application/ofd", _zipped(b"OFD.xml")),
    "jpg": JPEG,
    "jpeg": JPEG,
    "png": Kind("PNG 图片", "image/png", _begins(b"\x89PNG\r\n\x1a\n")),
    "gif": Kind("GIF 图片", "image/gif", _begins(b"GIF87a", b"GIF89a")),
    "webp": Kind(
        "WebP 图片", "image/webp", lambda head, _: head[:4] == b"RIFF" and head[8:12] == b"WEBP"
    ),
    "heic": Kind(
        "HEIC 图片",
        "image/heic",
        lambda head, _: head[4:8] == b"ftyp" and head[8:12] in _PICTURED,
    ),
    "docx": Kind("Word", f"{OFFICE}.wordprocessingml.document", _zipped(b"word/")),
    "xlsx": Kind("Excel", f"{OFFICE}.spreadsheetml.sheet", _zipped(b"xl/")),
    "pptx": Kind("PPT", f"{OFFICE}.presentationml.presentation", _zipped(b"ppt/")),
    "doc": Kind("Word", "application/msword", _OLE),
    "xls": Kind("Excel", "application/vnd.ms-excel", _OLE),
    "ppt": Kind("PPT", "application/vnd.ms-powerpoint", _OLE),
    "wps": Kind("WPS 文字", "application/vnd.ms-works", _OLE),
    "et": Kind("WPS 表格", "application/octet-stream", _OLE),
    "dps": Kind("WPS 演示", "application/octet-stream", _OLE),
    "txt": Kind("文本", "text/plain", _is_text),
    "csv": Kind("CSV", "text/csv", _is_text),
}
ENDINGS = ",".join(f".{ending}" for ending in KINDS)
"""What a file field offers to choose from."""


def judged(file_name: str, content: BinaryIO) -> Kind:
    """The kind of a file that may be taken. Raises Refused at `file`, with what to do instead."""
    size = content.seek(0, 2)
    if not size:
        refuse("file", f"《{file_name}》是空的，请重新选一个文件。")
    if size > LARGEST * MEGABYTE:
        refuse("file", f"《{file_name}》超过 {LARGEST} MB，请压缩图片或拆成几份再传。")
    kind = KINDS.get(PurePath(file_name).suffix.lower().removeprefix("."))
    if kind is None:
        refuse("file", f"不收《{file_name}》这类文件，只收 {TAKEN}；压缩包请解开后逐个上传。")
    content.seek(max(size - TAIL, 0))
    tail = content.read()
    content.seek(0)
    head = content.read(HEAD)
    content.seek(0)
    if not kind.is_one(head, tail):
        refuse(
            "file",
            f"《{file_name}》的内容不是{kind.word}，可能改过后缀名；请用原来的软件另存一份再传。",
        )
    return kind
