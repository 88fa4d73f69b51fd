"""The dated contacts on a project and the next step; where there are none for long, the reason.

Whoever answers for a project without progress for a month has to say why
(source: 德清, HANDBOOK §9); the reason holds until something happens, or a month more.
"""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import (
    CheckConstraint,
    ColumnElement,
    ForeignKey,
    Index,
    String,
    Text,
    and_,
    case,
    func,
)
from sqlalchemy.orm import Mapped, declared_attr, mapped_column, relationship

from tracker.domain.base import FAR_OFF, word_column
from tracker.domain.calendar import add_months
from tracker.domain.event import DatedFact, EventKind
from tracker.domain.people.user import Actor, User
from tracker.domain.project.project_part import ProjectPart
from tracker.domain.words import Contact, Stage
from tracker.refusal import need, refuse

if TYPE_CHECKING:
    from tracker.domain.project import Project

MOVING = tuple(Stage.line()[:-1])


class FollowUp(DatedFact):
    """跟进记录: what was said with whom on a day, and what comes next.

    On a project, or on a target that is none yet; it goes along when it becomes one.
    """

    __tablename__ = "follow_up"
    __table_args__ = (
        Index("ix_follow_up_project_id_on", "project_id", "on"),
        Index("ix_follow_up_on_id", "on", "id"),
        Index("ix_follow_up_by_id_on", "by_id", "on"),
        Index("ix_follow_up_target_id_on", "target_id", "on"),
        CheckConstraint(
            "project_id IS NOT NULL OR target_id IS NOT NULL", name="is_about_something"
        ),
    )

    project_id: Mapped[int | None] = mapped_column(ForeignKey("project.id"))
    target_id: Mapped[int | None] = mapped_column(ForeignKey("target.id"))
    kind: Mapped[Contact] = mapped_column(word_column(Contact))
    present: Mapped[str] = mapped_column(String(200), default="")
    said: Mapped[str] = mapped_column(Text)
    next_step: Mapped[str] = mapped_column(String(200), default="")
    next_on: Mapped[date | None]

    project: Mapped["Project"] = relationship(back_populates="follow_ups")
    by: Mapped[User | None] = relationship(foreign_keys="FollowUp.by_id")


class QuietReason(DatedFact):
    """Why nothing has happened, as told on that day."""

    __tablename__ = "quiet_reason"
    __table_args__ = (Index("ix_quiet_reason_project_id_id", "project_id", "id"),)

    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"))
    because: Mapped[str] = mapped_column(String(300))


