"""A link of a chain: what is made there, and what it feeds."""

from sqlalchemy import UniqueConstraint

from tracker.domain.chain.fed import Fed


class ChainLink(Fed):
    """环节, known by its name within its chain."""

    __tablename__ = "chain_link"
    __table_args__ = (UniqueConstraint("chain_id", "name"),)
