"""One at a time: a lock that dies with its holder, and remembers a holder that died at work."""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from tracker.bootstrap.surroundings import say


@contextmanager
def alone(path: Path) -> Iterator[bool]:
    """Hold the lock; the value tells whether the last holder never came to its end."""
    with path.open("a+", encoding="utf-8") as handle:
        if not taken(handle):
            say("另一个窗口正在准备运行环境，请稍候……")
            while not taken(handle):
                time.sleep(0.2)
        handle.seek(0)
        was_interrupted = bool(handle.read())
        handle.write("at work")
        handle.flush()
        # A child that outlives us holds the lock on: nobody clears away what it is still filling.
        os.set_inheritable(handle.fileno(), True)
        yield was_interrupted
        handle.truncate(0)


def taken(handle: IO[str]) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt

            handle.seek(1 << 20)  # a byte that nobody reads: Windows locks are mandatory
            msvcrt.locking(handle.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
