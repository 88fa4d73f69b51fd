"""A lead that meets a project already there, and what was decided about the two."""

from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship
from sqlalchemy.types import JSON

from tracker.domain.base import word_column
from tracker.domain.event import DatedFact
from tracker.domain.people.user import User
from tracker.domain.project import Project
from tracker.word import Word


class Outcome(Word):
    """What was decided; source HANDBOOK §7. `tone` says what it does."""

    NEW = "new", "新项目", "同一企业的另一个项目，各谈各的"
    MERGED = "merged", "合并", "是同一件事：不另立项目，把听到的转给先谈的单位"
    SUPERSEDED = "superseded", "覆盖", "是同一件事：今后以这个项目为准，首谈归本单位"
    IGNORED = "ignored", "忽略", "企业相同，事情无关"


class Crossing(DatedFact):
    """撞单: a lead that met an earlier project, by which evidence, what was decided and why.

    One that was merged became no project of its own; `told` keeps what it said.
    """

    __tablename__ = "crossing"
    __table_args__ = (
        CheckConstraint(
            "project_id IS NOT NULL OR outcome = 'merged'", name="is_of_two_unless_merged"
        ),
        Index("ix_crossing_project_id", "project_id"),
        Index("ix_crossing_earlier_id", "earlier_id"),
    )

    project_id: Mapped[int | None] = mapped_column(ForeignKey("project.id"))
    earlier_id: Mapped[int] = mapped_column(ForeignKey("project.id"))
    evidence: Mapped[list[Any]] = mapped_column(JSON, default=list)
    outcome: Mapped[Outcome] = mapped_column(word_column(Outcome))
    because: Mapped[str] = mapped_column(Text)
    told: Mapped[str] = mapped_column(Text, default="")

    project: Mapped[Project | None] = relationship(foreign_keys=project_id)
    earlier: Mapped[Project] = relationship(foreign_keys=earlier_id)
    by: Mapped[User | None] = relationship(foreign_keys="Crossing.by_id")
