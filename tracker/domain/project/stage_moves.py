"""A project's place on the line, and the dated moves that brought it there."""

from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, declared_attr, mapped_column, relationship

from tracker.domain.base import word_column
from tracker.domain.event import DatedFact, EventKind
from tracker.domain.people.user import Actor
from tracker.domain.project.project_part import ProjectPart
from tracker.domain.project.stage_rules import (
    FAILED,
    REVIEWS,
    Fact,
    facts_to_enter,
    fault_of,
    known_after,
    needs_reason,
    signs,
)
from tracker.domain.project.transfer import Agreement
from tracker.domain.words import AmountKind, Source, Stage
from tracker.refusal import Refused, need, refuse

if TYPE_CHECKING:
    from tracker.domain.project import Project

AGAIN = "改过方案、重新审查以后，按新的结论填。"


class StageMove(DatedFact):
    """One dated move along the line, with the facts that it brought."""

    __tablename__ = "stage_move"
    __table_args__ = (Index("ix_stage_move_project_id_id", "project_id", "id"),)

    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"))
    from_stage: Mapped[Stage | None] = mapped_column(word_column(Stage))
    to_stage: Mapped[Stage] = mapped_column(word_column(Stage))
    because: Mapped[str] = mapped_column(Text, default="")
    facts: Mapped[dict[str, Any]] = mapped_column(default=dict)

    project: Mapped["Project"] = relationship(back_populates="stage_moves")


