"""Backed: the people drawn together for one blocker, and what they agreed when they met."""

from sqlalchemy.orm import Mapped, declared_attr, relationship

from tracker.domain.blocker.noted import Noted
from tracker.domain.task_force import TaskForceMeeting, TaskForceMember


class Backed(Noted):
    """The 专班 behind a blocker; its verbs stand on the project (project/backed.py)."""

    __abstract__ = True

    @declared_attr
    def task_force(cls) -> Mapped[list[TaskForceMember]]:
        return relationship(
            order_by=TaskForceMember.id,
            lazy="selectin",
            primaryjoin="and_(TaskForceMember.blocker_id == Blocker.id,"
            " TaskForceMember.left_on.is_(None))",
        )

    @declared_attr
    def meetings(cls) -> Mapped[list[TaskForceMeeting]]:
        return relationship(order_by=TaskForceMeeting.id)
