"""Directives: what a leader wants done, who answers by when, and what came back."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tracker.domain.base import Moment, utc_now, word_column
from tracker.domain.blocker import Blocker
from tracker.domain.chain import Chain
from tracker.domain.event import DatedFact
from tracker.domain.people.department import Department
from tracker.domain.people.user import User
from tracker.word import Word

if TYPE_CHECKING:
    from tracker.domain.project import Project


class DirectiveState(Word):
    """Where a directive stands."""

    GIVEN = "given", "待答复"
    ANSWERED = "directive-answered", "待阅"
    RETURNED = "returned", "退回重答"
    CLOSED = "directive-closed", "已办结"


OWED = (DirectiveState.GIVEN, DirectiveState.RETURNED)
STILL_OPEN = (*OWED, DirectiveState.ANSWERED)


class StepKind(Word):
    """What was done about it."""

    ANSWER = "answer", "答复"
    RETURN = "return", "退回"
    CLOSE = "close", "办结"
    HAND_ON = "hand-on", "转交"


class Directive(DatedFact):
    """批示/交办: on a project, a blocker, a chain or nothing in particular.

    It is always owed by a department, so that it stays when people change posts;
    `person_id` is whom the leader means in it, if anybody. `by_id` is the leader.
    """

    __tablename__ = "directive"
    __table_args__ = (
        Index("ix_directive_state_due_on_id", "state", "due_on", "id"),
        Index("ix_directive_department_id_state_due_on", "department_id", "state", "due_on"),
        Index("ix_directive_person_id_state_due_on", "person_id", "state", "due_on"),
        Index("ix_directive_project_id", "project_id"),
        Index("ix_directive_blocker_id", "blocker_id"),
    )

    said: Mapped[str] = mapped_column(Text)
    project_id: Mapped[int | None] = mapped_column(ForeignKey("project.id"))
    blocker_id: Mapped[int | None] = mapped_column(ForeignKey("blocker.id"))
    chain_id: Mapped[int | None] = mapped_column(ForeignKey("chain.id"))
    department_id: Mapped[int] = mapped_column(ForeignKey("department.id"))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    due_on: Mapped[date]
    state: Mapped[DirectiveState] = mapped_column(word_column(DirectiveState))
    answered_on: Mapped[date | None]
    closed_on: Mapped[date | None]
    version: Mapped[int] = mapped_column(default=1)
    changed_at: Mapped[datetime] = mapped_column(Moment(), default=utc_now)
    __mapper_args__ = {"version_id_col": version}

    project: Mapped["Project | None"] = relationship()
    blocker: Mapped[Blocker | None] = relationship()
    chain: Mapped[Chain | None] = relationship()
    department: Mapped[Department] = relationship()
    person: Mapped[User | None] = relationship(foreign_keys=person_id)
    by: Mapped[User | None] = relationship(foreign_keys="Directive.by_id")
    steps: Mapped[list["DirectiveStep"]] = relationship(
        back_populates="directive", order_by="DirectiveStep.id"
    )

    @property
    def is_open(self) -> bool:
        return self.state is not DirectiveState.CLOSED and not self.is_void

    @property
    def is_owed(self) -> bool:
        """Whether an answer is still to come."""
        return self.state in OWED

    def is_overdue_on(self, day: date) -> bool:
        return self.is_owed and self.due_on < day


class DirectiveStep(DatedFact):
    """One step of the answering: by whom, on which day, what was said."""

    __tablename__ = "directive_step"
    __table_args__ = (Index("ix_directive_step_directive_id_id", "directive_id", "id"),)

    directive_id: Mapped[int] = mapped_column(ForeignKey("directive.id"))
    kind: Mapped[StepKind] = mapped_column(word_column(StepKind))
    said: Mapped[str] = mapped_column(Text, default="")
    department_id: Mapped[int | None] = mapped_column(ForeignKey("department.id"))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    due_on: Mapped[date | None] = mapped_column()
    source: Mapped[str] = mapped_column(String(100), default="")

    directive: Mapped[Directive] = relationship(back_populates="steps")
