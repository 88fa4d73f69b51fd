"""Which command needs what: blocks of the lock file, and packages of the system."""

from typing import NamedTuple

from tracker.bootstrap.lock import QUALITY, RUN


class Needs(NamedTuple):
    blocks: tuple[str, ...] = (RUN,)
    packages: tuple[str, ...] = ()


BROWSER = ("chromium", "fonts-noto-cjk")
NEEDS = {
    "test": Needs((RUN, QUALITY), (*BROWSER, "postgresql")),
    "lint": Needs((RUN, QUALITY)),
    "bench": Needs((RUN, QUALITY)),
    "pictures": Needs((RUN, QUALITY), BROWSER),
}


def needs_of(arguments: list[str]) -> Needs:
    command = next((word for word in arguments if not word.startswith("-")), "")
    return NEEDS.get(command, Needs())
