"""The one blocker that is in print: parking at 万达广场, cleared by a street's task force."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.domain.blocker import Blocker, BlockerAct, BlockerStep
from tracker.domain.event import EventKind
from tracker.domain.people.department import Department
from tracker.domain.project import Project
from tracker.domain.task_force import TaskForceMember
from tracker.domain.words import BlockerKind, BlockerState

BLOCKED_BY_PARKING = "万达广场"
STREET = "蒸湘街道"
WHAT = "停车位不足，广场引进一度受阻（据公开报道，日期为见报日）"
OUTCOME = "蒸湘街道成立专班，召集村、社区一起协调，停车位问题得到解决"


def seed_parking(session: Session, project: Project) -> None:
    """Enter it closed, on the day of the print; nobody is named, so nobody is entered."""
    street = session.scalars(select(Department).where(Department.name == STREET)).one()
    on, task = project.filed_on, "协调停车位"
    project.task_force.append(TaskForceMember(department_id=street.id, task=task, on=on))
    project.note(
        EventKind.TASK_FORCE_JOINED,
        by=None,
        on=on,
        after={"department": street.name, "person": "", "task": task},
    )
    blocker = Blocker(
        kind=BlockerKind.PARKING,
        what=WHAT,
        on=on,
        state=BlockerState.CLOSED,
        department_id=street.id,
        closed_on=on,
        outcome=OUTCOME,
    )
    blocker.steps = [
        BlockerStep(
            act=BlockerAct.RAISE, to_state=BlockerState.RAISED, department_id=street.id, on=on
        ),
        BlockerStep(act=BlockerAct.CLOSE, to_state=BlockerState.CLOSED, said=OUTCOME, on=on),
    ]
    project.blockers.append(blocker)
    session.flush()
    subject = f"blocker:{blocker.id}"
    project.note(
        EventKind.BLOCKER_RAISED,
        by=None,
        on=on,
        subject=subject,
        after={"kind": blocker.kind, "what": WHAT, "department": None, "due_on": None},
    )
    project.note(
        EventKind.BLOCKER_CLOSED,
        by=None,
        on=on,
        subject=subject,
        before={"state": BlockerState.RAISED},
        after={"what": WHAT, "outcome": OUTCOME},
    )
