"""Blockers: the list of all, one blocker's page, and handing it out, closing and reopening it."""

from tracker.pages.blockers import acts, closing, listing, lists, show
from tracker.pages.blockers.blueprint import blueprint

__all__ = ["acts", "blueprint", "closing", "listing", "lists", "show"]
