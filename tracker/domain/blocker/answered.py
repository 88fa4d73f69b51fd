"""Answered: what was done about a blocker, day by day, and the last word that says it is done."""

from datetime import date
from typing import Any

from sqlalchemy.orm import Mapped

from tracker.domain.blocker.act_rules import BlockerAct
from tracker.domain.blocker.assigned import Assigned
from tracker.domain.blocker.stepped import BlockerStep
from tracker.domain.people.department import Department
from tracker.domain.people.user import Actor
from tracker.refusal import refuse


class Answered(Assigned):
    """Columns, questions and verbs of answering."""

    __abstract__ = True

    answered_on: Mapped[date | None]

    @property
    def answers(self) -> list[BlockerStep]:
        """Everything that was told of the work, oldest first."""
        return self.steps_of(BlockerAct.REPORT, BlockerAct.ANSWER)

    def report(self, said: str, *, on: date, by: Actor, proof: str = "") -> BlockerStep:
        """办理情况: what was done that day, by the department or one that helps."""
        return self._tell(BlockerAct.REPORT, said, on=on, by=by, proof=proof)

    def answer(self, said: str, *, on: date, by: Actor, proof: str = "") -> BlockerStep:
        """反馈: it is done. The deadline no longer runs; whoever raised it has to check."""
        return self._tell(BlockerAct.ANSWER, said, on=on, by=by, proof=proof)

    def _tell(self, act: BlockerAct, said: str, *, on: date, by: Actor, proof: str) -> BlockerStep:
        self.judge(act)
        if not said.strip():
            refuse("said", "请写明做了什么、结果怎样。")
        self.judge_day(act, on)
        department = by.department_id and self.session.get(Department, by.department_id)
        after: dict[str, Any] = {"department": department.name if department else "", "said": said}
        return self.take(
            act,
            on=on,
            by=by,
            after=after | ({"proof": proof} if proof else {}),
            department_id=by.department_id,
            said=said,
            proof=proof,
        )
