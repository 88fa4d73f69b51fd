"""Task forces: the people drawn together for a project or for one blocker, and their meetings."""

from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, Session, mapped_column, object_session, relationship

from tracker.domain.event import Event, EventKind, Witnessed
from tracker.domain.people.department import Department
from tracker.domain.people.user import User

if TYPE_CHECKING:
    from tracker.domain.project import Project

STANDING = text("left_on IS NULL")
STANDING_OF_PROJECT = text("left_on IS NULL AND blocker_id IS NULL")


class TaskForceMember(Witnessed):
    """专班成员: a department, or one of its people, that helps until it leaves."""

    __tablename__ = "task_force_member"
    __table_args__ = (
        Index("ix_task_force_member_department_id_project_id", "department_id", "project_id"),
        Index(
            "uq_task_force_member_standing",
            "project_id",
            "department_id",
            "person",
            unique=True,
            sqlite_where=STANDING_OF_PROJECT,
            postgresql_where=STANDING_OF_PROJECT,
        ),
        Index(
            "uq_task_force_member_blocker",
            "blocker_id",
            "department_id",
            "person",
            unique=True,
            sqlite_where=STANDING,
            postgresql_where=STANDING,
        ),
    )

    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"))
    blocker_id: Mapped[int | None] = mapped_column(ForeignKey("blocker.id"))
    department_id: Mapped[int] = mapped_column(ForeignKey("department.id"))
    person: Mapped[str] = mapped_column(String(40), default="")
    task: Mapped[str] = mapped_column(String(100), default="")
    left_on: Mapped[date | None]

    department: Mapped[Department] = relationship()


class TaskForceMeeting(Witnessed):
    """专班会议: who met that day, and what they agreed. Minutes and photos stand behind it."""

    __tablename__ = "task_force_meeting"
    __table_args__ = (
        Index("ix_task_force_meeting_project_id", "project_id"),
        Index("ix_task_force_meeting_blocker_id", "blocker_id"),
    )

    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"))
    blocker_id: Mapped[int | None] = mapped_column(ForeignKey("blocker.id"))
    present: Mapped[str] = mapped_column(String(200), default="")
    minutes: Mapped[str] = mapped_column(Text)

    by: Mapped[User | None] = relationship(foreign_keys="TaskForceMeeting.by_id")
    project: Mapped["Project"] = relationship(viewonly=True)

    @property
    def session(self) -> Session:
        session = object_session(self)
        assert session is not None, "a meeting is written down inside a session"
        return session

    def note(self, kind: EventKind, **told: Any) -> Event:
        """Papers of the meeting are told of where the meeting is."""
        subject = f"blocker:{self.blocker_id}" if self.blocker_id else ""
        event: Event = self.project.note(kind, subject=subject, **told)
        return event
