"""Blockers: the list of all, one blocker's page, everything that is done to it, and its papers."""

from tracker.pages.blockers import (
    answering,
    assigning,
    backing,
    checking,
    closing,
    extending,
    listing,
    lists,
    proofs,
    show,
)
from tracker.pages.blockers.blueprint import blueprint

__all__ = [
    "answering",
    "assigning",
    "backing",
    "blueprint",
    "checking",
    "closing",
    "extending",
    "listing",
    "lists",
    "proofs",
    "show",
]
