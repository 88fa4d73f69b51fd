"""A blocker's life as dated steps: what each step changes, and how one is taken."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, Session, declared_attr, mapped_column, relationship

from tracker.domain.base import utc_now, word_column
from tracker.domain.blocker.act_rules import NOT_BEFORE, RULES, BlockerAct, refusal_of
from tracker.domain.event import DatedFact, Event, EventKind
from tracker.domain.event.versioned import Changing
from tracker.domain.people.department import Department
from tracker.domain.people.user import Actor, User
from tracker.domain.words import BlockerState, Level
from tracker.refusal import refuse

if TYPE_CHECKING:
    from tracker.domain.blocker import Blocker
    from tracker.domain.project import Project


class BlockerStep(DatedFact):
    """One step of a blocker's life.

    `department_id` is to whom it went, or who did the work; `due_on` the deadline that was
    set or asked for, or that was missed when it climbed to `level`; `said` what was done,
    answered or wrong; `proof` the name or number of a paper. Papers themselves stand
    behind it as attachments.
    """

    __tablename__ = "blocker_step"
    __table_args__ = (
        UniqueConstraint("blocker_id", "level", "due_on"),
        Index("ix_blocker_step_blocker_id_id", "blocker_id", "id"),
    )

    blocker_id: Mapped[int] = mapped_column(ForeignKey("blocker.id"))
    act: Mapped[BlockerAct] = mapped_column(word_column(BlockerAct))
    to_state: Mapped[BlockerState] = mapped_column(word_column(BlockerState))
    department_id: Mapped[int | None] = mapped_column(ForeignKey("department.id"))
    due_on: Mapped[date | None]
    level: Mapped[Level | None] = mapped_column(word_column(Level))
    said: Mapped[str] = mapped_column(Text, default="")
    proof: Mapped[str] = mapped_column(String(200), default="")

    blocker: Mapped["Blocker"] = relationship(back_populates="steps")
    department: Mapped[Department | None] = relationship()
    by: Mapped[User | None] = relationship(foreign_keys="BlockerStep.by_id")

    @property
    def session(self) -> Session:
        return self.blocker.session

    def note(self, kind: EventKind, **told: Any) -> Event:
        """Papers behind a step are told of in its blocker's life, which may have closed on them."""
        if kind is EventKind.ATTACHMENT_VOIDED and not self.blocker.is_open:
            refuse("", "这个堵点已经凭它销号。确实错了，请提出人先退回堵点，再作废。")
        return self.blocker.note(kind, **told)

    def told(self) -> dict[str, Any]:
        """What folding needs to know of it."""
        return {name: getattr(self, name) for name in FOLDED}


FOLDED = ("act", "to_state", "department_id", "due_on", "level", "said", "on")
StepData = Mapping[Any, Any]
Act = BlockerAct

EFFECTS: dict[BlockerAct, Callable[[StepData], dict[str, Any]]] = {
    Act.RAISE: lambda step: _handed(step),
    Act.ASSIGN: lambda step: _handed(step) | {"accepted_on": None, "asked_due_on": None},
    Act.ACCEPT: lambda step: {"accepted_on": step["on"]},
    Act.REPORT: lambda step: {},
    Act.ANSWER: lambda step: {"answered_on": step["on"], "asked_due_on": None},
    Act.ASK_TIME: lambda step: {"asked_due_on": step["due_on"]},
    Act.GRANT_TIME: lambda step: {"due_on": step["due_on"], "asked_due_on": None},
    Act.REFUSE_TIME: lambda step: {"asked_due_on": None},
    Act.CLOSE: lambda step: {
        "closed_on": step["on"],
        "outcome": step["said"],
        "asked_due_on": None,
    },
    Act.REOPEN: lambda step: (
        {"closed_on": None, "answered_on": None}
        | ({"due_on": step["due_on"]} if step["due_on"] else {})
    ),
    Act.CLIMB: lambda step: {},
}
"""What a step changes of the kept columns; the state is the step's own."""

