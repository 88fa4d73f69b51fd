"""Targets: firms wanted for a link, from the proposal to the project or to giving up."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship
from sqlalchemy.types import JSON

from tracker.domain.base import FAR_OFF, Moment, Record, utc_now, word_column
from tracker.domain.chain import ChainLink
from tracker.domain.department import Department
from tracker.domain.event import Witnessed
from tracker.domain.firm import Firm
from tracker.domain.user import User
from tracker.domain.words import Word

if TYPE_CHECKING:
    from tracker.domain.project import Project


class TargetState(Word):
    """How far the courting has come."""

    PROPOSED = "proposed", "建议"
    ACCEPTED = "accepted", "立为目标"
    CONTACTED = "contacted", "已接触"
    VISITED = "visited", "已互访"
    PROJECT = "project", "已成项目"
    GIVEN_UP = "given-up", "放弃"


class Target(Record):
    """目标企业: one firm wanted for one link. `why` holds the rules that proposed it, in words."""

    __tablename__ = "target"
    __table_args__ = (
        Index("uq_target_firm_link", "firm_id", "chain_link_id", unique=True),
        Index("ix_target_state_next", "state", "next_on", "id"),
        Index("ix_target_link_state", "chain_link_id", "state"),
        Index("ix_target_owner_next", "owner_id", "next_on"),
        Index("ix_target_department_state", "owner_department_id", "state", "next_on", "id"),
    )

    firm_id: Mapped[int] = mapped_column(ForeignKey("firm.id"))
    chain_link_id: Mapped[int] = mapped_column(ForeignKey("chain_link.id"))
    state: Mapped[TargetState] = mapped_column(word_column(TargetState))
    state_since: Mapped[date]
    score: Mapped[int] = mapped_column(default=0)
    why: Mapped[list[Any]] = mapped_column(JSON, default=list)
    because: Mapped[str] = mapped_column(Text, default="")
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    owner_department_id: Mapped[int | None] = mapped_column(ForeignKey("department.id"))
    next_step: Mapped[str] = mapped_column(String(200), default="")
    next_on: Mapped[date] = mapped_column(default=FAR_OFF)
    last_followed_on: Mapped[date | None]
    project_id: Mapped[int | None] = mapped_column(ForeignKey("project.id"))
    version: Mapped[int] = mapped_column(default=1)
    changed_at: Mapped[datetime] = mapped_column(Moment(), default=utc_now)
    __mapper_args__ = {"version_id_col": version}

    firm: Mapped[Firm] = relationship()
    chain_link: Mapped[ChainLink] = relationship()
    owner: Mapped[User | None] = relationship()
    owner_department: Mapped[Department | None] = relationship()
    project: Mapped["Project | None"] = relationship()
    moves: Mapped[list["TargetMove"]] = relationship(
        back_populates="target", order_by="TargetMove.id"
    )


class TargetMove(Witnessed):
    """One dated step of the courting."""

    __tablename__ = "target_move"

    target_id: Mapped[int] = mapped_column(ForeignKey("target.id"), index=True)
    from_state: Mapped[TargetState | None] = mapped_column(word_column(TargetState))
    to_state: Mapped[TargetState] = mapped_column(word_column(TargetState))
    because: Mapped[str] = mapped_column(Text, default="")

    target: Mapped[Target] = relationship(back_populates="moves")
