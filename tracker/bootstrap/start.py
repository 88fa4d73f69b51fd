"""From the system's Python to the command, run inside the project's own environment."""

import os
import subprocess
from typing import NoReturn

from tracker.bootstrap import debian, environment
from tracker.bootstrap.needs import needs_of
from tracker.bootstrap.places import PYTHON
from tracker.bootstrap.relock import remake
from tracker.bootstrap.surroundings import complete, say

INSIDE = "TRACKER_INSIDE"


def start(arguments: list[str]) -> None:
    """Return only where the command's packages are; elsewhere run it there, or stop."""
    # Taken out at once, so that no child of ours believes that it was prepared.
    if os.environ.pop(INSIDE, ""):
        return
    complete(os.environ)
    try:
        is_here = prepare(arguments)
    except KeyboardInterrupt:
        say("已中断。再运行一次同一命令即可接着准备。")
        raise SystemExit(130) from None
    if not is_here:
        run_inside(arguments)


def prepare(arguments: list[str]) -> bool:
    """Make sure of everything that the command needs; True if this process already has it."""
    if arguments[:1] == ["lock"]:
        remake()
        raise SystemExit(0)
    needs = needs_of(arguments)
    debian.provide(needs.packages)
    return environment.provide(needs.blocks)


def run_inside(arguments: list[str]) -> NoReturn:
    command = [str(PYTHON), "-m", "tracker", *arguments]
    os.environ[INSIDE] = "1"
    if os.name == "nt":  # exec on Windows gives the prompt back too early
        raise SystemExit(subprocess.run(command, check=False).returncode)
    os.execv(command[0], command)
