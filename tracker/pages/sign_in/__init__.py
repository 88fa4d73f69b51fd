"""Signing in and out, one's own password, and the first day of a new office."""

from tracker.pages.sign_in import changing, entering, setting_up
from tracker.pages.sign_in.blueprint import blueprint

__all__ = ["blueprint", "changing", "entering", "setting_up"]
