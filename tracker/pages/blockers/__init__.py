"""Blockers: the list of all, one blocker's page, everything that is done to it, and its papers."""

from tracker.pages.blockers import (
    answers,
    assignment,
    blocker,
    blockers,
    closing,
    closure,
    extension,
    lists,
    meetings,
    proofs,
    task_force,
)
from tracker.pages.blockers.blueprint import blueprint

__all__ = [
    "answers",
    "assignment",
    "blocker",
    "blockers",
    "blueprint",
    "closing",
    "closure",
    "extension",
    "lists",
    "meetings",
    "proofs",
    "task_force",
]
