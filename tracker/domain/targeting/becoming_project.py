"""A target turns into a project, and everything that was said goes along."""

from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, declared_attr, mapped_column, relationship

from tracker.domain.event import EventKind
from tracker.domain.people.user import Actor
from tracker.domain.targeting.courting import Courted
from tracker.domain.targeting.target_states import TargetState
from tracker.refusal import refuse

if TYPE_CHECKING:
    from tracker.domain.project import Project


class Becoming(Courted):
    """Columns and verbs of turning into a project."""

    __abstract__ = True

    @declared_attr
    def project_id(cls) -> Mapped[int | None]:
        return mapped_column(ForeignKey("project.id"), index=True)

    @declared_attr
    def project(cls) -> Mapped["Project | None"]:
        return relationship("Project")

    @property
    def hinders_becoming(self) -> str:
        """Why it cannot become a project now; empty when it can."""
        return HINDRANCES.get(self.state, "")

    def become(self, project: "Project", *, on: date, by: Actor) -> None:
        """Turn into this project, newly registered by the usual way; its firm is the target's.

        Raises Refused when the firm was not courted, or another firm's project is given.
        """
        if self.hinders_becoming:
            refuse("", self.hinders_becoming)
        if project.firm_id != self.firm_id:
            refuse("firm", f"这个目标是{self.firm.name}；换了企业请另行登记项目。")
        if on < self.state_since:
            day = f"{self.state_since:%Y-%m-%d}"
            refuse("on", f"不能早于进入“{self.state.label}”的日子 {day}。")
        before = {"state": self.state}
        project.take_over(self.follow_ups)
        self._step_to(TargetState.PROJECT, on=on, by=by, facts={"project_id": project.id})
        self.project_id = project.id
        self.note(
            EventKind.TARGET_BECAME_PROJECT,
            by=by,
            on=on,
            before=before,
            project_id=project.id,
            after={
                "code": project.code,
                "state": self.state,
                "follow_ups": len(self.contacts),
                **self._named(),
            },
        )


HINDRANCES = {
    TargetState.PROPOSED: "还只是建议：先立为目标，写明原因和跟踪人，再登记成项目。",
    TargetState.GIVEN_UP: "这个目标已放弃：先重新立为目标，再登记成项目。",
    TargetState.PROJECT: "已经登记成项目了。",
}
