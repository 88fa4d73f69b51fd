"""Task forces: the people drawn together for a project or for one blocker, and their meetings."""

from datetime import date

from sqlalchemy import ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tracker.domain.department import Department
from tracker.domain.event import Witnessed
from tracker.domain.user import User

STANDING = text("left_on IS NULL")
STANDING_OF_PROJECT = text("left_on IS NULL AND blocker_id IS NULL")


class TaskForceMember(Witnessed):
    """专班成员: a department, or one of its people, that helps until it leaves."""

    __tablename__ = "task_force_member"
    __table_args__ = (
        Index("ix_task_force_member_department_id_project_id", "department_id", "project_id"),
        Index(
            "uq_task_force_member_standing", "project_id", "department_id", "person", unique=True,
            sqlite_where=STANDING_OF_PROJECT, postgresql_where=STANDING_OF_PROJECT,
        ),
        Index(
            "uq_task_force_member_blocker", "blocker_id", "department_id", "person", unique=True,
            sqlite_where=STANDING, postgresql_where=STANDING,
        ),
    )  # fmt: skip

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

    @property
    def subject(self) -> str:
        """What the papers of the meeting are about."""
        return f"meeting:{self.id}"
