"""Chains: the list, each chain's map, its links, and keeping them."""

from tracker.pages.chains import (
    capacities,
    chain,
    chains,
    closing,
    edit,
    feeds,
    link,
    link_edit,
    link_firms,
    links,
    new_chain,
)
from tracker.pages.chains.blueprint import blueprint

__all__ = ["blueprint"]
