"""Industrial chains and their links, from upstream to downstream."""

from tracker.domain.chain.link import ChainLink, link_feed
from tracker.domain.chain.revision import Edited

__all__ = ["Chain", "ChainLink", "link_feed"]


class Chain(Edited):
    """产业链, named and addressed by its slug; one out of use stays behind its old projects."""

    __tablename__ = "chain"
