"""Every noun that has a table, imported once so that the metadata is whole."""

from tracker.domain import (
    blocker,
    chain,
    clocks,
    department,
    event,
    firm,
    office,
    saved_view,
    submission,
    user,
    zone,
)
from tracker.domain.base import Base
from tracker.domain.project import numbered, tallied

__all__ = [
    "Base", "blocker", "chain", "clocks", "department", "event", "firm", "numbered", "office",
    "saved_view", "submission", "tallied", "user", "zone",
]  # fmt: skip
