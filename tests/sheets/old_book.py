"""An .xls made by hand, record by record: no library that is still kept writes one."""

import struct
from collections.abc import Sequence

SECTOR = 512
WHOLE_SECTORS = 4096
"""Below this a stream would have to lie in the container's small sectors."""
END, FAT, FREE = 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFF
BOOK, SHEET = 0x0005, 0x0010


def old_book(rows: Sequence[Sequence[str | float]]) -> bytes:
    """A workbook of Excel 97 with one sheet of texts and numbers."""
    name = _text("表一")
    begin = _record(0x0809, struct.pack("<HHHHII", 0x0600, BOOK, 0, 0, 0, 0))
    length = len(begin) + 4 + 6 + len(name) - 1 + 4
    # A sheet's name has one byte of length where a cell's text has two.
    listed = _record(0x0085, struct.pack("<IH", length, 0) + name[:1] + name[2:])
    sheet = _record(0x0809, struct.pack("<HHHHII", 0x0600, SHEET, 0, 0, 0, 0))
    for row, cells in enumerate(rows):
        for column, cell in enumerate(cells):
            sheet += _cell(row, column, cell)
    return contained("Workbook", begin + listed + _record(0x000A) + sheet + _record(0x000A))


def contained(name: str, stream: bytes) -> bytes:
    """An OLE container with that one stream."""
    stream += bytes(max(WHOLE_SECTORS - len(stream), -len(stream) % SECTOR))
    sectors = len(stream) // SECTOR
    chain = [FAT, END, *range(3, sectors + 2), END]
    table = struct.pack("<128I", *chain, *[FREE] * (128 - len(chain)))
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    header += struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    header += struct.pack("<IIIIIIIII", 0, 1, 1, 0, WHOLE_SECTORS, END, 0, END, 0)
    header += struct.pack("<109I", 0, *[FREE] * 108)
    folder = _entry("Root Entry", 5, END, 0, child=1) + _entry(name, 2, 2, len(stream)) + bytes(256)
    return header + table + folder + stream


def _entry(name: str, kind: int, start: int, size: int, child: int = FREE) -> bytes:
    called = name.encode("utf-16-le")
    return (
        called.ljust(64, b"\0")
        + struct.pack("<HBBIII", len(called) + 2, kind, 1, FREE, FREE, child)
        + bytes(36)
        + struct.pack("<IQ", start, size)
    )


def _cell(row: int, column: int, value: str | float) -> bytes:
    place = struct.pack("<HHH", row, column, 0)
    if isinstance(value, str):
        return _record(0x0204, place + _text(value))
    return _record(0x0203, place + struct.pack("<d", value))


def _text(text: str) -> bytes:
    return struct.pack("<HB", len(text), 1) + text.encode("utf-16-le")


def _record(kind: int, content: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(content)) + content
