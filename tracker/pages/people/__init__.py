"""Accounts: the system admin opens and closes them, the security admin says what they are for."""

from tracker.pages.people import accounts, password, people, role
from tracker.pages.people.blueprint import blueprint

__all__ = ["accounts", "blueprint", "password", "people", "role"]