AT_FIRST = {
    "state": BlockerState.RAISED,
    "department_id": None,
    "due_on": None,
    "asked_due_on": None,
    "accepted_on": None,
    "answered_on": None,
    "closed_on": None,
    "outcome": "",
    "level": None,
    "climbed_on": None,
}
"""Everything that is kept beside the steps, as it is before the first."""


def folded(steps: Iterable[StepData]) -> dict[str, Any]:
    """What the steps say together: where it stands, whose it is, by when, how far up.

    The levels that it climbed past an earlier deadline no longer count.
    """
    kept, climbs = dict(AT_FIRST), []
    for step in steps:
        kept |= EFFECTS[step["act"]](step) | {"state": step["to_state"]}
        if step["act"] is Act.CLIMB:
            climbs.append(step)
    for climb in climbs:
        if climb["due_on"] == kept["due_on"]:
            kept |= {"level": climb["level"], "climbed_on": climb["on"]}
    return kept


def _handed(step: StepData) -> dict[str, Any]:
    return {"department_id": step["department_id"], "due_on": step["due_on"]}


class Stepped(DatedFact, Changing):
    """What is kept of the steps, and the one way in which a step is taken.

    `asked_due_on` is a later deadline that nobody has decided on yet; `level` is how far
    it climbed past the present deadline, and a new deadline begins anew.
    """

    __abstract__ = True

    NOUN = "blocker"

    if TYPE_CHECKING:
        project: Mapped[Project]

    state: Mapped[BlockerState] = mapped_column(
        word_column(BlockerState), default=BlockerState.RAISED
    )
    department_id: Mapped[int | None] = mapped_column(ForeignKey("department.id"))
    due_on: Mapped[date | None]
    asked_due_on: Mapped[date | None]
    accepted_on: Mapped[date | None]
    answered_on: Mapped[date | None]
    closed_on: Mapped[date | None]
    outcome: Mapped[str] = mapped_column(Text, default="")
    level: Mapped[Level | None] = mapped_column(word_column(Level))
    climbed_on: Mapped[date | None]

    @declared_attr
    def steps(cls) -> Mapped[list[BlockerStep]]:
        return relationship(order_by=BlockerStep.id, back_populates="blocker")

    def steps_of(self, *acts: BlockerAct) -> list[BlockerStep]:
        """The steps of these kinds, oldest first."""
        return [step for step in self.steps if step.act in acts]

    def judge(self, act: BlockerAct) -> None:
        """Refuse an act that does not fit where the blocker stands."""
        if refusal := refusal_of(act, self.state):
            refuse("", refusal)

    def judge_day(self, act: BlockerAct, on: date) -> None:
        """Refuse a day for an act that lies before a step which it may not come before."""
        last = max(self.steps_of(*NOT_BEFORE[act]), key=lambda step: step.on)
        if on < last.on:
            refuse("on", f"不能早于{last.act.label}的日子 {last.on:%Y-%m-%d}。")

    def take(
        self,
        act: BlockerAct,
        *,
        on: date,
        by: Actor | None,
        because: str = "",
        before: dict[str, Any] | None = None,
        after: dict[str, Any] | None = None,
        to: BlockerState | None = None,
        **columns: Any,
    ) -> BlockerStep:
        """Add the step, bring what is kept in line with it, and note the one event."""
        rule, stood = RULES[act], (self.state, self.due_on)
        step = BlockerStep(
            act=act,
            to_state=to or rule.to or self.state,
            on=on,
            by_id=by.id if by else None,
            **columns,
        )
        self.steps.append(step)
        self.changed_at = utc_now()
        self.fold()
        if act is Act.RAISE or (self.state, self.due_on) != stood:
            self.project.count_blockers()
        self.note(rule.event, by=by, on=on, because=because, before=before, after=after)
        return step

    def fold(self) -> None:
        """Work out anew, from the steps alone, everything that is kept beside them."""
        for name, value in folded(step.told() for step in self.steps).items():
            if getattr(self, name) != value:
                setattr(self, name, value)

    def note(self, kind: EventKind, **told: Any) -> Event:
        """Record one act, on the project that is blocked and with the blocker as its subject."""
        self.session.flush()
        return self.project.note(kind, subject=self.subject, **told)
