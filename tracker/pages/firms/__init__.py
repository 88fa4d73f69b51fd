"""Firms: the list, each one's page, and every act on it."""

from tracker.pages.firms import (
    aliases,
    contacts,
    edit,
    firm,
    firms,
    merges,
    new_firm,
    papers,
    pick,
    shares,
)
from tracker.pages.firms.blueprint import blueprint

__all__ = ["blueprint"]
