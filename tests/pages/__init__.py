"""Pages, one file an act."""
