"""The lock file: what running needs and, below the divider, what tests and lint need besides."""

import hashlib
import re

RUN, QUALITY = "run", "quality"
DIVIDER = "# ---- below: what tests and lint need besides ----"
PIN = re.compile(r"^([a-z0-9-]+)==(\S+)(?: ; (.+?))? \\$", re.MULTILINE)


def blocks(text: str) -> dict[str, str]:
    running, divider, besides = text.partition(DIVIDER + "\n")
    if not divider:
        raise ValueError("requirements.lock has lost its divider")
    return {RUN: running, QUALITY: besides}


def digest(block: str) -> str:
    return hashlib.sha256(block.encode()).hexdigest()


def pins(block: str) -> dict[str, str]:
    """Name to version of the packages that every platform gets."""
    return {name: version for name, version, marker in PIN.findall(block) if not marker}


def entries(text: str) -> dict[str, str]:
    """Each package's lines, hashes and all, by its name."""
    found = re.findall(r"^(?:[a-z0-9-]+==.*\n)(?: +--hash=.*\n)+", text, re.MULTILINE)
    return {entry.partition("==")[0]: entry for entry in found}
