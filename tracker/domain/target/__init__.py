"""Targets: firms wanted for a link, from the proposal to the project or to giving up."""

from datetime import date
from typing import Any

from sqlalchemy import ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship
from sqlalchemy.types import JSON

from tracker.domain.chain import ChainLink
from tracker.domain.event import EventKind
from tracker.domain.firm import Firm
from tracker.domain.target.become import Becoming
from tracker.domain.target.moved import TargetMove
from tracker.domain.target.states import TargetState
from tracker.domain.user import Actor

__all__ = ["Target", "TargetMove", "TargetState"]


class Target(Becoming):
    """目标企业: one firm wanted for one link.

    `why` holds the rules that proposed it, each with its points and its sentence;
    `because` what a person said who thought of it.
    """

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
    score: Mapped[int] = mapped_column(default=0)
    why: Mapped[list[Any]] = mapped_column(JSON, default=list)
    because: Mapped[str] = mapped_column(Text, default="")

    firm: Mapped[Firm] = relationship()
    chain_link: Mapped[ChainLink] = relationship()

    @classmethod
    def propose(
        cls, session: Session, firm: Firm, link: ChainLink, *, on: date, by: Actor | None,
        score: int = 0, why: list[Any] | None = None, because: str = "",
    ) -> "Target":  # fmt: skip
        """Write a firm down as wanted for a link; nobody answers for it yet."""
        target = cls(
            firm=firm, chain_link=link, score=score, why=why or [], because=because,
            state=TargetState.PROPOSED, state_since=on,
        )  # fmt: skip
        session.add(target)
        target.moves.append(
            TargetMove(
                to_state=TargetState.PROPOSED, on=on, by_id=by.id if by else None, because=because
            )
        )
        session.flush()
        target.note_proposal(by=by, on=on, because=because)
        return target

    def note_proposal(self, *, by: Actor | None, on: date, because: str = "") -> None:
        """Record that it is proposed, or proposed anew, and by which reasons."""
        self.note(
            EventKind.TARGET_PROPOSED, by=by, on=on, because=because,
            after={
                "link": self.chain_link.name, "score": self.score,
                "why": [one["said"] for one in self.why], **self._named(),
            },
        )  # fmt: skip

    def fold(self) -> None:
        """Work out anew, from the facts alone, everything that is kept beside them."""
        self._fold_moves()
        self._fold_next_step()
