"""BlockedDraft: the verbs of blockers as rows."""

from datetime import date
from random import Random

from seed.synthetic.setting import Person, Unit
from seed.synthetic.sheaf import Row, Sheaf
from tracker.domain.event import EventKind
from tracker.domain.words import BlockerKind, BlockerState


class BlockedDraft(Sheaf):
    """The number and nearest deadline of open blockers, kept as the project keeps them."""

    def __init__(self, rng: Random) -> None:
        super().__init__(rng)
        self.open_blockers = 0
        self.blocker_due_on: date | None = None

    def raise_blocker(
        self, *, kind: BlockerKind, what: str, wanted: str, on: date, by: Person,
        department: Unit | None = None, due_on: date | None = None,
    ) -> None:  # fmt: skip
        row = self.witnessed(
            on, by, kind=kind, what=what, wanted=wanted, due_on=due_on, closed_on=None, outcome="",
            department_id=department.id if department else None, version=1,
            state=BlockerState.ASSIGNED if department else BlockerState.RAISED,
        )  # fmt: skip
        self.blockers.append(row)
        self._count_blockers()
        self.note(
            EventKind.BLOCKER_RAISED, by=by, on=on, subject=row,
            after={
                "kind": kind, "what": what, "department": department.name if department else None,
                "due_on": due_on.isoformat() if due_on else None,
            },
        )  # fmt: skip

    def assign_blocker(
        self, *, blocker: int, department: Unit, due_on: date, on: date, by: Person
    ) -> None:
        row = self.blockers[blocker]
        old = row["due_on"]
        before = {
            "department_id": row["department_id"], "due_on": old.isoformat() if old else None,
        }  # fmt: skip
        told = {"department_id": department.id, "due_on": due_on, "state": BlockerState.ASSIGNED}
        self._change(row, told)
        self.note(
            EventKind.BLOCKER_ASSIGNED, by=by, on=on, before=before, subject=row,
            after={"department": department.name, "due_on": due_on.isoformat()},
        )  # fmt: skip

    def close_blocker(self, *, blocker: int, outcome: str, on: date, by: Person) -> None:
        row = self.blockers[blocker]
        before = {"state": row["state"]}
        told = {"state": BlockerState.CLOSED, "closed_on": on, "outcome": outcome}
        self._change(row, told)
        self.note(
            EventKind.BLOCKER_CLOSED, by=by, on=on, before=before, subject=row,
            after={"what": row["what"], "outcome": outcome},
        )  # fmt: skip

    def reopen_blocker(
        self, *, blocker: int, because: str, on: date, by: Person, due_on: date
    ) -> None:
        row = self.blockers[blocker]
        before = {"state": row["state"], "outcome": row["outcome"]}
        told = {"state": BlockerState.REOPENED, "closed_on": None, "due_on": due_on}
        self._change(row, told)
        self.note(
            EventKind.BLOCKER_REOPENED, by=by, on=on, because=because, before=before, subject=row,
            after={"what": row["what"], "due_on": due_on.isoformat()},
        )  # fmt: skip

    def _change(self, row: Row, told: Row) -> None:
        row.update(told)
        row["version"] += 1
        self._count_blockers()

    def _count_blockers(self) -> None:
        still = [row for row in self.blockers if row["state"] is not BlockerState.CLOSED]
        self.open_blockers = len(still)
        self.blocker_due_on = min((row["due_on"] for row in still if row["due_on"]), default=None)
