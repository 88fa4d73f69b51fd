"""The process's surroundings: what an empty environment lacks, and a voice to speak with."""

import os
import sys
import tempfile
from collections.abc import MutableMapping
from pathlib import Path
from typing import NoReturn

PATHS = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"


def say(message: str) -> None:
    sys.stderr.write(message + "\n")
    sys.stderr.flush()


def give_up(message: str) -> NoReturn:
    say(message)
    raise SystemExit(1)


def is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0


def complete(environ: MutableMapping[str, str]) -> None:
    """Fill in what `env -i` leaves out; what is set stays as it is."""
    environ.setdefault("PYTHONUTF8", "1")
    if os.name == "nt":
        return
    environ.setdefault("PATH", PATHS)
    environ.setdefault("HOME", home())
    if not {"LC_ALL", "LC_CTYPE", "LANG"} & set(environ):
        environ["LANG"] = "C.UTF-8"


def home() -> str:
    """The account's own folder; pip, Chromium and PostgreSQL all want one that exists."""
    folder = os.path.expanduser("~")
    return folder if Path(folder).is_dir() else tempfile.gettempdir()
