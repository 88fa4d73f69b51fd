"""What people do to a blocker: hand it out, take it on, answer, ask for time, check and close."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import ForeignKey, Index, func, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tracker.domain.attachment import Attachment, subject_of
from tracker.domain.blocker.act_rules import BlockerAct
from tracker.domain.blocker.proofs import kinds_with_proof
from tracker.domain.blocker.steps import BlockerStep, Stepped
from tracker.domain.event import DatedFact
from tracker.domain.people.department import Department
from tracker.domain.people.user import Actor
from tracker.domain.words import BlockerKind, BlockerState
from tracker.refusal import need, refuse


class BlockerHelper(DatedFact):
    """协办单位: a department that helps the one that has to clear it."""

    __tablename__ = "blocker_helper"
    __table_args__ = (
        Index("ix_blocker_helper_blocker_id", "blocker_id"),
        Index("ix_blocker_helper_department_id_blocker_id", "department_id", "blocker_id"),
    )

    blocker_id: Mapped[int] = mapped_column(ForeignKey("blocker.id"))
    department_id: Mapped[int] = mapped_column(ForeignKey("department.id"))

    department: Mapped[Department] = relationship()


class Cleared(Stepped):
    """The verbs, in the order of a blocker's life; each is a row of RULES."""

    __abstract__ = True

    if TYPE_CHECKING:
        kind: Mapped[BlockerKind]
        what: Mapped[str]
        department: Mapped[Department | None]
        all_helpers: Mapped[list[BlockerHelper]]

    @property
    def helpers(self) -> list[BlockerHelper]:
        """The departments that help now."""
        return [one for one in self.all_helpers if not one.is_void]

    @property
    def answers(self) -> list[BlockerStep]:
        """Everything that was told of the work, oldest first."""
        return self.steps_of(BlockerAct.REPORT, BlockerAct.ANSWER)

    def assign_to(
        self,
        department: Department,
        *,
        due_on: date,
        on: date,
        by: Actor,
        helpers: Sequence[Department] = (),
    ) -> BlockerStep:
        """Hand it to one department with a deadline (again, if need be), and to its helpers."""
        self.judge(BlockerAct.ASSIGN)
        judge_assignment(department, due_on, on, helpers)
        before = {"department_id": self.department_id, **self._deadline()}
        self.help_with(helpers, on=on, by=by)
        return self.take(
            BlockerAct.ASSIGN,
            on=on,
            by=by,
            before=before,
            after=handed_words(department, due_on, helpers),
            department_id=department.id,
            due_on=due_on,
        )

    def help_with(self, helpers: Sequence[Department], *, on: date, by: Actor) -> None:
        """From now on these departments help and no others; part of handing it out."""
        wanted = {one.id for one in helpers}
        for helper in self.helpers:
            if helper.department_id not in wanted:
                helper.void(by.id, "改派")
        present = {helper.department_id for helper in self.helpers}
        for one in helpers:
            if one.id not in present:
                self.all_helpers.append(BlockerHelper(department=one, on=on, by_id=by.id))

    def accept(self, *, on: date, by: Actor) -> BlockerStep:
        """签收: the department takes it on; whoever comes second finds it taken."""
        self.judge(BlockerAct.ACCEPT)
        assert self.department is not None, "only what was handed to a department is accepted"
        return self.take(
            BlockerAct.ACCEPT,
            on=on,
            by=by,
            after={"department": self.department.name},
            department_id=self.department_id,
        )

    def report(self, said: str, *, on: date, by: Actor, proof: str = "") -> BlockerStep:
        """办理情况: what was done that day, by the department or one that helps."""
        return self._tell(BlockerAct.REPORT, said, on=on, by=by, proof=proof)

    def answer(self, said: str, *, on: date, by: Actor, proof: str = "") -> BlockerStep:
        """反馈: it is done. The deadline no longer runs; whoever raised it has to check.

        It leaves no extension to decide on, and tells which one had been asked for.
        """
        asked = self.asked_due_on
        needless = {"asked_due_on": asked.isoformat()} if asked else {}
        return self._tell(BlockerAct.ANSWER, said, on=on, by=by, proof=proof, **needless)

    def ask_for_time(self, due_on: date, *, because: str, on: date, by: Actor) -> BlockerStep:
        """Ask for a later deadline; the present one runs on until it is granted."""
        self.judge(BlockerAct.ASK_TIME)
        if self.asked_due_on:
            refuse("", f"已经申请延到 {self.asked_due_on:%Y-%m-%d}，正等答复。")
        need(because, "请写明为什么要延期。")
        self._judge_deadline(due_on, on)
        return self._deal(
            BlockerAct.ASK_TIME, due_on, because, on=on, by=by, department_id=by.department_id
        )

    def grant_time(
        self, *, on: date, by: Actor, due_on: date | None = None, because: str = ""
    ) -> BlockerStep:
        """Let the deadline be the day that was asked for, or another one."""
        self.judge(BlockerAct.GRANT_TIME)
        asked = self._asked()
        due_on = due_on or asked
        self._judge_deadline(due_on, on)
        return self._deal(BlockerAct.GRANT_TIME, due_on, because, on=on, by=by)

    def refuse_time(self, *, because: str, on: date, by: Actor) -> BlockerStep:
        """Let the deadline stand, and say why."""
        self.judge(BlockerAct.REFUSE_TIME)
        asked = self._asked()
        need(because, "请写明为什么不同意延期。")
        return self._deal(BlockerAct.REFUSE_TIME, asked, because, on=on, by=by)

    def close(
        self, outcome: str, *, on: date, by: Actor, proof: str = "", brings_papers: bool = False
    ) -> BlockerStep:
        """销号, saying how it was solved and when. `brings_papers`: attachments come along."""
        self.judge(BlockerAct.CLOSE)
        need(outcome, "请写明怎么解决的。", "outcome")
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

    def reopen(
        self, *, because: str, on: date, by: Actor, due_on: date | None = None
    ) -> BlockerStep:
        """退回: it was not solved after all, with a new deadline or the one that was.

        What was never handed to anybody, or never accepted, waits again for that.
        """
        self.judge(BlockerAct.REOPEN)
        need(because, "请写明退回原因。")
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

    def _tell(
        self, act: BlockerAct, said: str, *, on: date, by: Actor, proof: str, **needless: str
    ) -> BlockerStep:
        self.judge(act)
        need(said, "请写明做了什么、结果怎样。", "said")
        self.judge_day(act, on)
        department = by.department_id and self.session.get(Department, by.department_id)
        after: dict[str, Any] = {"department": department.name if department else "", "said": said}
        return self.take(
            act,
            on=on,
            by=by,
            after=after | ({"proof": proof} if proof else {}) | needless,
            department_id=by.department_id,
            said=said,
            proof=proof,
        )

    def _deal(
        self,
        act: BlockerAct,
        due_on: date,
        because: str,
        *,
        on: date,
        by: Actor,
        department_id: int | None = None,
    ) -> BlockerStep:
        """Ask for another deadline, grant it or not."""
        return self.take(
            act,
            on=on,
            by=by,
            because=because,
            before=self._deadline(),
            after={"due_on": due_on.isoformat()},
            due_on=due_on,
            said=because,
            department_id=department_id,
        )

    def _asked(self) -> date:
        if self.asked_due_on is None:
            refuse("", "没有等答复的延期申请。")
        return self.asked_due_on

    def _judge_deadline(self, due_on: date, on: date) -> None:
        if due_on < on:
            refuse("due_on", "新期限不能早于今天。")
        if self.due_on and due_on <= self.due_on:
            refuse("due_on", f"新期限要晚于现在的期限 {self.due_on:%Y-%m-%d}。")

    def _deadline(self) -> dict[str, str | None]:
        return {"due_on": self.due_on.isoformat() if self.due_on else None}


