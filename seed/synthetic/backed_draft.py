"""BackedDraft: the verbs of task forces as rows."""

from datetime import date

from seed.synthetic.blocked_draft import BlockedDraft
from seed.synthetic.setting import Person, Unit
from seed.synthetic.sheaf import Row
from tracker.domain.event import EventKind


class BackedDraft(BlockedDraft):
    """The 专班 of the whole project, or that of the blocker in that place."""

    def draw_in(
        self, *, department: Unit, by: Person, on: date, task: str, blocker: int | None = None
    ) -> None:
        row = self.witnessed(on, by, department_id=department.id, person="", task=task)
        self.members.append((row, self._of(blocker)))
        self.note(
            EventKind.TASK_FORCE_JOINED,
            by=by,
            on=on,
            subject=self._of(blocker),
            after={"department": department.name, "person": "", "task": task},
        )

    def hold_meeting(
        self, minutes: str, *, present: str, by: Person, on: date, blocker: int | None = None
    ) -> None:
        row = self.witnessed(on, by, minutes=minutes, present=present)
        self.meetings.append((row, self._of(blocker)))
        self.note(
            EventKind.TASK_FORCE_MET,
            by=by,
            on=on,
            subject=self._of(blocker),
            after={"present": present, "minutes": minutes},
        )

    def _of(self, blocker: int | None) -> Row | None:
        return None if blocker is None else self.blockers[blocker]
