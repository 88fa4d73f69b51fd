"""Who stands on a link, and how much it makes or needs a year: dated facts with their source."""

from sqlalchemy import BigInteger, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tracker.domain.base import word_column
from tracker.domain.chain import ChainLink
from tracker.domain.event import Witnessed
from tracker.domain.firm import Firm
from tracker.domain.words import Word


class CapacityKind(Word):
    """What a yearly quantity is of."""

    CAPACITY = "capacity", "产能"
    DEMAND = "demand", "需求"


class LinkFirm(Witnessed):
    """A firm that works on a link in the district already; `on` is since when it is known."""

    __tablename__ = "link_firm"
    __table_args__ = (
        Index("ix_link_firm_chain_link_id_firm_id", "chain_link_id", "firm_id"),
        Index("ix_link_firm_firm_id", "firm_id"),
    )

    chain_link_id: Mapped[int] = mapped_column(ForeignKey("chain_link.id"))
    firm_id: Mapped[int] = mapped_column(ForeignKey("firm.id"))
    does: Mapped[str] = mapped_column(String(100), default="")
    source: Mapped[str] = mapped_column(String(200), default="")

    chain_link: Mapped[ChainLink] = relationship()
    firm: Mapped[Firm] = relationship()


class Capacity(Witnessed):
    """A yearly quantity of a link, of one firm or of nobody in particular.

    `quantity` counts whole units (吨, 台, 千瓦时 …), never floats: 150 万吨 is 1500000.
    """

    __tablename__ = "capacity"
    __table_args__ = (Index("ix_capacity_chain_link_id_year", "chain_link_id", "year"),)

    chain_link_id: Mapped[int] = mapped_column(ForeignKey("chain_link.id"))
    firm_id: Mapped[int | None] = mapped_column(ForeignKey("firm.id"))
    kind: Mapped[CapacityKind] = mapped_column(word_column(CapacityKind))
    quantity: Mapped[int] = mapped_column(BigInteger)
    unit: Mapped[str] = mapped_column(String(10), default="吨")
    product: Mapped[str] = mapped_column(String(60), default="")
    year: Mapped[int]
    source: Mapped[str] = mapped_column(String(200))

    chain_link: Mapped[ChainLink] = relationship()
    firm: Mapped[Firm | None] = relationship()