class Followed(ProjectPart):
    """Columns, questions and verbs of following up, and of not moving."""

    __abstract__ = True

    last_followed_on: Mapped[date | None]
    next_step: Mapped[str] = mapped_column(String(200), default="")
    next_on: Mapped[date] = mapped_column(default=FAR_OFF)
    quiet_on: Mapped[date | None]
    quiet_because: Mapped[str] = mapped_column(String(300), default="")

    @declared_attr
    def follow_ups(cls) -> Mapped[list[FollowUp]]:
        return relationship(back_populates="project", order_by=FollowUp.id, lazy="select")

    @declared_attr
    def quiet_reasons(cls) -> Mapped[list[QuietReason]]:
        return relationship(order_by=QuietReason.id)

    def log_follow_up(
        self,
        kind: Contact,
        *,
        on: date,
        by: Actor,
        said: str,
        present: str = "",
        next_step: str = "",
        next_on: date | None = None,
    ) -> FollowUp:
        """Write down a contact. The newest contact's next step is the project's next step."""
        judge_next_step(next_step, next_on, on)
        told = FollowUp(
            project_id=self.id,
            kind=kind,
            on=on,
            by_id=by.id,
            said=said,
            present=present,
            next_step=next_step,
            next_on=next_on,
        )
        self.session.add(told)
        if self.last_followed_on is None or on >= self.last_followed_on:
            self._take_next_step(told)
        self.relight()
        self.session.flush()
        self.note(
            EventKind.FOLLOW_UP_LOGGED,
            by=by,
            on=on,
            subject=f"follow-up:{told.id}",
            after={
                "kind": kind,
                "present": present,
                "said": said,
                "next_step": next_step,
                "next_on": next_on.isoformat() if next_on else None,
            },
        )
        return told

    def void_follow_up(self, wrong: FollowUp, *, by: Actor, on: date, because: str) -> None:
        """Strike out a follow-up; the newest one that stands gives the next step again."""
        need(because, "请写明为什么作废这条跟进。")
        if wrong.is_void:
            refuse("", "这条跟进已经作废了。")
        wrong.void(by.id, because)
        self._fold_follow_ups()
        self.relight()
        self.note(
            EventKind.FOLLOW_UP_VOIDED,
            by=by,
            on=on,
            because=because,
            subject=f"follow-up:{wrong.id}",
            before={"said": wrong.said},
        )

    def take_over(self, follow_ups: Iterable[FollowUp]) -> None:
        """Contacts from before there was a project are its own from now on."""
        for told in follow_ups:
            told.project_id = self.id
        self.session.flush()
        self.session.refresh(self, ["follow_ups"])
        self._fold_follow_ups()
        self.relight()

    def last_progress_on(self) -> date:
        """The day of the newest follow-up or stage move."""
        return max(self.last_followed_on or self.stage_since, self.stage_since)

    def is_quiet_on(self, day: date) -> bool:
        """Whether it is in the line, unfinished, and has not moved for a month."""
        is_old = self.last_progress_on() <= add_months(day, -1)
        return is_old and self.stage in MOVING and not self.is_known_from_print_only

    def must_explain_on(self, day: date) -> bool:
        """Whether it is quiet, and nobody has said why within the month."""
        told = self.quiet_on is not None and self.quiet_on > add_months(day, -1)
        return self.is_quiet_on(day) and not told

    def explain_quiet(self, because: str, *, on: date, by: Actor) -> None:
        """Say why nothing has happened. Raises Refused when something has."""
        if not self.is_quiet_on(on):
            refuse("", "这个项目一个月内有进展，不用写原因；有新情况请写跟进。")
        need(because, "请写明为什么一个月没有进展。")
        self.quiet_reasons.append(QuietReason(because=because, on=on, by_id=by.id))
        self._fold_quiet()
        self.note(EventKind.QUIET_EXPLAINED, by=by, on=on, after={"because": because})

    def _fold_follow_ups(self) -> None:
        """The newest contact that stands gives the next step."""
        standing = [one for one in self.follow_ups if not one.is_void]
        if standing:
            self._take_next_step(max(standing, key=lambda one: (one.on, one.id)))
        else:
            self.last_followed_on, self.next_step, self.next_on = None, "", FAR_OFF

    def _take_next_step(self, told: FollowUp) -> None:
        self.last_followed_on = told.on
        self.next_step, self.next_on = told.next_step, told.next_on or FAR_OFF

    def _fold_quiet(self) -> None:
        standing = [one for one in self.quiet_reasons if not one.is_void]
        self.quiet_on = standing[-1].on if standing else None
        self.quiet_because = standing[-1].because if standing else ""


def judge_next_step(next_step: str, next_on: date | None, on: date) -> None:
    """Refuse a next step without a day, or one before the contact itself."""
    if next_on and next_on < on:
        refuse("next_on", "下次跟进的日子不能早于这次跟进。")
    if next_step and not next_on:
        refuse("next_on", "写了下一步，请选哪天做。")


def standing_reason(project: type[Followed]) -> ColumnElement[str]:
    """The reason as a list shows it: empty once something has happened since."""
    last = func.coalesce(project.last_followed_on, project.stage_since)
    holds = and_(project.quiet_on >= last, project.quiet_on >= project.stage_since)
    return case((holds, project.quiet_because), else_="")
