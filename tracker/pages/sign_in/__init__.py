"""Signing in and out, one's own password, and the first day of a new office."""

from tracker.pages.sign_in import password, set_up, sign_in
from tracker.pages.sign_in.blueprint import blueprint

__all__ = ["blueprint", "password", "set_up", "sign_in"]
