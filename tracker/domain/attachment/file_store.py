"""Files under random names, whole or not at all, and told by their digest."""

import errno
import hashlib
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from tracker.refusal import Refused

AT_ONCE = 256 * 1024
NO_ROOM = {errno.ENOSPC, errno.EDQUOT}


@dataclass(frozen=True, slots=True)
class Stored:
    """A file that lies in the folder: its random name, its length and its digest."""

    name: str
    size_bytes: int
    sha256: str

    def take_away(self, folder: Path) -> None:
        """Remove it; for one that nothing came to stand behind."""
        _remove(place(folder, self.name))


def folder_in(instance: str) -> Path:
    """The folder of all papers, within that of whatever is this office's own."""
    return Path(instance) / "attachments"


def place(folder: Path, name: str) -> Path:
    """Where a file of that name lies; its first two signs are the folder, so that none grows."""
    return folder / name[:2] / name


@contextmanager
def kept(folder: Path, content: BinaryIO) -> Iterator[Stored]:
    """Store the content; it is taken away again if what is done with it fails.

    Raises Refused at `file` where the folder takes no more; nothing is left of it then.
    """
    name = secrets.token_hex(16)
    path = place(folder, name)
    try:
        stored = _write(path, content)
    except OSError as problem:
        _remove(path)
        said = _said(problem)
        raise Refused(said, file=said) from problem
    try:
        yield stored
    except BaseException:
        _remove(path)
        raise


def digest_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _write(path: Path, content: BinaryIO) -> Stored:
    """To the disk and not only to its cache: a row that names a file must find it."""
    told, size = hashlib.sha256(), 0
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle = os.open(_half(path), os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        while part := content.read(AT_ONCE):
            file.write(part)
            told.update(part)
            size += len(part)
        file.flush()
        os.fsync(file.fileno())
    _half(path).rename(path)
    return Stored(path.name, size, told.hexdigest())


def _half(path: Path) -> Path:
    return path.with_name(f"{path.name}.part")


def _remove(path: Path) -> None:
    for one in (path, _half(path)):
        # What could not be written cannot be removed either.
        with suppress(OSError):
            one.unlink(missing_ok=True)


def _said(problem: OSError) -> str:
    if problem.errno in NO_ROOM:
        return "服务器磁盘满了，这份资料没有存下；请告诉管理员腾出空间后再传。"
    return "服务器的附件目录写不进去，这份资料没有存下；请告诉管理员检查目录权限。"
