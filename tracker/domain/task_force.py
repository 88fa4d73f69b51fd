"""Task forces: the people drawn together for a project or for one blocker, and their meetings."""

from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, Session, mapped_column, object_session, relationship

from tracker.domain.event import DatedFact, Event, EventKind
from tracker.domain.event.versioned import Changing
from tracker.domain.people.department import Department
from tracker.domain.people.user import Actor, User
from tracker.refusal import need, refuse

if TYPE_CHECKING:
    from tracker.domain.project import Project

STANDING = text("left_on IS NULL")
STANDING_OF_PROJECT = text("left_on IS NULL AND blocker_id IS NULL")


class TaskForceMember(DatedFact):
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


class TaskForceMeeting(DatedFact):
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


class Backed(Changing):
    """A project, or one blocker of it, that has a 专班 of its own."""

    __abstract__ = True

    if TYPE_CHECKING:
        task_force: Mapped[list[TaskForceMember]]
        meetings: Mapped[list[TaskForceMeeting]]

    @property
    def whose(self) -> dict[str, int]:
        """The columns by which members and meetings say whose they are."""
        raise NotImplementedError

    def draw_in(
        self, department: Department, *, by: Actor, on: date, person: str = "", task: str = ""
    ) -> TaskForceMember:
        """Add a member to the 专班; from now on the department sees the project."""
        person = person.strip()
        if not department.in_use:
            refuse("department", f"{department.name}已停用，请选别的单位。")
        for member in self.task_force:
            if (member.department_id, member.person) == (department.id, person):
                refuse("department", f"{department.short_name}{person}已经在专班里。")
        member = TaskForceMember(
            department_id=department.id, person=person, task=task, on=on, by_id=by.id, **self.whose
        )
        self.task_force.append(member)
        self.note(
            EventKind.TASK_FORCE_JOINED,
            by=by,
            on=on,
            after={"department": department.name, "person": person, "task": task},
        )
        return member

    def let_go(self, member: TaskForceMember, *, by: Actor, on: date) -> None:
        """Take a member out of the 专班; that it was in it until that day stays known."""
        if member.left_on is not None:
            refuse("", f"{member.department.short_name}{member.person}已经离开专班了。")
        member.left_on = on
        self.session.flush()
        self.session.refresh(self, ["task_force"])
        self.note(
            EventKind.TASK_FORCE_LEFT,
            by=by,
            on=on,
            before={"department": member.department.name, "person": member.person},
        )

    def hold_meeting(
        self, minutes: str, *, by: Actor, on: date, present: str = ""
    ) -> TaskForceMeeting:
        """Write down a meeting of the 专班: who was there and what was agreed."""
        need(minutes, "请写会议议定了什么。", "minutes")
        if not self.task_force:
            refuse("", "还没有组专班：先选单位和人，再记会议。")
        meeting = TaskForceMeeting(
            minutes=minutes, present=present, on=on, by_id=by.id, **self.whose
        )
        self.meetings.append(meeting)
        self.note(
            EventKind.TASK_FORCE_MET,
            by=by,
            on=on,
            after={"present": present, "minutes": minutes},
        )
        return meeting
