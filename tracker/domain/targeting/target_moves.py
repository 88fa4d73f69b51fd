"""The dated steps of the courting of a firm, and who answers for it."""

from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, declared_attr, mapped_column, relationship

from tracker.domain.base import word_column
from tracker.domain.event import DatedFact, EventKind
from tracker.domain.event.versioned import Changing
from tracker.domain.people.department import Department
from tracker.domain.people.user import Actor, User
from tracker.domain.targeting.target_states import PASSAGES, Need, TargetState, ways_from
from tracker.refusal import Refused, need, refuse

if TYPE_CHECKING:
    from tracker.domain.firm import Firm
    from tracker.domain.targeting import Target


class TargetMove(DatedFact):
    """One dated step of the courting; from a state to itself where only the owner changed."""

    __tablename__ = "target_move"

    target_id: Mapped[int] = mapped_column(ForeignKey("target.id"), index=True)
    from_state: Mapped[TargetState | None] = mapped_column(word_column(TargetState))
    to_state: Mapped[TargetState] = mapped_column(word_column(TargetState))
    because: Mapped[str] = mapped_column(Text, default="")
    facts: Mapped[dict[str, Any]] = mapped_column(default=dict)

    target: Mapped["Target"] = relationship(back_populates="moves")


class Moved(Changing):
    """Columns, questions and verbs of the courting's steps."""

    __abstract__ = True

    NOUN = "target"

    if TYPE_CHECKING:
        firm: Mapped[Firm]

        def has(self, need: Need) -> bool: ...

    state: Mapped[TargetState] = mapped_column(word_column(TargetState))
    state_since: Mapped[date]
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    owner_department_id: Mapped[int | None] = mapped_column(ForeignKey("department.id"))

    @declared_attr
    def owner(cls) -> Mapped[User | None]:
        return relationship()

    @declared_attr
    def owner_department(cls) -> Mapped[Department | None]:
        return relationship()

    @declared_attr
    def moves(cls) -> Mapped[list[TargetMove]]:
        return relationship(back_populates="target", order_by=TargetMove.id)

    @property
    def standing_moves(self) -> list[TargetMove]:
        return [move for move in self.moves if not move.is_void]

    @property
    def acceptance(self) -> TargetMove | None:
        """The step with which the present courting began."""
        started = [
            move
            for move in self.standing_moves
            if move.to_state is TargetState.ACCEPTED
            and move.from_state in (TargetState.PROPOSED, TargetState.GIVEN_UP)
        ]
        return started[-1] if started else None

    def ways(self) -> list[TargetState]:
        """The states that lie one move away."""
        return ways_from(self.state)

    def needs(self, to: TargetState) -> tuple[Need, ...]:
        """All that must be told or have happened to come to that state from here."""
        return PASSAGES.get((self.state, to), ())

    def move_to(
        self,
        to: TargetState,
        *,
        on: date,
        by: Actor,
        because: str = "",
        owner: User | None = None,
        next_step: str = "",
        next_on: date | None = None,
    ) -> TargetMove:
        """Go one step, forward, back, out or in again. Raises Refused naming all that is missing.

        PROJECT is not reached this way: `become` brings the project along.
        """
        told = {
            Need.REASON: because.strip(),
            Need.OWNER: owner,
            Need.NEXT_STEP: next_step.strip(),
            Need.NEXT_ON: next_on,
        }
        self._judge_move(to, on, told)
        facts: dict[str, Any] = {}
        if owner and Need.OWNER in self.needs(to):
            facts = _answering(owner) | {
                "next_step": next_step.strip(),
                "next_on": next_on.isoformat() if next_on else None,
            }
        before = {"state": self.state, "state_since": self.state_since.isoformat()}
        move = self._step_to(to, on=on, by=by, because=because.strip(), facts=facts)
        told_of = {"state": to, **self._named(owner if facts else None), **facts}
        self.note(
            EventKind.TARGET_MOVED,
            by=by,
            on=on,
            because=because.strip(),
            before=before,
            after=told_of,
        )
        return move

    def hand_over_to(self, owner: User, *, by: Actor, on: date, because: str) -> None:
        """Give the courting to one other person; the department goes with the person."""
        if not self.state.is_courted:
            refuse("", f"“{self.state.label}”的目标没有人在跟，不用移交。")
        if owner.id == self.owner_id:
            refuse("owner", f"跟踪人已经是{owner.name}。")
        need(because, "请写明移交原因，接手的人看得到。")
        _judge_owner(owner)
        before = {"owner_id": self.owner_id, "owner_department_id": self.owner_department_id}
        facts = _answering(owner)
        self._step_to(self.state, on=on, by=by, because=because.strip(), facts=facts)
        self.note(
            EventKind.TARGET_HANDED_OVER,
            by=by,
            on=on,
            because=because.strip(),
            before=before,
            after={**self._named(owner), **facts},
        )

    def fold(self) -> None:
        """Work out anew what is kept beside the facts: here the state, and who answers."""
        owner: dict[str, Any] = {}
        state, since = None, self.state_since
        for move in self.standing_moves:
            if move.to_state is not state:
                state, since = move.to_state, move.on
            if state is TargetState.PROPOSED:
                owner = {}
            elif "owner_id" in move.facts:
                owner = move.facts
        assert state is not None, "a target begins with its first move"
        self.state, self.state_since = state, since
        self.owner_id = owner.get("owner_id")
        self.owner_department_id = owner.get("owner_department_id")

    def _judge_move(self, to: TargetState, on: date, told: dict[Need, Any]) -> None:
        self._judge_passage(to)
        wrong: dict[str, str] = {}
        for one in self.needs(to):
            if one in MISSING and not told[one]:
                wrong[one.value] = MISSING[one]
            elif one in (Need.CONTACT, Need.VISIT) and not self.has(one):
                wrong[""] = f"进入“{to.label}”要先有{one.label}：请先写跟进。"
        if on < self.state_since:
            wrong["on"] = f"不能早于进入“{self.state.label}”的日子 {self.state_since:%Y-%m-%d}。"
        if (next_on := told[Need.NEXT_ON]) and next_on < on:
            wrong["next_on"] = "下一步的日子不能早于这一天。"
        if wrong:
            raise Refused(wrong.get("", "还有内容要补。"), **wrong)
        if owner := told[Need.OWNER]:
            _judge_owner(owner)

    def _judge_passage(self, to: TargetState) -> None:
        if to is self.state:
            refuse("to", f"目标已经是“{to.label}”。")
        if self.state is TargetState.PROJECT:
            refuse("to", "已经成了项目，请到项目页推进阶段。")
        if to is TargetState.PROJECT and self.state.is_courted:
            refuse("to", "请填登记表：登记成项目以后，目标自动进入这一列。")
        if to not in self.ways():
            first = TargetState.ACCEPTED.label
            refuse("to", f"不能从“{self.state.label}”直接到“{to.label}”，先到“{first}”。")

    def _step_to(
        self,
        to: TargetState,
        *,
        on: date,
        by: Actor | None,
        because: str = "",
        facts: dict[str, Any] | None = None,
    ) -> TargetMove:
        """Add the step and bring what is kept in line with it, without an event of its own."""
        move = TargetMove(
            from_state=self.state,
            to_state=to,
            on=on,
            by_id=by.id if by else None,
            because=because,
            facts=facts or {},
        )
        self.moves.append(move)
        self.session.flush()
        self.fold()
        return move

    def _named(self, owner: User | None = None) -> dict[str, Any]:
        """The names that an event's sentence tells of."""
        firm = self.firm.name
        return {"firm": firm, "owner": owner.name} if owner else {"firm": firm}


MISSING = {
    Need.REASON: "请写明原因，同事和领导看得到。",
    Need.OWNER: "请选由谁跟进。",
    Need.NEXT_STEP: "请写下一步做什么。",
    Need.NEXT_ON: "请选下一步哪天做。",
}


def _answering(owner: User) -> dict[str, Any]:
    return {"owner_id": owner.id, "owner_department_id": owner.department_id}


def _judge_owner(owner: User) -> None:
    if owner.department_id is None or not owner.is_active:
        refuse("owner", "请选一位在岗、已归到部门的同事。")
