"""Kin: whose firm a firm is, and whom to call there; dated facts with their source."""

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tracker.domain.event import Witnessed
from tracker.domain.firm import Firm


class Shareholding(Witnessed):
    """A parent's share of a firm from a day on, in hundredths of a percent: 5100 is 51 %.

    The newest row of a parent holds; 0 says that from that day on it has no share any more.
    """

    __tablename__ = "shareholding"
    __table_args__ = (
        CheckConstraint("share_bp >= 0 AND share_bp <= 10000", name="share_is_within_the_whole"),
        Index("ix_shareholding_firm_id_on", "firm_id", "on"),
        Index("ix_shareholding_parent_id", "parent_id"),
    )

    firm_id: Mapped[int] = mapped_column(ForeignKey("firm.id"))
    parent_id: Mapped[int] = mapped_column(ForeignKey("firm.id"))
    share_bp: Mapped[int]
    source: Mapped[str] = mapped_column(String(200))

    firm: Mapped[Firm] = relationship(foreign_keys=firm_id)
    parent: Mapped[Firm] = relationship(foreign_keys=parent_id)


class FirmContact(Witnessed):
    """Somebody to talk with at a firm."""

    __tablename__ = "firm_contact"
    __table_args__ = (Index("ix_firm_contact_firm_id", "firm_id"),)

    firm_id: Mapped[int] = mapped_column(ForeignKey("firm.id"))
    name: Mapped[str] = mapped_column(String(40))
    title: Mapped[str] = mapped_column(String(40), default="")
    phone: Mapped[str] = mapped_column(String(40), default="")
    note: Mapped[str] = mapped_column(String(200), default="")

    firm: Mapped[Firm] = relationship()
