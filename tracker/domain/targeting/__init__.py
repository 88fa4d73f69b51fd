"""Firms wanted for a link, from the proposal to the project or to giving up."""

from datetime import date
from typing import Any, Self

from sqlalchemy import ForeignKey, Index, Text, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship
from sqlalchemy.types import JSON

from tracker.domain.chain import ChainLink
from tracker.domain.event import EventKind
from tracker.domain.firm import Firm
from tracker.domain.people.user import Actor
from tracker.domain.project import Project
from tracker.domain.targeting.courting import Courted
from tracker.domain.targeting.target_moves import TargetMove
from tracker.domain.targeting.target_states import NO_PROJECT_YET, TargetState
from tracker.refusal import refuse

__all__ = ["Target", "TargetMove", "TargetState"]

RESTED = "放弃已久，规则又找到它，重新列为建议"


class Target(Courted):
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
    project_id: Mapped[int | None] = mapped_column(ForeignKey("project.id"), index=True)
    score: Mapped[int] = mapped_column(default=0)
    why: Mapped[list[Any]] = mapped_column(JSON, default=list)
    because: Mapped[str] = mapped_column(Text, default="")

    firm: Mapped[Firm] = relationship()
    chain_link: Mapped[ChainLink] = relationship()
    project: Mapped[Project | None] = relationship()

    @classmethod
    def propose(
        cls,
        session: Session,
        firm: Firm,
        link: ChainLink,
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

    def renew(self, score: int, why: list[Any], *, on: date, by: Actor) -> None:
        """Propose it anew: with better reasons, or a long time after it was given up."""
        self.score, self.why = score, why
        if self.state is TargetState.GIVEN_UP:
            self._step_to(TargetState.PROPOSED, on=on, by=by, because=RESTED)
        self._note_proposal(by, on, "")

    @property
    def hinders_becoming(self) -> str:
        """Why it cannot become a project now; empty when it can."""
        return NO_PROJECT_YET.get(self.state, "")

    def become(self, project: Project, *, on: date, by: Actor) -> None:
        """Turn into this project, newly registered by the usual way; its firm is the target's.

        Raises Refused when the firm was not courted, or another firm's project is given.
        """
        if self.hinders_becoming:
            refuse("", self.hinders_becoming)
        if project.firm_id != self.firm_id:
            refuse("firm", f"这个目标是{self.firm.name}；换了企业请另行登记项目。")
        if on < self.state_since:
            day = f"{self.state_since:%Y-%m-%d}"
            refuse("on", f"不能早于进入“{self.state.label}”的日子 {day}。")
        before = {"state": self.state}
        project.take_over(self.follow_ups)
        self._step_to(TargetState.PROJECT, on=on, by=by, facts={"project_id": project.id})
        self.project_id = project.id
        self.note(
            EventKind.TARGET_BECAME_PROJECT,
            by=by,
            on=on,
            before=before,
            project_id=project.id,
            after={
                "code": project.code,
                "state": self.state,
                "follow_ups": len(self.contacts),
                **self._named(),
            },
        )

    @classmethod
    def _judge_new(cls, session: Session, firm: Firm, link: ChainLink) -> None:
        there = session.scalar(
            select(cls).where(cls.firm_id == firm.id, cls.chain_link_id == link.id)
        )
        if there is None:
            return
        whose = there.owner_department.short_name if there.owner_department else "还没人跟"
        said = f"{there.state.label}，{whose}，{there.state_since:%Y-%m-%d} 起"
        refuse("firm", f"{firm.name}已经是“{link.name}”的目标企业（{said}）。")

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
