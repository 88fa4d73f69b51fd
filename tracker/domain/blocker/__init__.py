"""Blockers: what stands in a project's way, who must clear it by when, and all that came of it."""

from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tracker.domain.base import word_column
from tracker.domain.blocker.act_rules import OPEN, RULES, BlockerAct
from tracker.domain.blocker.assigned import BlockerHelper
from tracker.domain.blocker.backed import Backed
from tracker.domain.blocker.climbed import Climbed
from tracker.domain.blocker.levels import Level
from tracker.domain.blocker.stepped import BlockerStep
from tracker.domain.people.user import User
from tracker.domain.words import BlockerKind

if TYPE_CHECKING:
    from tracker.domain.project import Project

__all__ = ["RULES", "Blocker", "BlockerAct", "BlockerHelper", "BlockerStep", "Level"]


class Blocker(Climbed, Backed):
    """堵点, raised by a project's own verb (project/blocked.py); its further life is its own."""

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

    project: Mapped["Project"] = relationship(back_populates="blockers")
    by: Mapped[User | None] = relationship(foreign_keys="Blocker.by_id")

    @property
    def is_open(self) -> bool:
        return self.state in OPEN and not self.is_void

    @property
    def helping_department_ids(self) -> set[int]:
        """The departments beside the responsible one: its helpers and those of its 专班."""
        members = {one.department_id for one in self.task_force}
        return members | {one.department_id for one in self.helpers}
