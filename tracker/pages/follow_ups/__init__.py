"""Follow-ups: writing one down, the list of all of them, and taking one back."""

from tracker.pages.follow_ups import listing, picking, voiding, writing
from tracker.pages.follow_ups.blueprint import blueprint

__all__ = ["blueprint", "listing", "picking", "voiding", "writing"]
