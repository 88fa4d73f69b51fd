"""What mypy has to refuse: a line that it lets pass leaves its `ignore` unused, which is an error.

Whoever asks is written into statements, whoever acts is judged; neither stands for the other.
"""

from tracker.domain.base import FAR_OFF
from tracker.domain.can import Can
from tracker.domain.people.asker import Asker
from tracker.domain.people.user import Actor
from tracker.domain.permissions import can, visible_projects
from tracker.domain.project import Project
from tracker.queries.project_list.board_cells import Cells, picked


def mixed(actor: Actor, asker: Asker, project: Project, cells: Cells) -> None:
    visible_projects(actor)  # type: ignore[arg-type]
    can(asker, Can.ADVANCE, project)  # type: ignore[arg-type]
    picked(cells, actor, FAR_OFF, "sqlite")  # type: ignore[arg-type]


def number(asker: Asker) -> int:
    return asker.id  # type: ignore[return-value]
