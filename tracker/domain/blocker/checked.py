"""Checked: whoever raised a blocker says that it is solved, with proof, or sends it back."""

from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.types import Text

from tracker.domain.attachment import Attachment, subject_of
from tracker.domain.blocker.act_rules import BlockerAct
from tracker.domain.blocker.extended import Extended
from tracker.domain.blocker.proofs import kinds_with_proof
from tracker.domain.blocker.stepped import BlockerStep
from tracker.domain.people.user import Actor
from tracker.domain.words import BlockerKind, BlockerState
from tracker.refusal import refuse


class Checked(Extended):
    """Columns, questions and verbs of checking."""

    __abstract__ = True

    kind: Mapped[BlockerKind]
    closed_on: Mapped[date | None]
    outcome: Mapped[str] = mapped_column(Text, default="")

    def needs_proof_on(self, day: date) -> bool:
        """Whether its kind may only be closed with proof, and none is there yet."""
        return self.kind in kinds_with_proof(self.session, day) and not self.has_proof

    @property
    def has_proof(self) -> bool:
        """Whether a paper stands behind the work since it was last sent back."""
        back = max((step.id for step in self.steps_of(BlockerAct.REOPEN)), default=0)
        told = [step for step in self.answers if step.id > back]
        if any(step.proof for step in told):
            return True
        papers = select(func.count()).where(
            Attachment.subject.in_([subject_of(step) for step in told]),
            Attachment.voided_at.is_(None),
        )
        return bool(told and self.session.scalar(papers))

    def close(
        self, outcome: str, *, on: date, by: Actor, proof: str = "", brings_papers: bool = False
    ) -> BlockerStep:
        """销号, saying how it was solved and when. `brings_papers`: attachments come along."""
        self.judge(BlockerAct.CLOSE)
        if not outcome.strip():
            refuse("outcome", "请写明怎么解决的。")
        self.judge_day(BlockerAct.CLOSE, on)
        if not proof and not brings_papers and self.needs_proof_on(on):
            refuse("proof", f"{self.kind.label}堵点销号要有佐证：请写文件名称或文号，或者上传。")
        after: dict[str, Any] = {"what": self.what, "outcome": outcome}
        return self.take(
            BlockerAct.CLOSE,
            on=on,
            by=by,
            before={"state": self.state},
            after=after | ({"proof": proof} if proof else {}),
            said=outcome,
            proof=proof,
        )

    def reopen(
        self, *, because: str, on: date, by: Actor, due_on: date | None = None
    ) -> BlockerStep:
        """退回: it was not solved after all, with a new deadline or the one that was.

        What was never handed to anybody, or never accepted, waits again for that.
        """
        self.judge(BlockerAct.REOPEN)
        if not because.strip():
            refuse("because", "请写明退回原因。")
        if due_on and due_on < on:
            refuse("due_on", "新期限不能早于今天。")
        return self.take(
            BlockerAct.REOPEN,
            on=on,
            by=by,
            because=because,
            before={"state": self.state, "outcome": self.outcome},
            after={"what": self.what, "due_on": due_on.isoformat() if due_on else None},
            due_on=due_on,
            said=because,
            to=self._state_again,
        )

    @property
    def _state_again(self) -> BlockerState:
        if self.accepted_on:
            return BlockerState.REOPENED
        return BlockerState.ASSIGNED if self.department_id else BlockerState.RAISED
