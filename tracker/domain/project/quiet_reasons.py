"""A project that has not moved for a month, and why.

Whoever answers for a project without progress for a month has to say why
(source: 德清, HANDBOOK §9); the reason holds until something happens, or a month more.
"""

from datetime import date

from sqlalchemy import ColumnElement, ForeignKey, Index, String, and_, case, func
from sqlalchemy.orm import Mapped, declared_attr, mapped_column, relationship

from tracker.domain.calendar import add_months
from tracker.domain.event import EventKind, Witnessed
from tracker.domain.people.user import Actor
from tracker.domain.project.project_events import Recorded
from tracker.domain.words import Stage
from tracker.refusal import refuse

MOVING = tuple(Stage.line()[:-1])


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
        if not because.strip():
            refuse("because", "请写明为什么一个月没有进展。")
        self.quiet_reasons.append(QuietReason(because=because, on=on, by_id=by.id))
        self._fold_quiet()
        self.note(EventKind.QUIET_EXPLAINED, by=by, on=on, after={"because": because})

    def _fold_quiet(self) -> None:
        standing = [one for one in self.quiet_reasons if not one.is_void]
        self.quiet_on = standing[-1].on if standing else None
        self.quiet_because = standing[-1].because if standing else ""


def standing_reason(project: type) -> ColumnElement[str]:
    """The reason as a list shows it: empty once something has happened since."""
    last = func.coalesce(project.last_followed_on, project.stage_since)
    holds = and_(project.quiet_on >= last, project.quiet_on >= project.stage_since)
    return case((holds, project.quiet_because), else_="")
