"""Why a firm is wanted, by the rules or by a person who thought of it."""

from datetime import date
from typing import TYPE_CHECKING, Any, Self

from sqlalchemy import Text, select
from sqlalchemy.orm import Mapped, Session, mapped_column
from sqlalchemy.types import JSON

from tracker.domain.event import EventKind
from tracker.domain.people.user import Actor
from tracker.domain.targeting.becoming_project import Becoming
from tracker.domain.targeting.target_moves import TargetMove
from tracker.domain.targeting.target_states import TargetState
from tracker.refusal import refuse

if TYPE_CHECKING:
    from tracker.domain.chain import ChainLink
    from tracker.domain.firm import Firm

RESTED = "放弃已久，规则又找到它，重新列为建议"


class Proposed(Becoming):
    """Columns and verbs of being proposed.

    `why` holds the rules that proposed it, each with its points and its sentence;
    `because` what a person said who thought of it.
    """

    __abstract__ = True

    score: Mapped[int] = mapped_column(default=0)
    why: Mapped[list[Any]] = mapped_column(JSON, default=list)
    because: Mapped[str] = mapped_column(Text, default="")

    @classmethod
    def propose(
        cls,
        session: Session,
        firm: "Firm",
        link: "ChainLink",
        *,
        on: date,
        by: Actor | None,
        score: int = 0,
        why: list[Any] | None = None,
        because: str = "",
    ) -> Self:
        """Write a firm down as wanted for a link; nobody answers for it yet.

        Raises Refused when it is there already, saying which department is after it.
        """
        cls._judge_new(session, firm, link)
        target = cls(
            firm=firm,
            chain_link=link,
            score=score,
            why=why or [],
            because=because,
            state=TargetState.PROPOSED,
            state_since=on,
        )
        session.add(target)
        target.moves.append(
            TargetMove(
                to_state=TargetState.PROPOSED, on=on, by_id=by.id if by else None, because=because
            )
        )
        session.flush()
        target._note_proposal(by, on, because)
        return target

    @classmethod
    def _judge_new(cls, session: Session, firm: "Firm", link: "ChainLink") -> None:
        there = session.scalar(
            select(cls).where(cls.firm_id == firm.id, cls.chain_link_id == link.id)
        )
        if there is None:
            return
        whose = there.owner_department.short_name if there.owner_department else "还没人跟"
        said = f"{there.state.label}，{whose}，{there.state_since:%Y-%m-%d} 起"
        refuse("firm", f"{firm.name}已经是“{link.name}”的目标企业（{said}）。")

    def renew(self, score: int, why: list[Any], *, on: date, by: Actor) -> None:
        """Propose it anew: with better reasons, or a long time after it was given up."""
        self.score, self.why = score, why
        if self.state is TargetState.GIVEN_UP:
            self._step_to(TargetState.PROPOSED, on=on, by=by, because=RESTED)
        self._note_proposal(by, on, "")

    def _note_proposal(self, by: Actor | None, on: date, because: str) -> None:
        self.note(
            EventKind.TARGET_PROPOSED,
            by=by,
            on=on,
            because=because,
            after={
                "link": self.chain_link.name,
                "score": self.score,
                "state": self.state,
                "why": [one["said"] for one in self.why],
                **self._named(),
            },
        )
