"""Quiet: projects that do not move, as lists of their own, and why one has not moved.

Whoever answers for a project without progress for a month has to say why
(source: 德清, HANDBOOK §9); the reason holds until something happens, or a month more.
"""

from collections.abc import Callable
from datetime import date

from sqlalchemy import ColumnElement, ForeignKey, Index, String, and_, case, func, or_
from sqlalchemy.orm import Mapped, declared_attr, mapped_column, relationship

from tracker.domain.calendar import add_months
from tracker.domain.event import EventKind, Witnessed
from tracker.domain.project.recorded import Recorded
from tracker.domain.refusal import refuse
from tracker.domain.user import Actor
from tracker.domain.words import Stage, Word

SIGNED_NOT_BUILT = (Stage.SIGNED, Stage.REGISTERED, Stage.PERMITTED)
MOVING = tuple(Stage.line()[:-1])


class Watch(Word):
    """A list that leaders ask for; `tone` is what is on it."""

    UNSTARTED = "unstarted", "签约三月未开工", "签约满三个月还没开工"
    LONG_TALKS = "long-talks", "久谈不签", "在谈或评审满两个月还没签约"
    QUIET = "quiet", "月内无进展", "一个月没有跟进，阶段也没动"


class QuietReason(Witnessed):
    """Why nothing has happened, as told on that day."""

    __tablename__ = "quiet_reason"
    __table_args__ = (Index("ix_quiet_reason_project_id_id", "project_id", "id"),)

    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"))
    because: Mapped[str] = mapped_column(String(300))


class Quiet(Recorded):
    """Columns, questions and verbs of not moving."""

    __abstract__ = True

    quiet_on: Mapped[date | None]
    quiet_because: Mapped[str] = mapped_column(String(300), default="")

    @declared_attr
    def quiet_reasons(cls) -> Mapped[list[QuietReason]]:
        return relationship(order_by=QuietReason.id)

    def last_progress_on(self) -> date:
        """The day of the newest follow-up or stage move."""
        entered: date = self.stage_since
        return max(self.last_followed_on or entered, entered)

    def is_quiet_on(self, day: date) -> bool:
        """Whether it is in the line, unfinished, and has not moved for a month."""
        return self.stage in MOVING and self.last_progress_on() <= add_months(day, -1)

    def must_explain_on(self, day: date) -> bool:
        """Whether it is quiet, and nobody has said why within the month."""
        told = self.quiet_on is not None and self.quiet_on > add_months(day, -1)
        return self.is_quiet_on(day) and not told

    def explain_quiet(self, because: str, *, on: date, by: Actor) -> None:
        """Say why nothing has happened. Raises Refused when something has."""
        if not self.is_quiet_on(on):
            refuse("", "这个项目一个月内有进展，不用写原因；有新情况请写跟进。")
        if not because.strip():
            refuse("because", "请写明为什么一个月没有进展。")
        self.quiet_reasons.append(QuietReason(because=because, on=on, by_id=by.id))
        self._fold_quiet()
        self.note(EventKind.QUIET_EXPLAINED, by=by, on=on, after={"because": because})

    def _fold_quiet(self) -> None:
        standing = [one for one in self.quiet_reasons if not one.is_void]
        self.quiet_on = standing[-1].on if standing else None
        self.quiet_because = standing[-1].because if standing else ""


def watched(watch: Watch, project: type, today: date) -> ColumnElement[bool]:
    """The condition that a project stands on that list today."""
    return WATCHED[watch](project, today)


def _unstarted(project: type, today: date) -> ColumnElement[bool]:
    return and_(project.stage.in_(SIGNED_NOT_BUILT), project.signed_on <= add_months(today, -3))


def _long_talks(project: type, today: date) -> ColumnElement[bool]:
    talking = project.stage.in_((Stage.TALKS, Stage.REVIEW))
    return and_(talking, project.stage_since <= add_months(today, -2))


def _quiet(project: type, today: date) -> ColumnElement[bool]:
    then = add_months(today, -1)
    unspoken = or_(project.last_followed_on.is_(None), project.last_followed_on <= then)
    return and_(project.stage.in_(MOVING), project.stage_since <= then, unspoken)


WATCHED: dict[Watch, Callable[[type, date], ColumnElement[bool]]] = {
    Watch.UNSTARTED: _unstarted,
    Watch.LONG_TALKS: _long_talks,
    Watch.QUIET: _quiet,
}
"""Source: HANDBOOK §3 (银川: three months; 光谷: two) and §9 (德清: a month)."""


def standing_reason(project: type) -> ColumnElement[str]:
    """The reason as a list shows it: empty once something has happened since."""
    last = func.coalesce(project.last_followed_on, project.stage_since)
    holds = and_(project.quiet_on >= last, project.quiet_on >= project.stage_since)
    return case((holds, project.quiet_because), else_="")