def handed_words(
    department: Department | None, due_on: date | None, helpers: Sequence[Department] = ()
) -> dict[str, Any]:
    """To whom and by when, as the event tells it."""
    told: dict[str, Any] = {
        "department": department.name if department else None,
        "due_on": due_on.isoformat() if due_on else None,
    }
    return told | ({"helpers": [one.name for one in helpers]} if helpers else {})


def judge_assignment(
    department: Department | None,
    due_on: date | None,
    on: date,
    helpers: Sequence[Department] = (),
) -> None:
    """Refuse half an assignment, a deadline in the past, or a department out of use."""
    if due_on and due_on < on:
        refuse("due_on", "期限不能早于今天。")
    if department and not due_on:
        refuse("due_on", "交给部门办理要有期限。")
    if due_on and not department:
        refuse("department", "定了期限，请选由谁办理。")
    if department and not department.in_use:
        refuse("department", f"{department.name}已停用，请选别的单位。")
    _judge_helpers(helpers, department)


def _judge_helpers(helpers: Sequence[Department], department: Department | None) -> None:
    if helpers and not department:
        refuse("department", "选了协办单位，请先选由谁承办。")
    for one in helpers:
        if not one.in_use:
            refuse("helpers", f"{one.name}已停用，请选别的单位协办。")
        if department and one.id == department.id:
            refuse("helpers", f"{one.name}已经是承办单位，不用再选作协办。")
