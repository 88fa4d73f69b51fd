"""Notices: what one was told, and choosing what one wants to be told."""

from tracker.pages.notices import listing, wishing
from tracker.pages.notices.blueprint import blueprint

__all__ = ["blueprint", "listing", "wishing"]
