"""Blockers: the list of all, one blocker's page, everything that is done to it, and its papers."""

from tracker.pages.blockers import (
    answers,
    assignment,
    blocker,
    blockers,
    close_and_reopen,
    closing_sheet,
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
    "close_and_reopen",
    "closing_sheet",
    "extension",
    "lists",
    "meetings",
    "proofs",
    "task_force",
]
