"""What stands in a project's way; raised here, its further life is the blocker's own."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy.orm import Mapped, declared_attr, mapped_column, relationship

from tracker.domain.blocker import Blocker, BlockerAct
from tracker.domain.blocker.assigned import handed_words, judge_assignment
from tracker.domain.people.department import Department
from tracker.domain.people.user import Actor
from tracker.domain.project.project_events import Recorded
from tracker.domain.words import BlockerKind, BlockerState
from tracker.refusal import refuse


class Blocked(Recorded):
    """What is kept of the blockers, and the verb that raises one.

    `blocker_due_on` is the nearest deadline that runs: an answer that waits for its check
    counts against nobody, though the blocker is still open.
    """

    __abstract__ = True

    open_blockers: Mapped[int] = mapped_column(default=0)
    blocker_due_on: Mapped[date | None]

    @declared_attr
    def blockers(cls) -> Mapped[list[Blocker]]:
        return relationship(back_populates="project", order_by=Blocker.id)

    def raise_blocker(
        self,
        kind: BlockerKind,
        what: str,
        *,
        on: date,
        by: Actor,
        wanted: str = "",
        wished_on: date | None = None,
        department: Department | None = None,
        due_on: date | None = None,
        helpers: Sequence[Department] = (),
    ) -> Blocker:
        """Report a blocker; with department and deadline it is assigned in the same breath."""
        if self.stage.is_exit:
            refuse("", f"这个项目已经{self.stage.label}，不再报堵点。要接着办，请先重新招商。")
        judge_assignment(department, due_on, on, helpers)
        if wished_on and wished_on < on:
            refuse("wished_on", "期望解决的日子不能早于今天。")
        blocker = Blocker(
            kind=kind, what=what, wanted=wanted, wished_on=wished_on, on=on, by_id=by.id
        )
        self.blockers.append(blocker)
        blocker.help_with(helpers, on=on, by=by)
        blocker.take(
            BlockerAct.RAISE,
            on=on,
            by=by,
            to=BlockerState.ASSIGNED if department else None,
            after={"kind": kind, "what": what, **handed_words(department, due_on, helpers)}
            | ({"wished_on": wished_on.isoformat()} if wished_on else {}),
            department_id=department.id if department else None,
            due_on=due_on,
        )
        return blocker

    def count_blockers(self) -> None:
        """Keep the number of open blockers and the nearest deadline that runs."""
        self.open_blockers = sum(one.is_open for one in self.blockers)
        running = [one.due_on for one in self.blockers if one.is_running and one.due_on]
        self.blocker_due_on = min(running, default=None)
        self.relight()