class Staged(ProjectPart):
    """Columns, questions and verbs of the stage line, and the share that a way out leaves us.

    Only the split is told here. Which projects a figure counts is the figure's own rule.
    """

    __abstract__ = True

    stage: Mapped[Stage] = mapped_column(word_column(Stage), default=Stage.LEAD)
    stage_since: Mapped[date]
    facts: Mapped[dict[str, Any]] = mapped_column(default=dict)
    signed_on: Mapped[date | None]
    planned_start_on: Mapped[date | None]
    credit_share: Mapped[int | None]
    credit_ends_on: Mapped[date | None]

    @declared_attr
    def stage_moves(cls) -> Mapped[list[StageMove]]:
        return relationship(back_populates="project", order_by=StageMove.id)

    @property
    def standing_moves(self) -> list[StageMove]:
        return [move for move in self.stage_moves if not move.is_void]

    def knows(self, fact: Fact) -> bool:
        """Whether the fact is known, from a move of this round or from the project's own columns.

        With an exit the round is over: what it told is history, not an answer.
        """
        if fact is Fact.INDUSTRY:
            return bool(self.chain_link_id or self.industry)
        return not self.stage.is_exit and self.facts.get(fact.value) not in (None, "")

    def missing_for(self, to: Stage) -> list[Fact]:
        """The facts still missing to enter `to`; also what the page lists as 还差.

        A way out is agreed upon anew each time, so what an earlier one said is no answer;
        nor is a review that failed, when it comes to signing.
        """
        asked = facts_to_enter(self.stage, to)
        if to.is_exit:
            return asked
        failed = [one for one in REVIEWS if self.knows(one) and self.facts[one] == FAILED]
        again = failed if signs(self.stage, to) else []
        return again + [fact for fact in asked if not self.knows(fact)]

    def next_stage(self) -> Stage | None:
        line = Stage.line()
        if self.stage.is_exit or self.stage is line[-1]:
            return None
        return line[line.index(self.stage) + 1]

    @property
    def agreement(self) -> Agreement | None:
        return Agreement.of(self.facts)

    def agreement_on(self, day: date) -> Agreement | None:
        """The agreement that stood that day, by the moves up to it."""
        facts: dict[str, Any] = {}
        for move in self.standing_moves:
            if move.on <= day:
                facts = known_after(facts, move.from_stage, move.to_stage, move.facts)
        return Agreement.of(facts)

    def credited_yuan(self, on: date) -> int | None:
        """What counts for this district on that day: all of the sum that was known then,
        the agreed part while it is handed over, nothing when the years are over. None
        where no sum was known.
        """
        yuan = self.amount_on(on)
        agreement = self.agreement_on(on)
        if yuan is None or agreement is None:
            return yuan
        return agreement.credited(yuan, on)

    def advance_to(
        self,
        to: Stage,
        *,
        on: date,
        by: Actor,
        because: str = "",
        facts: dict[str, Any] | None = None,
    ) -> StageMove:
        """Move along the line, forward, back, out or in again.

        `facts` maps Fact values to what was told (yuan and hundredths of 亩 as
        integers, days in ISO form). Raises Refused naming every missing fact,
        a missing reason, or a day before the last move.
        """
        told = {name: value for name, value in (facts or {}).items() if value not in (None, "")}
        self._judge_move(to, on, because, told)
        before = {"stage": self.stage, "stage_since": self.stage_since.isoformat()}
        move = StageMove(
            from_stage=self.stage, to_stage=to, on=on, by_id=by.id, because=because, facts=told
        )
        self.stage_moves.append(move)
        self._fold_moves()
        if Fact.CONTRACT_YUAN in told:
            self.add_amount(told[Fact.CONTRACT_YUAN], AmountKind.SIGNED, on=on, by=by)
        self.relight()
        self.note(
            EventKind.STAGE_ADVANCED,
            by=by,
            on=on,
            because=because,
            before=before,
            after={"stage": to, "stage_since": on.isoformat(), **told},
        )
        return move

    def void_last_move(self, *, by: Actor, on: date, because: str) -> None:
        """Take back the newest move; the project stands where it stood before.

        Raises Refused without a reason, when only the first word is left, and when the
        contract sum that goes with it is the only one left for an earlier signing.
        """
        need(because, "请写明为什么作废这次阶段变动。")
        moves = self.standing_moves
        if len(moves) < 2:
            raise Refused("这是第一条阶段记录，不能作废；项目登记错了请改为“终止”。")
        *others, wrong = moves
        contract = self.contract_sum_of(wrong)
        if contract and self.is_the_last_sum_of(contract, others):
            refuse("", "前一次签约的金额已经作废：先补记对的签约金额，再作废这次变动。")
        wrong.void(by.id, because)
        self._fold_moves()
        if contract:
            contract.void(by.id, because)
            self._fold_amounts()
        self.relight()
        self.note(
            EventKind.STAGE_MOVE_VOIDED,
            by=by,
            on=on,
            because=because,
            before={"stage": wrong.to_stage},
            after={"stage": self.stage},
        )

    def _judge_move(self, to: Stage, on: date, because: str, told: dict[str, Any]) -> None:
        if to is self.stage:
            refuse("to", f"项目已经在“{to.label}”阶段。")
        faults = {name: fault_of(Fact(name), value, on) for name, value in told.items()}
        wrong = {name: fault for name, fault in faults.items() if fault}
        if signs(self.stage, to):
            failed = [fact for fact in REVIEWS if told.get(fact) == FAILED]
            wrong |= {fact.value: f"{fact.label}“{FAILED}”的不能签约：{AGAIN}" for fact in failed}
        missing = [fact for fact in self.missing_for(to) if fact.value not in told]
        for fact in missing:
            wrong[fact.value] = f"进入“{to.label}”还缺：{fact.label}。"
        if needs_reason(self.stage, to) and not because.strip():
            wrong["because"] = f"从“{self.stage.label}”到“{to.label}”请写明原因。"
        if on < self.stage_since:
            wrong["on"] = f"不能早于进入“{self.stage.label}”的日子 {self.stage_since:%Y-%m-%d}。"
        if wrong:
            named = "、".join(fact.label for fact in missing)
            said = f"进入“{to.label}”尚缺：{named}。" if named else "还有内容要补。"
            raise Refused(said, **wrong)

    def _fold_moves(self) -> None:
        """Bring the kept state in line with the moves that stand."""
        moves = self.standing_moves
        self.stage, self.stage_since = moves[-1].to_stage, moves[-1].on
        facts: dict[str, Any] = {}
        for move in moves:
            facts = known_after(facts, move.from_stage, move.to_stage, move.facts)
        self.facts = facts
        self._fold_credit()
        if told := self.facts.get(Fact.INDUSTRY):
            self.industry = self.industry or told
        planned = self.facts.get(Fact.PLANNED_START)
        self.planned_start_on = date.fromisoformat(planned) if planned else None
        # The first word of a printed project bears the paper's day, not that of a signing.
        own = moves[1:] if self.source is Source.PRINT else moves
        signed_before = self.signed_on
        self.signed_on = next((move.on for move in own if move.to_stage.is_signed), None)
        if self.signed_on != signed_before:
            self.retier()

    def _fold_credit(self) -> None:
        agreement = self.agreement
        self.credit_share = agreement.share if agreement else None
        self.credit_ends_on = agreement.ends_on if agreement else None
