"""Papers on the disk: the folder of the app under test, empty before and after."""

import struct
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from tracker.domain.attachment.file_store import folder_in

PDF = b"%PDF-1.7 sample"


def _chunk(kind: bytes, content: bytes) -> bytes:
    told = kind + content
    return struct.pack(">I", len(content)) + told + struct.pack(">I", zlib.crc32(told))


PHOTO = (
    b"\x89PNG\r\n\x1a\n"
    + _chunk(b"IHDR", struct.pack(">IIBBBBB", 16, 12, 8, 2, 0, 0, 0))
    + _chunk(b"IDAT", zlib.compress(b"".join(b"\x00" + b"\x3a\x6d\x9a" * 16 for _ in range(12))))
    + _chunk(b"IEND", b"")
)
"""A blue rectangle."""


@pytest.fixture
def folder(app: Flask) -> Iterator[Path]:
    """Where papers lie; whatever a test leaves there is taken away."""
    folder = folder_in(app.config["INSTANCE"])
    yield folder
    for file in files(folder):
        file.unlink()


def files(folder: Path) -> list[Path]:
    return [one for one in folder.rglob("*") if one.is_file()]
