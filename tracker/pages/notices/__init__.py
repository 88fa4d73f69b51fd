"""Notices: what one was told, and choosing what one wants to be told."""

from tracker.pages.notices import notices, wishes
from tracker.pages.notices.blueprint import blueprint

__all__ = ["blueprint", "notices", "wishes"]
