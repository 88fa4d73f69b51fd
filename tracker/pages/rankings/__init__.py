"""Rankings: the lists that we keep, one list's entries, taking one in, and settling who is who."""

from tracker.pages.rankings import entry, list_import, ranking, rankings, void
from tracker.pages.rankings.blueprint import blueprint

__all__ = ["blueprint", "entry", "list_import", "ranking", "rankings", "void"]
