"""Assigned: whose a blocker is to clear, by when, who helps, and whether they have taken it."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, declared_attr, mapped_column, relationship

from tracker.domain.blocker.act_rules import BlockerAct
from tracker.domain.blocker.stepped import BlockerStep, Stepped
from tracker.domain.event import Witnessed
from tracker.domain.people.department import Department
from tracker.domain.people.user import Actor
from tracker.refusal import refuse


class BlockerHelper(Witnessed):
    """协办单位: a department that helps the one that has to clear it."""

    __tablename__ = "blocker_helper"
    __table_args__ = (
        Index("ix_blocker_helper_blocker_id", "blocker_id"),
        Index("ix_blocker_helper_department_id_blocker_id", "department_id", "blocker_id"),
    )

    blocker_id: Mapped[int] = mapped_column(ForeignKey("blocker.id"))
    department_id: Mapped[int] = mapped_column(ForeignKey("department.id"))

    department: Mapped[Department] = relationship()


class Assigned(Stepped):
    """Columns, questions and verbs of handing out and taking on."""

    __abstract__ = True

    due_on: Mapped[date | None]
    accepted_on: Mapped[date | None]

    @declared_attr
    def department_id(cls) -> Mapped[int | None]:
        return mapped_column(ForeignKey("department.id"))

    @declared_attr
    def department(cls) -> Mapped[Department | None]:
        return relationship(foreign_keys="Blocker.department_id")

    @declared_attr
    def all_helpers(cls) -> Mapped[list[BlockerHelper]]:
        return relationship(order_by=BlockerHelper.id, lazy="selectin")

    @property
    def helpers(self) -> list[BlockerHelper]:
        """The departments that help now."""
        return [one for one in self.all_helpers if not one.is_void]

    def assign_to(
        self,
        department: Department,
        *,
        due_on: date,
        on: date,
        by: Actor,
        helpers: Sequence[Department] = (),
    ) -> BlockerStep:
        """Hand it to one department with a deadline (again, if need be), and to its helpers."""
        self.judge(BlockerAct.ASSIGN)
        judge_assignment(department, due_on, on, helpers)
        before = {
            "department_id": self.department_id,
            "due_on": self.due_on.isoformat() if self.due_on else None,
        }
        self.help_with(helpers, on=on, by=by)
        return self.take(
            BlockerAct.ASSIGN,
            on=on,
            by=by,
            before=before,
            after=handed_words(department, due_on, helpers),
            department_id=department.id,
            due_on=due_on,
        )

    def accept(self, *, on: date, by: Actor) -> BlockerStep:
        """签收: the department takes it on; whoever comes second finds it taken."""
        self.judge(BlockerAct.ACCEPT)
        assert self.department is not None, "only what was handed to a department is accepted"
        return self.take(
            BlockerAct.ACCEPT,
            on=on,
            by=by,
            after={"department": self.department.name},
            department_id=self.department_id,
        )

    def help_with(self, helpers: Sequence[Department], *, on: date, by: Actor) -> None:
        """From now on these departments help and no others; part of handing it out."""
        wanted = {one.id for one in helpers}
        for helper in self.helpers:
            if helper.department_id not in wanted:
                helper.void(by.id, "改派")
        present = {helper.department_id for helper in self.helpers}
        for one in helpers:
            if one.id not in present:
                self.all_helpers.append(BlockerHelper(department=one, on=on, by_id=by.id))


def handed_words(
    department: Department | None, due_on: date | None, helpers: Sequence[Department] = ()
) -> dict[str, Any]:
    """To whom and by when, as the event tells it."""
    told: dict[str, Any] = {
        "department": department.name if department else None,
        "due_on": due_on.isoformat() if due_on else None,
    }
    return told | ({"helpers": [one.name for one in helpers]} if helpers else {})


def judge_assignment(
    department: Department | None,
    due_on: date | None,
    on: date,
    helpers: Sequence[Department] = (),
) -> None:
    """Refuse half an assignment, a deadline in the past, or a department out of use."""
    if due_on and due_on < on:
        refuse("due_on", "期限不能早于今天。")
    if department and not due_on:
        refuse("due_on", "交给部门办理要有期限。")
    if due_on and not department:
        refuse("department", "定了期限，请选由谁办理。")
    if department and not department.in_use:
        refuse("department", f"{department.name}已停用，请选别的单位。")
    _judge_helpers(helpers, department)


def _judge_helpers(helpers: Sequence[Department], department: Department | None) -> None:
    if helpers and not department:
        refuse("department", "选了协办单位，请先选由谁承办。")
    for one in helpers:
        if not one.in_use:
            refuse("helpers", f"{one.name}已停用，请选别的单位协办。")
        if department and one.id == department.id:
            refuse("helpers", f"{one.name}已经是承办单位，不用再选作协办。")
