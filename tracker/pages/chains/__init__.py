"""Chains: the list, each chain's map, its links, and keeping them."""

from tracker.pages.chains import chain, chain_edits, chains, link, link_edits, link_facts, links
from tracker.pages.chains.blueprint import blueprint

__all__ = ["blueprint"]
