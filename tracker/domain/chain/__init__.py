"""Industrial chains and their links, from upstream to downstream."""

from typing import TYPE_CHECKING

from sqlalchemy import Column, ForeignKey, String, Table, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tracker.domain.base import Base, Record, word_column
from tracker.domain.words import Segment

if TYPE_CHECKING:
    from tracker.domain.firm import Firm

link_feed = Table(
    "link_feed",
    Base.metadata,
    Column("from_link_id", ForeignKey("chain_link.id"), primary_key=True),
    Column("to_link_id", ForeignKey("chain_link.id"), primary_key=True, index=True),
)


class Chain(Record):
    """产业链, named and addressed by its slug; one out of use stays behind its old projects."""

    __tablename__ = "chain"

    name: Mapped[str] = mapped_column(String(60), unique=True)
    slug: Mapped[str] = mapped_column(String(40), unique=True)
    position: Mapped[int] = mapped_column(default=0)
    in_use: Mapped[bool] = mapped_column(default=True)
    leader_firm_id: Mapped[int | None] = mapped_column(ForeignKey("firm.id"))
    source: Mapped[str] = mapped_column(String(200), default="")
    version: Mapped[int] = mapped_column(default=1)
    __mapper_args__ = {"version_id_col": version}

    leader_firm: Mapped["Firm | None"] = relationship()
    links: Mapped[list["ChainLink"]] = relationship(
        back_populates="chain", order_by="ChainLink.position"
    )


class ChainLink(Record):
    """环节: one link of a chain, with the links that it feeds.

    `words` are the industry words, blank-separated, by which firms for it are looked for.
    """

    __tablename__ = "chain_link"
    __table_args__ = (UniqueConstraint("chain_id", "name"),)

    chain_id: Mapped[int] = mapped_column(ForeignKey("chain.id"))
    name: Mapped[str] = mapped_column(String(60))
    segment: Mapped[Segment] = mapped_column(word_column(Segment))
    products: Mapped[str] = mapped_column(String(200), default="")
    source: Mapped[str] = mapped_column(String(200), default="")
    position: Mapped[int] = mapped_column(default=0)
    in_use: Mapped[bool] = mapped_column(default=True)
    words: Mapped[str] = mapped_column(String(200), default="")

    chain: Mapped[Chain] = relationship(back_populates="links")
    feeds: Mapped[list["ChainLink"]] = relationship(
        secondary=link_feed,
        primaryjoin="ChainLink.id == link_feed.c.from_link_id",
        secondaryjoin="ChainLink.id == link_feed.c.to_link_id",
    )

    @property
    def full_name(self) -> str:
        return f"{self.segment.label} / {self.name}"
