"""Firms wanted for a link, from the proposal to the project or to giving up."""

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tracker.domain.chain import ChainLink
from tracker.domain.firm import Firm
from tracker.domain.targeting.proposal import Proposed
from tracker.domain.targeting.target_moves import TargetMove
from tracker.domain.targeting.target_states import TargetState

__all__ = ["Target", "TargetMove", "TargetState"]


class Target(Proposed):
    """目标企业: one firm wanted for one link."""

    __tablename__ = "target"
    __table_args__ = (
        Index("uq_target_firm_link", "firm_id", "chain_link_id", unique=True),
        Index("ix_target_state_next", "state", "next_on", "id"),
        Index("ix_target_next", "next_on", "id"),
        Index("ix_target_score", "score", "id"),
        Index("ix_target_link_state", "chain_link_id", "state"),
        Index("ix_target_owner_next", "owner_id", "next_on"),
        Index("ix_target_department_state", "owner_department_id", "state", "next_on", "id"),
    )

    firm_id: Mapped[int] = mapped_column(ForeignKey("firm.id"))
    chain_link_id: Mapped[int] = mapped_column(ForeignKey("chain_link.id"))

    firm: Mapped[Firm] = relationship()
    chain_link: Mapped[ChainLink] = relationship()

    def fold(self) -> None:
        """Work out anew, from the facts alone, everything that is kept beside them."""
        self._fold_moves()
        self._fold_next_step()
