"""BlockedDraft: a blocker's verbs as rows."""

from collections.abc import Sequence
from datetime import date
from random import Random
from typing import Any

from seed.synthetic.setting import Person, Unit
from seed.synthetic.sheaf import Row, Sheaf
from tracker.domain.blocker.act_rules import OPEN, RULES, RUNNING, BlockerAct
from tracker.domain.blocker.levels import USUAL
from tracker.domain.blocker.stepped import FOLDED, folded
from tracker.domain.words import BlockerKind, BlockerState

Act = BlockerAct
NOTHING_TOLD: Row = {"department_id": None, "due_on": None, "level": None, "said": "", "proof": ""}


class BlockedDraft(Sheaf):
    """The number and nearest deadline of open blockers, kept as the project keeps them."""

    def __init__(self, rng: Random) -> None:
        super().__init__(rng)
        self.open_blockers = 0
        self.blocker_due_on: date | None = None

    def raise_blocker(
        self,
        *,
        kind: BlockerKind,
        what: str,
        wanted: str,
        on: date,
        by: Person,
        wished_on: date | None = None,
        department: Unit | None = None,
        due_on: date | None = None,
        helpers: Sequence[Unit] = (),
    ) -> None:
        row = self.witnessed(
            on, by, kind=kind, what=what, wanted=wanted, wished_on=wished_on, version=0
        )
        self.blockers.append(row)
        self._help(row, helpers, on, by)
        self._take(
            len(self.blockers) - 1,
            Act.RAISE,
            on=on,
            by=by,
            to=BlockerState.ASSIGNED if department else BlockerState.RAISED,
            after={"kind": kind, "what": what, **_handed(department, due_on, helpers)}
            | ({"wished_on": wished_on.isoformat()} if wished_on else {}),
            department_id=department.id if department else None,
            due_on=due_on,
        )

    def assign_to(
        self,
        *,
        blocker: int,
        department: Unit,
        due_on: date,
        on: date,
        by: Person,
        helpers: Sequence[Unit] = (),
    ) -> None:
        row = self.blockers[blocker]
        before = {"department_id": row["department_id"], "due_on": _iso(row["due_on"])}
        self._help(row, helpers, on, by)
        self._take(
            blocker,
            Act.ASSIGN,
            on=on,
            by=by,
            before=before,
            after=_handed(department, due_on, helpers),
            department_id=department.id,
            due_on=due_on,
        )

    def accept(self, *, blocker: int, on: date, by: Person) -> None:
        told = {"department": by.department}
        self._take(blocker, Act.ACCEPT, on=on, by=by, after=told, department_id=by.department_id)

    def report(self, *, blocker: int, said: str, on: date, by: Person, proof: str = "") -> None:
        self._tell(Act.REPORT, blocker, said, on, by, proof)

    def answer(self, *, blocker: int, said: str, on: date, by: Person, proof: str = "") -> None:
        self._tell(Act.ANSWER, blocker, said, on, by, proof)

    def ask_for_time(
        self, *, blocker: int, due_on: date, because: str, on: date, by: Person
    ) -> None:
        self._deal(Act.ASK_TIME, blocker, due_on, because, on, by, department_id=by.department_id)

    def grant_time(
        self, *, blocker: int, due_on: date, on: date, by: Person, because: str = ""
    ) -> None:
        self._deal(Act.GRANT_TIME, blocker, due_on, because, on, by)

    def refuse_time(self, *, blocker: int, because: str, on: date, by: Person) -> None:
        asked = self.blockers[blocker]["asked_due_on"]
        self._deal(Act.REFUSE_TIME, blocker, asked, because, on, by)

    def close(self, *, blocker: int, outcome: str, on: date, by: Person, proof: str = "") -> None:
        row = self.blockers[blocker]
        told = {"what": row["what"], "outcome": outcome} | ({"proof": proof} if proof else {})
        before = {"state": row["state"]}
        self._take(
            blocker, Act.CLOSE, on=on, by=by, before=before, after=told, said=outcome, proof=proof
        )

    def reopen(self, *, blocker: int, because: str, on: date, by: Person, due_on: date) -> None:
        row = self.blockers[blocker]
        self._take(
            blocker,
            Act.REOPEN,
            on=on,
            by=by,
            because=because,
            before={"state": row["state"], "outcome": row["outcome"]},
            after={"what": row["what"], "due_on": due_on.isoformat()},
            due_on=due_on,
            said=because,
        )

    def climb(self, *, blocker: int, on: date, by: Person | None = None) -> None:
        """As the night does; nobody is named for it."""
        row = self.blockers[blocker]
        reached = {step["level"] for step in self.steps_of(row) if step["due_on"] == row["due_on"]}
        for level, day in USUAL.days(row["due_on"]):
            if day <= on and level not in reached:
                before, due_on = {"level": row["level"]}, row["due_on"]
                told = {"what": row["what"], "level": level, "due_on": due_on.isoformat()}
                self._take(
                    blocker,
                    Act.CLIMB,
                    on=day,
                    by=None,
                    before=before,
                    after=told,
                    level=level,
                    due_on=due_on,
                )

    def steps_of(self, row: Row) -> list[Row]:
        return [step for step, of in self.steps if of is row]

    def _tell(
        self, act: BlockerAct, blocker: int, said: str, on: date, by: Person, proof: str
    ) -> None:
        told = {"department": by.department, "said": said} | ({"proof": proof} if proof else {})
        self._take(
            blocker,
            act,
            on=on,
            by=by,
            after=told,
            department_id=by.department_id,
            said=said,
            proof=proof,
        )

    def _deal(
        self,
        act: BlockerAct,
        blocker: int,
        due_on: date,
        because: str,
        on: date,
        by: Person,
        **columns: Any,
    ) -> None:
        """Ask for time, grant it or not."""
        before = {"due_on": _iso(self.blockers[blocker]["due_on"])}
        self._take(
            blocker,
            act,
            on=on,
            by=by,
            because=because,
            before=before,
            after={"due_on": due_on.isoformat()},
            due_on=due_on,
            said=because,
            **columns,
        )

    def _help(self, row: Row, helpers: Sequence[Unit], on: date, by: Person) -> None:
        for one in helpers:
            self.helpers.append((self.witnessed(on, by, department_id=one.id), row))

    def _take(
        self,
        blocker: int,
        act: BlockerAct,
        *,
        on: date,
        by: Person | None,
        after: Row,
        before: Row | None = None,
        because: str = "",
        to: BlockerState | None = None,
        **columns: Any,
    ) -> None:
        row, rule = self.blockers[blocker], RULES[act]
        step = self.witnessed(on, by, act=act, to_state=to or rule.to or row["state"])
        step = NOTHING_TOLD | step | columns
        self.steps.append((step, row))
        told = ({name: one[name] for name in FOLDED} for one in self.steps_of(row))
        row.update(folded(told), changed_at=self.now, version=row["version"] + 1)
        self._count_blockers()
        self.note(
            rule.event, by=by, on=on, because=because, before=before, after=after, subject=row
        )

    def _count_blockers(self) -> None:
        self.open_blockers = sum(row["state"] in OPEN for row in self.blockers)
        running = [row["due_on"] for row in self.blockers if row["state"] in RUNNING]
        self.blocker_due_on = min(filter(None, running), default=None)


def _handed(department: Unit | None, due_on: date | None, helpers: Sequence[Unit]) -> Row:
    told: Row = {"department": department.name if department else None, "due_on": _iso(due_on)}
    return told | ({"helpers": [one.name for one in helpers]} if helpers else {})


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
