"""Whatever is done to a blocker, what is kept of it is what its steps, and its events, say."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import (
    initialize,
    invariant,
    precondition,
    rule,
)
from sqlalchemy import select

from tests.databases import Database
from tests.domain.office_machine import OfficeMachine
from tests.world import INDUSTRY, STREET, TODAY
from tracker.domain.blocker import RULES, Blocker, BlockerAct, report_blocker
from tracker.domain.blocker.escalation import escalate
from tracker.domain.blocker.open_conditions import STILL_OPEN, late_on
from tracker.domain.blocker.steps import AT_FIRST
from tracker.domain.event import Event, EventKind
from tracker.domain.sentences import sentence
from tracker.domain.words import BlockerKind, BlockerState, Level
from tracker.queries.open_acts import acts_open_to

AHEAD = st.integers(-1, 12)
SAID = st.sampled_from(["", "看了现场", "办好了"])
PROOF = st.sampled_from(["", "示例批复"])
KINDS = st.sampled_from([BlockerKind.PARKING, BlockerKind.LAND])

LEADS_TO = {
    EventKind.BLOCKER_ASSIGNED: BlockerState.ASSIGNED,
    EventKind.BLOCKER_ACCEPTED: BlockerState.ACCEPTED,
    EventKind.BLOCKER_ANSWERED: BlockerState.ANSWERED,
    EventKind.BLOCKER_CLOSED: BlockerState.CLOSED,
}
"""Where each event leads; the others leave a blocker where it stands."""

AGAIN = {
    EventKind.BLOCKER_ASSIGNED: BlockerState.ASSIGNED,
    EventKind.BLOCKER_ACCEPTED: BlockerState.REOPENED,
}
"""Where it leads to be sent back, once that has happened to it."""


class Life(OfficeMachine):
    """Acts on one blocker in any order while days go by, each committed or refused."""

    blocker: Blocker

    def __init__(self) -> None:
        super().__init__()
        self.street = self.world.by("street")
        self.today = TODAY

    @initialize(kind=KINDS, is_handed=st.booleans())
    def one_is_raised(self, kind: BlockerKind, is_handed: bool) -> None:
        handed = {"department": self.world.department(STREET), "due_on": self.in_days(3)}
        self.blocker = report_blocker(
            self.world.jia,
            kind,
            "缺一样",
            on=TODAY,
            by=self.by,
            **(handed if is_handed else {}),
        )
        self.world.session.commit()

    def in_days(self, days: int) -> date:
        return self.today + timedelta(days=days)

    def kept(self) -> dict[str, Any]:
        return {name: getattr(self.blocker, name) for name in AT_FIRST}

    def act(self, verb: str, *given: Any, **more: Any) -> None:
        """Do it and commit, with one event and one version; or be refused and change nothing."""
        before, version, steps = self.kept(), self.blocker.version, len(self.blocker.steps)
        events = len(self.events())
        if self.is_done(lambda: getattr(self.blocker, verb)(*given, on=self.today, **more)):
            assert self.blocker.version == version + 1
            assert (len(self.blocker.steps), len(self.events())) == (steps + 1, events + 1)
        else:
            assert (self.kept(), self.blocker.version) == (before, version)
            assert (len(self.blocker.steps), len(self.events())) == (steps, events)

    def events(self) -> list[Event]:
        asked = select(Event).where(Event.subject == self.blocker.subject).order_by(Event.id)
        return list(self.world.session.scalars(asked))

    @rule(where=st.sampled_from([STREET, INDUSTRY]), ahead=AHEAD, is_helped=st.booleans())
    def assign(self, where: str, ahead: int, is_helped: bool) -> None:
        helpers = [self.world.department(INDUSTRY)] if is_helped else []
        self.act(
            "assign_to",
            self.world.department(where),
            due_on=self.in_days(ahead),
            by=self.by,
            helpers=helpers,
        )

    @rule()
    def accept(self) -> None:
        self.act("accept", by=self.street)

    @rule(verb=st.sampled_from(["report", "answer"]), said=SAID, proof=PROOF)
    def tell(self, verb: str, said: str, proof: str) -> None:
        self.act(verb, said, by=self.street, proof=proof)

    @rule(ahead=AHEAD, because=SAID)
    def ask_for_time(self, ahead: int, because: str) -> None:
        self.act("ask_for_time", self.in_days(ahead), because=because, by=self.street)

    @rule(is_granted=st.booleans(), because=SAID)
    def decide_on_time(self, is_granted: bool, because: str) -> None:
        verb = "grant_time" if is_granted else "refuse_time"
        self.act(verb, because=because, by=self.by)

    @rule(outcome=SAID, proof=PROOF)
    def close(self, outcome: str, proof: str) -> None:
        self.act("close", outcome, by=self.by, proof=proof)

    @rule(because=SAID, ahead=st.one_of(st.none(), AHEAD))
    def reopen(self, because: str, ahead: int | None) -> None:
        due_on = None if ahead is None else self.in_days(ahead)
        self.act("reopen", because=because, by=self.by, due_on=due_on)

    @rule(days=st.integers(1, 9))
    def days_go_by(self, days: int) -> None:
        self.today += timedelta(days=days)

    @rule()
    def a_night_passes(self) -> None:
        """Whatever climbs, climbs once: a second look finds nothing more."""
        before, events = self.blocker.version, len(self.events())
        climbed = len(escalate(self.blocker, on=self.today))
        self.world.session.commit()
        assert self.blocker.version == before + climbed
        assert len(self.events()) == events + climbed
        assert escalate(self.blocker, on=self.today) == []

    @invariant()
    @precondition(lambda self: hasattr(self, "blocker"))
    def what_is_kept_is_the_fold_of_the_steps(self) -> None:
        kept = self.kept()
        with self.world.session.no_autoflush:
            self.blocker.fold()
        assert self.kept() == kept
        assert kept["state"] is self.blocker.steps[-1].to_state

    @invariant()
    @precondition(lambda self: hasattr(self, "blocker"))
    def the_state_is_the_fold_of_the_events(self) -> None:
        first, *later = self.events()
        is_handed = bool(first.after["department"])
        again = state = BlockerState.ASSIGNED if is_handed else BlockerState.RAISED
        for event in later:
            assert event.before.get("state", state) == state
            again = AGAIN.get(event.kind, again)
            state = LEADS_TO.get(event.kind, state)
            if event.kind is EventKind.BLOCKER_REOPENED:
                state = again
            assert "None" not in sentence(event.kind, event.before, event.after)
        assert self.blocker.state is state

    @invariant()
    @precondition(lambda self: hasattr(self, "blocker"))
    def nothing_stands_that_did_not_happen(self) -> None:
        one = self.blocker
        assert (one.closed_on is not None) == (one.state is BlockerState.CLOSED)
        assert one.department_id or not one.is_running
        if one.department_id:
            assert one.due_on
        if one.state in (BlockerState.ACCEPTED, BlockerState.ANSWERED):
            assert one.accepted_on
        assert one.asked_due_on is None or one.is_running
        assert (one.level is None) == (one.climbed_on is None)
        climbs = [step.level for step in one.steps_of(BlockerAct.CLIMB) if step.level]
        assert climbs == [] or one.due_on
        heights = [
            step.level.height
            for step in one.steps_of(BlockerAct.CLIMB)
            if step.level and step.due_on == one.due_on
        ]
        assert heights == sorted(set(heights))
        assert len(heights) <= len(Level)

    @invariant()
    @precondition(lambda self: hasattr(self, "blocker"))
    def the_project_counts_it_and_the_queries_find_it(self) -> None:
        one, session = self.blocker, self.world.session
        running = one.due_on if one.is_running else None
        assert (self.world.jia.open_blockers, self.world.jia.blocker_due_on) == (
            int(one.is_open),
            running,
        )
        mine = select(Blocker.id).where(Blocker.id == one.id)
        assert bool(session.scalar(mine.where(STILL_OPEN))) is one.is_open
        assert bool(session.scalar(mine.where(late_on(self.today)))) is one.is_overdue_on(
            self.today
        )

    @invariant()
    @precondition(lambda self: hasattr(self, "blocker"))
    def what_is_offered_fits_the_table(self) -> None:
        for actor in (self.by, self.street):
            for act in acts_open_to(actor, self.blocker):
                assert self.blocker.state in RULES[act].states


@pytest.mark.slow
def test_a_blockers_state_is_the_fold_of_its_steps_and_events(database: Database) -> None:
    Life.run(database, examples=25, steps=30)
