"""Who answers for a project, and the leader and the people beside."""

from datetime import date

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, declared_attr, mapped_column, relationship

from tracker.domain.event import DatedFact, EventKind
from tracker.domain.people.department import Department
from tracker.domain.people.user import Actor, User
from tracker.domain.project.project_part import ProjectPart
from tracker.domain.task_force import Backed
from tracker.refusal import need, refuse


class Handover(DatedFact):
    """Who answered for a project from which day on."""

    __tablename__ = "handover"

    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"), index=True)
    owner_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    owner_department_id: Mapped[int] = mapped_column(ForeignKey("department.id"))
    because: Mapped[str] = mapped_column(String(200), default="")


class Owned(ProjectPart, Backed):
    """Columns and verbs of answering for a project; the 专班 stands beside its owner."""

    __abstract__ = True

    owner_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    owner_department_id: Mapped[int] = mapped_column(ForeignKey("department.id"))
    sponsor: Mapped[str] = mapped_column(String(40), default="")

    @declared_attr
    def owner(cls) -> Mapped[User | None]:
        return relationship(foreign_keys="Project.owner_id")

    @declared_attr
    def owner_department(cls) -> Mapped[Department]:
        return relationship(foreign_keys="Project.owner_department_id")

    @declared_attr
    def handovers(cls) -> Mapped[list[Handover]]:
        return relationship(order_by=Handover.id)

    def hand_over_to(self, owner: User, *, by: Actor, on: date, because: str) -> None:
        """Give the project to one other person; the department goes with the person."""
        if owner.id == self.owner_id:
            refuse("owner", f"跟踪人已经是{owner.name}。")
        need(because, "请写明移交原因，接手的人看得到。")
        if owner.department_id is None or not owner.is_active:
            refuse("owner", "请选一位在岗、已归到部门的同事。")
        before = {"owner_id": self.owner_id, "owner_department_id": self.owner_department_id}
        self._answer_with(owner, by=by, on=on, because=because)
        self.note(
            EventKind.PROJECT_HANDED_OVER,
            by=by,
            on=on,
            because=because,
            before=before,
            after={
                "owner_id": owner.id,
                "owner_department_id": owner.department_id,
                "owner": owner.name,
            },
        )

    def _answer_with(self, owner: User, *, by: Actor, on: date, because: str) -> None:
        assert owner.department_id is not None, "judged by the caller"
        self.owner_id, self.owner_department_id = owner.id, owner.department_id
        self.handovers.append(
            Handover(
                owner_id=owner.id,
                owner_department_id=owner.department_id,
                on=on,
                by_id=by.id,
                because=because,
            )
        )
