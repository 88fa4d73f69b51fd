"""Owned: the one who answers for a project, the leader behind it, and the people drawn together."""

from datetime import date

from sqlalchemy import ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, declared_attr, mapped_column, relationship

from tracker.domain.department import Department
from tracker.domain.event import EventKind, Witnessed
from tracker.domain.project.recorded import Recorded
from tracker.domain.refusal import refuse
from tracker.domain.user import Actor, User

STANDING = text("left_on IS NULL")


class TaskForceMember(Witnessed):
    """专班成员: a department, or one of its people, that helps with a project until it leaves."""

    __tablename__ = "task_force_member"
    __table_args__ = (
        Index(
            "uq_task_force_member_standing",
            "project_id",
            "department_id",
            "person",
            unique=True,
            sqlite_where=STANDING,
            postgresql_where=STANDING,
        ),
        Index("ix_task_force_member_department_id_project_id", "department_id", "project_id"),
    )

    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"))
    department_id: Mapped[int] = mapped_column(ForeignKey("department.id"))
    person: Mapped[str] = mapped_column(String(40), default="")
    task: Mapped[str] = mapped_column(String(100), default="")
    left_on: Mapped[date | None]

    department: Mapped[Department] = relationship()


class Handover(Witnessed):
    """Who answered for a project from which day on."""

    __tablename__ = "handover"

    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"), index=True)
    owner_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    owner_department_id: Mapped[int] = mapped_column(ForeignKey("department.id"))
    because: Mapped[str] = mapped_column(String(200), default="")


class Owned(Recorded):
    """Columns and verbs of answering for a project."""

    __abstract__ = True

    sponsor: Mapped[str] = mapped_column(String(40), default="")

    @declared_attr
    def owner_id(cls) -> Mapped[int | None]:
        return mapped_column(ForeignKey("user_account.id"))

    @declared_attr
    def owner_department_id(cls) -> Mapped[int]:
        return mapped_column(ForeignKey("department.id"))

    @declared_attr
    def owner(cls) -> Mapped[User | None]:
        return relationship(foreign_keys="Project.owner_id")

    @declared_attr
    def owner_department(cls) -> Mapped[Department]:
        return relationship(foreign_keys="Project.owner_department_id")

    @declared_attr
    def task_force(cls) -> Mapped[list[TaskForceMember]]:
        return relationship(
            order_by=TaskForceMember.id,
            primaryjoin="and_(TaskForceMember.project_id == Project.id,"
            " TaskForceMember.left_on.is_(None))",
        )

    @declared_attr
    def handovers(cls) -> Mapped[list[Handover]]:
        return relationship(order_by=Handover.id)

    def hand_over_to(self, owner: User, *, by: Actor, on: date, because: str) -> None:
        """Give the project to one other person; the department goes with the person."""
        if owner.id == self.owner_id:
            refuse("owner", f"跟踪人已经是{owner.name}。")
        if not because.strip():
            refuse("because", "请写明移交原因，接手的人看得到。")
        if owner.department_id is None or not owner.is_active:
            refuse("owner", "请选一位在岗、已归到部门的同事。")
        before = {"owner_id": self.owner_id, "owner_department_id": self.owner_department_id}
        self._answer_with(owner, by=by, on=on, because=because)
        self.note(
            EventKind.PROJECT_HANDED_OVER, by=by, on=on, because=because, before=before,
            after={
                "owner_id": owner.id, "owner_department_id": owner.department_id,
                "owner": owner.name,
            },
        )  # fmt: skip

    def _answer_with(self, owner: User, *, by: Actor, on: date, because: str) -> None:
        assert owner.department_id is not None, "judged by the caller"
        self.owner_id, self.owner_department_id = owner.id, owner.department_id
        self.handovers.append(
            Handover(
                owner_id=owner.id, owner_department_id=owner.department_id, on=on, by_id=by.id,
                because=because,
            )
        )  # fmt: skip

    def draw_in(
        self, department: Department, *, by: Actor, on: date, person: str = "", task: str = ""
    ) -> TaskForceMember:
        """Add a member to the 专班; from now on the department sees the project."""
        person = person.strip()
        for member in self.task_force:
            if (member.department_id, member.person) == (department.id, person):
                refuse("department", f"{department.short_name}{person}已经在专班里。")
        member = TaskForceMember(
            department_id=department.id, person=person, task=task, on=on, by_id=by.id
        )
        self.task_force.append(member)
        self.note(
            EventKind.TASK_FORCE_JOINED, by=by, on=on,
            after={"department": department.name, "person": person, "task": task},
        )  # fmt: skip
        return member

    def let_go(self, member: TaskForceMember, *, by: Actor, on: date) -> None:
        """Take a member out of the 专班; that it was in it until that day stays known."""
        if member.left_on is not None:
            refuse("", f"{member.department.short_name}{member.person}已经离开专班了。")
        member.left_on = on
        self.session.flush()
        self.session.refresh(self, ["task_force"])
        self.note(
            EventKind.TASK_FORCE_LEFT, by=by, on=on,
            before={"department": member.department.name, "person": member.person},
        )  # fmt: skip
