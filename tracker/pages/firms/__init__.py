"""Firms: the list, each one's page, and every act on it."""

from tracker.pages.firms import (
    editing,
    holding,
    listing,
    merging,
    naming,
    papers,
    picking,
    reaching,
    registering,
    show,
)
from tracker.pages.firms.blueprint import blueprint

__all__ = ["blueprint"]
