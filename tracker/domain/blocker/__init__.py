"""Blockers: what stands in a project's way, who must clear it and by when."""

from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tracker.domain.base import word_column
from tracker.domain.department import Department
from tracker.domain.event import Witnessed
from tracker.domain.user import User
from tracker.domain.words import BlockerKind, BlockerState

if TYPE_CHECKING:
    from tracker.domain.project import Project


class Blocker(Witnessed):
    """堵点. Its verbs stand on the project (blocked.py), which is what it blocks."""

    __tablename__ = "blocker"
    __table_args__ = (
        Index("ix_blocker_project_id", "project_id"),
        Index("ix_blocker_department_id_state_due_on", "department_id", "state", "due_on"),
        Index("ix_blocker_state_due_on_id", "state", "due_on", "id"),
    )

    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"))
    kind: Mapped[BlockerKind] = mapped_column(word_column(BlockerKind))
    what: Mapped[str] = mapped_column(Text)
    wanted: Mapped[str] = mapped_column(Text, default="")
    state: Mapped[BlockerState] = mapped_column(word_column(BlockerState))
    department_id: Mapped[int | None] = mapped_column(ForeignKey("department.id"))
    due_on: Mapped[date | None]
    closed_on: Mapped[date | None]
    outcome: Mapped[str] = mapped_column(Text, default="")
    version: Mapped[int] = mapped_column(default=1)
    __mapper_args__ = {"version_id_col": version}

    project: Mapped["Project"] = relationship(back_populates="blockers")
    department: Mapped[Department | None] = relationship()
    by: Mapped[User | None] = relationship(foreign_keys="Blocker.by_id")

    @property
    def is_open(self) -> bool:
        return self.state is not BlockerState.CLOSED and not self.is_void

    def is_overdue_on(self, day: date) -> bool:
        return self.is_open and self.due_on is not None and self.due_on < day
