"""Accounts: the system admin opens and closes them, the security admin says what they are for."""

from tracker.pages.people import granting, keeping, listing, passwords
from tracker.pages.people.blueprint import blueprint

__all__ = ["blueprint", "granting", "keeping", "listing", "passwords"]
