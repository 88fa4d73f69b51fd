"""Compiled templates, kept in the instance folder: to compile them anew was half of a start."""

from contextlib import suppress
from pathlib import Path

from flask import Flask
from jinja2 import FileSystemBytecodeCache
from jinja2.bccache import Bucket

FOLDER = "compiled-templates"


class Compiled(FileSystemBytecodeCache):
    """Jinja's own cache; a disk that is full or may not be written keeps nothing, and that is all.

    Each file knows the source that it was made from, and is made anew when that changes.
    """

    def dump_bytecode(self, bucket: Bucket) -> None:
        with suppress(OSError):
            super().dump_bytecode(bucket)


def init_app(app: Flask) -> None:
    folder = Path(app.config["INSTANCE"], FOLDER)
    with suppress(OSError):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        app.jinja_env.bytecode_cache = Compiled(str(folder))
