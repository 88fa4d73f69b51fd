"""Reporting a blocker: whoever is with the project may, but not everybody hands it out."""

from datetime import date

from tracker.domain.blocker import Blocker, report_blocker
from tracker.domain.can import Can
from tracker.domain.people.department import Department
from tracker.domain.people.user import Actor
from tracker.domain.permissions import can
from tracker.domain.project import Project
from tracker.domain.words import BlockerKind
from tracker.refusal import refuse


def report_as_permitted(
    project: Project,
    kind: BlockerKind,
    what: str,
    *,
    on: date,
    by: Actor,
    wanted: str = "",
    wished_on: date | None = None,
    department: Department | None = None,
    due_on: date | None = None,
) -> Blocker:
    """Raise it, and hand it out at once where a department is named.

    Raises Refused at `department` for whoever may not hand out this project's blockers.
    """
    if department and not can(by, Can.ASSIGN_BLOCKER, project):
        refuse("department", "这个项目由别的单位跟踪，请先空着报上去，由跟踪单位下发。")
    return report_blocker(
        project,
        kind,
        what,
        on=on,
        by=by,
        wanted=wanted,
        wished_on=wished_on,
        department=department,
        due_on=due_on,
    )
