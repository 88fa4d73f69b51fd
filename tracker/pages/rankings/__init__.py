"""Rankings: the lists that we keep, one list's entries, taking one in, and settling who is who."""

from tracker.pages.rankings import entries, importing, listing, settling, taking_back
from tracker.pages.rankings.blueprint import blueprint

__all__ = ["blueprint", "entries", "importing", "listing", "settling", "taking_back"]
