"""Blocked: what stands in a project's way, from being raised to being closed."""

from datetime import date

from sqlalchemy.orm import Mapped, declared_attr, mapped_column, relationship

from tracker.domain.blocker import Blocker
from tracker.domain.department import Department
from tracker.domain.event import EventKind
from tracker.domain.project.recorded import Recorded
from tracker.domain.refusal import refuse
from tracker.domain.user import Actor
from tracker.domain.words import BlockerKind, BlockerState


class Blocked(Recorded):
    """Columns and verbs of blockers."""

    __abstract__ = True

    open_blockers: Mapped[int] = mapped_column(default=0)
    blocker_due_on: Mapped[date | None]

    @declared_attr
    def blockers(cls) -> Mapped[list[Blocker]]:
        return relationship(back_populates="project", order_by=Blocker.id)

    def raise_blocker(
        self, kind: BlockerKind, what: str, *, on: date, by: Actor, wanted: str = "",
        department: Department | None = None, due_on: date | None = None,
    ) -> Blocker:  # fmt: skip
        """Report a blocker; with department and deadline it is assigned in the same breath."""
        _judge_assignment(department, due_on, on)
        blocker = Blocker(
            kind=kind, what=what, wanted=wanted, on=on, by_id=by.id, due_on=due_on,
            department_id=department.id if department else None,
            state=BlockerState.ASSIGNED if department else BlockerState.RAISED,
        )  # fmt: skip
        self.blockers.append(blocker)
        self._count_blockers()
        self._note_blocker(
            EventKind.BLOCKER_RAISED, blocker, by=by, on=on,
            after={
                "kind": kind, "what": what, "department": department.name if department else None,
                "due_on": due_on.isoformat() if due_on else None,
            },
        )  # fmt: skip
        return blocker

    def assign_blocker(
        self, blocker: Blocker, department: Department, *, due_on: date, on: date, by: Actor
    ) -> None:
        """Hand an open blocker to one department with a deadline (again, if need be)."""
        if not blocker.is_open:
            refuse("", "这个堵点已经销号，要重新办理请先退回。")
        _judge_assignment(department, due_on, on)
        before = {
            "department_id": blocker.department_id,
            "due_on": blocker.due_on.isoformat() if blocker.due_on else None,
        }
        blocker.department_id, blocker.due_on = department.id, due_on
        blocker.state = BlockerState.ASSIGNED
        self._count_blockers()
        self._note_blocker(
            EventKind.BLOCKER_ASSIGNED, blocker, by=by, on=on, before=before,
            after={"department": department.name, "due_on": due_on.isoformat()},
        )  # fmt: skip

    def close_blocker(self, blocker: Blocker, *, outcome: str, on: date, by: Actor) -> None:
        """Resolve it, saying how."""
        if not blocker.is_open:
            refuse("", "这个堵点已经销号了。")
        if not outcome.strip():
            refuse("outcome", "请写明怎么解决的。")
        if on < blocker.on:
            refuse("on", f"不能早于提出的日子 {blocker.on:%Y-%m-%d}。")
        before = {"state": blocker.state}
        blocker.state, blocker.closed_on, blocker.outcome = BlockerState.CLOSED, on, outcome
        self._count_blockers()
        self._note_blocker(
            EventKind.BLOCKER_CLOSED, blocker, by=by, on=on, before=before,
            after={"what": blocker.what, "outcome": outcome},
        )  # fmt: skip

    def reopen_blocker(
        self, blocker: Blocker, *, because: str, on: date, by: Actor, due_on: date | None = None
    ) -> None:
        """Send a closed blocker back: it was not solved after all."""
        if blocker.is_open:
            refuse("", "这个堵点还没销号，不用退回。")
        if not because.strip():
            refuse("because", "请写明退回原因。")
        if due_on and due_on < on:
            refuse("due_on", "新期限不能早于今天。")
        before = {"state": blocker.state, "outcome": blocker.outcome}
        blocker.state, blocker.closed_on = BlockerState.REOPENED, None
        blocker.due_on = due_on or blocker.due_on
        self._count_blockers()
        self._note_blocker(
            EventKind.BLOCKER_REOPENED, blocker, by=by, on=on, because=because, before=before,
            after={"what": blocker.what, "due_on": due_on.isoformat() if due_on else None},
        )  # fmt: skip

    def _count_blockers(self) -> None:
        """Keep the number and the nearest deadline of open blockers beside the project."""
        still = [blocker for blocker in self.blockers if blocker.is_open]
        self.open_blockers = len(still)
        self.blocker_due_on = min((one.due_on for one in still if one.due_on), default=None)
        self.relight()

    def _note_blocker(self, kind: EventKind, blocker: Blocker, **told: object) -> None:
        self.session.flush()
        self.note(kind, subject=f"blocker:{blocker.id}", **told)  # type: ignore[arg-type]


def _judge_assignment(department: Department | None, due_on: date | None, on: date) -> None:
    if due_on and due_on < on:
        refuse("due_on", "期限不能早于今天。")
    if department and not due_on:
        refuse("due_on", "交给部门办理要有期限。")
    if due_on and not department:
        refuse("department", "定了期限，请选由谁办理。")
    if department and not department.in_use:
        refuse("department", f"{department.name}已停用，请选别的单位。")
