"""Blockers: what stands in a project's way, who must clear it by when, and all that came of it."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tracker.domain.base import word_column
from tracker.domain.blocker.act_rules import OPEN, RULES, RUNNING, BlockerAct
from tracker.domain.blocker.steps import BlockerStep
from tracker.domain.blocker.verbs import BlockerHelper, Cleared, handed_words, judge_assignment
from tracker.domain.people.department import Department
from tracker.domain.people.user import Actor, User
from tracker.domain.project import Project
from tracker.domain.task_force import Backed, TaskForceMeeting, TaskForceMember
from tracker.domain.words import BlockerKind, BlockerState
from tracker.refusal import refuse

__all__ = ["RULES", "Blocker", "BlockerAct", "BlockerHelper", "BlockerStep", "report_blocker"]


class Blocker(Cleared, Backed):
    """堵点: what is in the way of one project, and what is needed to clear it.

    Where it stands, whose it is and by when are kept of its steps (steps.py); what people
    do to it is in verbs.py, what its deadline does in escalation.py.
    """

    __tablename__ = "blocker"
    __table_args__ = (
        Index("ix_blocker_project_id", "project_id"),
        Index("ix_blocker_department_id_state_due_on", "department_id", "state", "due_on"),
        Index("ix_blocker_state_due_on_id", "state", "due_on", "id"),
        Index("ix_blocker_by_id_state", "by_id", "state"),
        Index("ix_blocker_level_state", "level", "state"),
    )

    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"))
    kind: Mapped[BlockerKind] = mapped_column(word_column(BlockerKind))
    what: Mapped[str] = mapped_column(Text)
    wanted: Mapped[str] = mapped_column(Text, default="")
    wished_on: Mapped[date | None]

    project: Mapped[Project] = relationship(back_populates="blockers")
    by: Mapped[User | None] = relationship(foreign_keys="Blocker.by_id")
    department: Mapped[Department | None] = relationship(foreign_keys="Blocker.department_id")
    all_helpers: Mapped[list[BlockerHelper]] = relationship(
        order_by=BlockerHelper.id, lazy="selectin"
    )
    task_force: Mapped[list[TaskForceMember]] = relationship(
        order_by=TaskForceMember.id,
        lazy="selectin",
        primaryjoin="and_(TaskForceMember.blocker_id == Blocker.id,"
        " TaskForceMember.left_on.is_(None))",
    )
    meetings: Mapped[list[TaskForceMeeting]] = relationship(order_by=TaskForceMeeting.id)

    @property
    def is_open(self) -> bool:
        return self.state in OPEN and not self.is_void

    @property
    def is_running(self) -> bool:
        """Whether somebody owes something and the deadline counts."""
        return self.state in RUNNING and not self.is_void

    def is_overdue_on(self, day: date) -> bool:
        return self.is_running and self.due_on is not None and self.due_on < day

    @property
    def helping_department_ids(self) -> set[int]:
        """The departments beside the responsible one: its helpers and those of its 专班."""
        members = {one.department_id for one in self.task_force}
        return members | {one.department_id for one in self.helpers}

    @property
    def whose(self) -> dict[str, int]:
        return {"project_id": self.project_id, "blocker_id": self.id}


def report_blocker(
    project: Project,
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
    """Report what is in a project's way; with department and deadline it is assigned at once."""
    if project.stage.is_exit:
        refuse("", f"这个项目已经{project.stage.label}，不再报堵点。要接着办，请先重新招商。")
    judge_assignment(department, due_on, on, helpers)
    if wished_on and wished_on < on:
        refuse("wished_on", "期望解决的日子不能早于今天。")
    blocker = Blocker(kind=kind, what=what, wanted=wanted, wished_on=wished_on, on=on, by_id=by.id)
    project.blockers.append(blocker)
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
