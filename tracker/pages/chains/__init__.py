"""Chains: the list, each chain's map, its links, and keeping them."""

from tracker.pages.chains import facts, keeping, link, linking, listing, looking, show
from tracker.pages.chains.blueprint import blueprint

__all__ = ["blueprint"]
