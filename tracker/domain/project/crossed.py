"""Crossed: a lead that meets a firm or project already there, and what was decided about it."""

from typing import Any

from sqlalchemy import ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.types import JSON

from tracker.domain.base import word_column
from tracker.domain.event import Witnessed
from tracker.domain.words import Word


class Outcome(Word):
    """What was decided; source HANDBOOK §7."""

    NEW = "new", "新项目"
    MERGED = "merged", "合并"
    SUPERSEDED = "superseded", "覆盖"
    IGNORED = "ignored", "忽略"


class Crossing(Witnessed):
    """撞单: a project that met an earlier one, by which evidence, and what was decided and why."""

    __tablename__ = "crossing"
    __table_args__ = (
        Index("ix_crossing_project_id", "project_id"),
        Index("ix_crossing_earlier_id", "earlier_id"),
    )

    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"))
    earlier_id: Mapped[int] = mapped_column(ForeignKey("project.id"))
    evidence: Mapped[list[Any]] = mapped_column(JSON, default=list)
    outcome: Mapped[Outcome] = mapped_column(word_column(Outcome))
    because: Mapped[str] = mapped_column(Text)
