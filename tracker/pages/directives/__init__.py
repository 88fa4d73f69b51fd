"""Directives: who owes which leader what, writing one, answering, closing and sending back."""

from tracker.pages.directives import acts, directive, directives, new_directive
from tracker.pages.directives.blueprint import blueprint

__all__ = ["acts", "blueprint", "directive", "directives", "new_directive"]
