"""Extended: more time asked for, and granted or not."""

from datetime import date
from typing import Any

from sqlalchemy.orm import Mapped

from tracker.domain.blocker.act_rules import BlockerAct
from tracker.domain.blocker.answered import Answered
from tracker.domain.blocker.stepped import BlockerStep
from tracker.domain.people.user import Actor
from tracker.refusal import refuse


class Extended(Answered):
    """Columns and verbs of asking for more time. `asked_due_on` is what nobody has decided yet."""

    __abstract__ = True

    asked_due_on: Mapped[date | None]

    def also_told(self, act: BlockerAct) -> dict[str, Any]:
        """An answer leaves no extension to decide, and tells which one it was."""
        if act is BlockerAct.ANSWER and self.asked_due_on:
            return {"asked_due_on": self.asked_due_on.isoformat()}
        return {}

    def ask_for_time(self, due_on: date, *, because: str, on: date, by: Actor) -> BlockerStep:
        """Ask for a later deadline; the present one runs on until it is granted."""
        self.judge(BlockerAct.ASK_TIME)
        if self.asked_due_on:
            refuse("", f"已经申请延到 {self.asked_due_on:%Y-%m-%d}，正等答复。")
        if not because.strip():
            refuse("because", "请写明为什么要延期。")
        self._judge_day(due_on, on)
        return self.take(
            BlockerAct.ASK_TIME,
            on=on,
            by=by,
            because=because,
            before=self._deadline(),
            after={"due_on": due_on.isoformat()},
            due_on=due_on,
            said=because,
            department_id=by.department_id,
        )

    def grant_time(
        self, *, on: date, by: Actor, due_on: date | None = None, because: str = ""
    ) -> BlockerStep:
        """Let the deadline be the day that was asked for, or another one."""
        self.judge(BlockerAct.GRANT_TIME)
        asked = self._asked()
        due_on = due_on or asked
        self._judge_day(due_on, on)
        return self.take(
            BlockerAct.GRANT_TIME,
            on=on,
            by=by,
            because=because,
            before=self._deadline(),
            after={"due_on": due_on.isoformat()},
            due_on=due_on,
            said=because,
        )

    def refuse_time(self, *, because: str, on: date, by: Actor) -> BlockerStep:
        """Let the deadline stand, and say why."""
        self.judge(BlockerAct.REFUSE_TIME)
        asked = self._asked()
        if not because.strip():
            refuse("because", "请写明为什么不同意延期。")
        return self.take(
            BlockerAct.REFUSE_TIME,
            on=on,
            by=by,
            because=because,
            before=self._deadline(),
            after={"due_on": asked.isoformat()},
            due_on=asked,
            said=because,
        )

    def _asked(self) -> date:
        if self.asked_due_on is None:
            refuse("", "没有等答复的延期申请。")
        return self.asked_due_on

    def _judge_day(self, due_on: date, on: date) -> None:
        if due_on < on:
            refuse("due_on", "新期限不能早于今天。")
        if self.due_on and due_on <= self.due_on:
            refuse("due_on", f"新期限要晚于现在的期限 {self.due_on:%Y-%m-%d}。")

    def _deadline(self) -> dict[str, str | None]:
        return {"due_on": self.due_on.isoformat() if self.due_on else None}
