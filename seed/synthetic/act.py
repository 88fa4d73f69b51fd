"""Act: one thing that happens to an invented project, and the domain's verb that does it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from tracker.domain.people.user import User
from tracker.domain.project import Project


@dataclass(frozen=True, slots=True)
class Act:
    """A verb of the project, or of its one blocker, with its arguments.

    Done by the project's owner of that day unless `by` says otherwise.
    """

    on: date
    verb: Callable[..., object]
    arguments: dict[str, Any] = field(default_factory=dict)
    by: User | None = None
    is_on_blocker: bool = False

    def do(self, project: Project) -> None:
        by = self.by or project.owner
        assert by is not None, "an invented project has an owner"
        subject = project.blockers[0] if self.is_on_blocker else project
        self.verb(subject, on=self.on, by=by.as_actor(), **self.arguments)
