"""The people drawn together for a project or one of its blockers, and their meetings."""

from datetime import date

from sqlalchemy.orm import Mapped, declared_attr, relationship

from tracker.domain.blocker import Blocker
from tracker.domain.event import EventKind
from tracker.domain.people.department import Department
from tracker.domain.people.user import Actor
from tracker.domain.project.project_events import Recorded
from tracker.domain.task_force import TaskForceMeeting, TaskForceMember
from tracker.refusal import refuse


class Backed(Recorded):
    """Verbs of the 专班; with `blocker` it is that blocker's own, else the whole project's."""

    __abstract__ = True

    @declared_attr
    def task_force(cls) -> Mapped[list[TaskForceMember]]:
        return relationship(
            order_by=TaskForceMember.id,
            primaryjoin="and_(TaskForceMember.project_id == Project.id,"
            " TaskForceMember.blocker_id.is_(None), TaskForceMember.left_on.is_(None))",
        )

    @declared_attr
    def meetings(cls) -> Mapped[list[TaskForceMeeting]]:
        return relationship(
            order_by=TaskForceMeeting.id,
            primaryjoin="and_(TaskForceMeeting.project_id == Project.id,"
            " TaskForceMeeting.blocker_id.is_(None))",
        )

    def draw_in(
        self,
        department: Department,
        *,
        by: Actor,
        on: date,
        person: str = "",
        task: str = "",
        blocker: Blocker | None = None,
    ) -> TaskForceMember:
        """Add a member to the 专班; from now on the department sees the project."""
        person, members = person.strip(), (blocker or self).task_force
        if not department.in_use:
            refuse("department", f"{department.name}已停用，请选别的单位。")
        for member in members:
            if (member.department_id, member.person) == (department.id, person):
                refuse("department", f"{department.short_name}{person}已经在专班里。")
        member = TaskForceMember(
            project_id=self.id,
            department_id=department.id,
            person=person,
            task=task,
            on=on,
            by_id=by.id,
        )
        members.append(member)
        self.note(
            EventKind.TASK_FORCE_JOINED,
            by=by,
            on=on,
            subject=blocker.subject if blocker else "",
            after={"department": department.name, "person": person, "task": task},
        )
        return member

    def let_go(self, member: TaskForceMember, *, by: Actor, on: date) -> None:
        """Take a member out of the 专班; that it was in it until that day stays known."""
        if member.left_on is not None:
            refuse("", f"{member.department.short_name}{member.person}已经离开专班了。")
        blocker = self.session.get(Blocker, member.blocker_id) if member.blocker_id else None
        member.left_on = on
        self.session.flush()
        self.session.refresh(blocker or self, ["task_force"])
        self.note(
            EventKind.TASK_FORCE_LEFT,
            by=by,
            on=on,
            subject=blocker.subject if blocker else "",
            before={"department": member.department.name, "person": member.person},
        )

    def hold_meeting(
        self,
        minutes: str,
        *,
        by: Actor,
        on: date,
        present: str = "",
        blocker: Blocker | None = None,
    ) -> TaskForceMeeting:
        """Write down a meeting of the 专班: who was there and what was agreed."""
        if not minutes.strip():
            refuse("minutes", "请写会议议定了什么。")
        if not (blocker or self).task_force:
            refuse("", "还没有组专班：先选单位和人，再记会议。")
        meeting = TaskForceMeeting(
            project_id=self.id, minutes=minutes, present=present, on=on, by_id=by.id
        )
        (blocker or self).meetings.append(meeting)
        self.note(
            EventKind.TASK_FORCE_MET,
            by=by,
            on=on,
            subject=blocker.subject if blocker else "",
            after={"present": present, "minutes": minutes},
        )
        return meeting
