"""The project's own `.venv`: made from the lock file, and healed if it is half made."""

import sys
from pathlib import Path

from tracker.bootstrap import installer
from tracker.bootstrap.alone import alone
from tracker.bootstrap.lock import blocks, digest, pins
from tracker.bootstrap.places import AT_WORK, LOCK, VENV
from tracker.bootstrap.stamp import kept, read_stamp, stale, write_stamp


def provide(names: tuple[str, ...]) -> bool:
    """Make sure of these blocks in `.venv`; True if the process runs inside and may go on."""
    texts = blocks(LOCK.read_text(encoding="utf-8"))
    if is_elsewhere() and all(is_installed_here(texts[name]) for name in names):
        return True
    wanted = {name: digest(texts[name]) for name in names}
    if stale(wanted, kept(read_stamp())):
        with alone(AT_WORK) as was_interrupted:
            bring_up_to_date(texts, wanted, was_interrupted)
    return Path(sys.prefix) == VENV


def bring_up_to_date(texts: dict[str, str], wanted: dict[str, str], was_interrupted: bool) -> None:
    """Add what is missing to a sound `.venv`; make any other one from nothing."""
    installed = {} if was_interrupted else kept(read_stamp())
    missing = stale(wanted, installed)
    if not missing:
        return
    if not installed or not installer.can_add():
        installed, missing = {}, list(wanted)
    installer.fill([texts[name] for name in missing], fresh=not installed)
    write_stamp(installed | {name: wanted[name] for name in missing})


def is_elsewhere() -> bool:
    """Somebody else's virtual environment is active."""
    return sys.prefix != sys.base_prefix and Path(sys.prefix) != VENV


def is_installed_here(block: str) -> bool:
    from importlib import metadata  # a third of a start's time, and seldom asked

    try:
        return all(metadata.version(name) == version for name, version in pins(block).items())
    except metadata.PackageNotFoundError:
        return False
