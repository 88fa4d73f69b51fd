"""Directives: who owes which leader what, writing one, answering, closing and sending back."""

from tracker.pages.directives import acts, giving, listing, show
from tracker.pages.directives.blueprint import blueprint

__all__ = ["acts", "blueprint", "giving", "listing", "show"]
