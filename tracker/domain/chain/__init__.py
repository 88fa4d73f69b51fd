"""Industrial chains and their links, from upstream to downstream."""

from tracker.domain.chain.edited import Edited
from tracker.domain.chain.fed import link_feed
from tracker.domain.chain.link import ChainLink

__all__ = ["Chain", "ChainLink", "link_feed"]


class Chain(Edited):
    """产业链, named and addressed by its slug; one out of use stays behind its old projects."""

    __tablename__ = "chain"
