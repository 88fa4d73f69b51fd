"""Whatever is done to projects, what is kept beside the facts equals what the facts say."""

from collections.abc import Callable
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

from tests.builders import samples
from tests.databases import Database
from tests.domain.office_machine import OfficeMachine
from tests.world import INDUSTRY, STREET, TODAY
from tracker.domain.base import FAR_OFF
from tracker.domain.blocker import Blocker, report_blocker
from tracker.domain.event import Event, EventKind
from tracker.domain.project import Project
from tracker.domain.project.stage_moves import StageMove
from tracker.domain.project.tallies import Tally, counted_afresh
from tracker.domain.sentences import sentence
from tracker.domain.words import AmountKind, BlockerKind, Contact, Stage

STARTS = TODAY - timedelta(days=200)
DAYS = st.sampled_from([STARTS, STARTS + timedelta(days=60), TODAY - timedelta(days=20), TODAY])
BECAUSE = st.sampled_from(["", "重谈", "写错了"])
EXITS = (Stage.SHELVED, Stage.TRANSFERRED, Stage.DROPPED)
SUMS = st.one_of(st.none(), st.integers(0, 10**11))


def answers(moves: list[StageMove]) -> dict[str, Any]:
    """What the moves of the present round have told; coming back from an exit begins a new one."""
    came_back = [
        number
        for number, move in enumerate(moves)
        if move.from_stage in EXITS and move.to_stage not in EXITS
    ]
    of_this_round = moves[came_back[-1] :] if came_back else moves
    return {name: value for move in of_this_round for name, value in move.facts.items()}


class Office(OfficeMachine):
    """Acts on two projects in any order, each committed or refused."""

    projects: list[Project]

    @initialize()
    def a_lead_comes(self) -> None:
        fresh = samples.project(self.world, on=STARTS)
        self.world.session.commit()
        self.projects = [self.world.jia, fresh]

    def act(self, which: int, verb: str | Callable[..., object], *given: Any, **more: Any) -> None:
        """Do it and commit; or be refused, and find nothing changed."""
        project = self.projects[which]
        do = getattr(Project, verb) if isinstance(verb, str) else verb
        self.is_done(lambda: do(project, *given, by=self.by, **more))

    @rule(
        which=st.integers(0, 1),
        to=st.sampled_from(Stage),
        on=DAYS,
        because=BECAUSE,
        yuan=st.integers(0, 10**10),
    )
    def move(self, which: int, to: Stage, on: date, because: str, yuan: int) -> None:
        project = self.projects[which]
        told = samples.facts_for(project, to)
        if to is Stage.SIGNED or "contract_yuan" in told:
            told["contract_yuan"] = yuan
        on = max(on, project.stage_since)
        self.act(which, "advance_to", to, on=on, because=because, facts=told)

    @rule(which=st.integers(0, 1), to=st.sampled_from(Stage), on=DAYS)
    def move_blindly(self, which: int, to: Stage, on: date) -> None:
        self.act(which, "advance_to", to, on=on, because="")

    @rule(which=st.integers(0, 1), because=BECAUSE)
    def take_the_move_back(self, which: int, because: str) -> None:
        self.act(which, "void_last_move", on=TODAY, because=because)

    @rule(which=st.integers(0, 1), on=DAYS, ahead=st.integers(-1, 30), step=BECAUSE)
    def follow_up(self, which: int, on: date, ahead: int, step: str) -> None:
        self.act(
            which,
            "log_follow_up",
            Contact.CALL,
            on=on,
            said="谈",
            next_step=step,
            next_on=on + timedelta(days=ahead) if ahead else None,
        )

    @precondition(lambda self: self.projects[0].follow_ups)
    @rule(number=st.integers(0, 20))
    def strike_a_follow_up_out(self, number: int) -> None:
        ups = self.projects[0].follow_ups
        self.act(0, "void_follow_up", ups[number % len(ups)], on=TODAY, because="记错")

    @rule(which=st.integers(0, 1), on=DAYS, yuan=SUMS, kind=st.sampled_from(AmountKind))
    def note_a_sum(self, which: int, on: date, yuan: int | None, kind: AmountKind) -> None:
        self.act(which, "note_amount", yuan, kind, on=on, words="" if yuan else "说不准")

    @rule(which=st.integers(0, 1), number=st.integers(0, 20), because=BECAUSE)
    def take_a_sum_back(self, which: int, number: int, because: str) -> None:
        sums = self.projects[which].amounts
        self.act(which, "void_amount", sums[number % len(sums)], on=TODAY, because=because)

    @rule(which=st.integers(0, 1), where=st.sampled_from([None, STREET]), ahead=st.integers(-1, 60))
    def raise_a_blocker(self, which: int, where: str | None, ahead: int) -> None:
        due = TODAY + timedelta(days=ahead) if where else None
        department = self.world.department(where) if where else None
        self.act(
            which,
            report_blocker,
            BlockerKind.LAND,
            "缺地",
            on=TODAY,
            department=department,
            due_on=due,
        )

    @precondition(lambda self: self.blockers())
    @rule(number=st.integers(0, 20), verb=st.sampled_from(["assign", "close", "reopen"]))
    def deal_with_a_blocker(self, number: int, verb: str) -> None:
        blocker = self.blockers()[number % len(self.blockers())]
        department = self.world.department(INDUSTRY)
        acts: dict[str, Callable[[], Any]] = {
            "assign": lambda: blocker.assign_to(department, due_on=TODAY, on=TODAY, by=self.by),
            "close": lambda: blocker.close("好了", on=TODAY, by=self.by, proof="示例批复"),
            "reopen": lambda: blocker.reopen(because="没好", on=TODAY, by=self.by),
        }
        self.is_done(acts[verb])

    def blockers(self) -> list[Blocker]:
        return [blocker for project in self.projects for blocker in project.blockers]

    @rule(which=st.integers(0, 1), who=st.sampled_from(["officer", "colleague", "stranger"]))
    def hand_over(self, which: int, who: str) -> None:
        self.act(which, "hand_over_to", self.world.user(who), on=TODAY, because="调岗")

    @rule(which=st.integers(0, 1), linked=st.booleans(), referrer=BECAUSE)
    def revise(self, which: int, linked: bool, referrer: str) -> None:
        link = self.world.bing.chain_link_id if linked else None
        self.act(which, "revise", {"chain_link_id": link, "referrer": referrer}, on=TODAY)

    @invariant()
    def the_stage_is_that_of_the_last_standing_move(self) -> None:
        for project in self.projects:
            last = project.standing_moves[-1]
            assert (project.stage, project.stage_since) == (last.to_stage, last.on)
            assert project.facts == answers(project.standing_moves)
            line = [move.on for move in project.standing_moves if move.to_stage.is_signed]
            assert project.signed_on == (line[0] if line else None)

    @invariant()
    def the_stage_is_the_fold_of_the_events(self) -> None:
        for project in self.projects:
            stage = Stage.LEAD
            for event in project.events_since(0):
                if event.kind in (EventKind.STAGE_ADVANCED, EventKind.STAGE_MOVE_VOIDED):
                    assert event.before["stage"] == stage
                    stage = Stage(event.after["stage"])
            assert project.stage is stage

    @invariant()
    def next_step_blockers_and_owner_are_what_the_facts_say(self) -> None:
        for project in self.projects:
            standing = [one for one in project.follow_ups if not one.is_void]
            newest = max(standing, key=lambda one: (one.on, one.id), default=None)
            if newest:
                expected = newest.on, newest.next_step, newest.next_on or FAR_OFF
            else:
                expected = None, "", FAR_OFF
            kept = project.last_followed_on, project.next_step, project.next_on
            assert kept == expected
            still = [one for one in project.blockers if one.is_open]
            assert project.open_blockers == len(still)
            assert project.owner_id == project.handovers[-1].owner_id

    @invariant()
    def the_sum_is_the_newest_of_the_furthest_kind(self) -> None:
        kinds = list(AmountKind)
        for project in self.projects:
            standing = [one for one in project.amounts if not one.is_void]
            order = {one: (kinds.index(one.kind), one.on, one.id) for one in standing}
            current = max(standing, key=order.__getitem__, default=None)
            assert project.amount_yuan == (current.amount_yuan if current else None)
            assert project.amount_kind == (current.kind if current else None)
            signed = [one for one in standing if one.kind is AmountKind.SIGNED]
            told = [move for move in project.standing_moves if "contract_yuan" in move.facts]
            assert signed or not told

    @invariant()
    def the_light_is_that_of_a_fresh_look(self) -> None:
        for project in self.projects:
            turns = project.turns()
            assert project.yellow_on == min((one.yellow_on for one in turns), default=FAR_OFF)
            assert project.red_on == min((one.red_on for one in turns), default=FAR_OFF)

    @invariant()
    def the_tally_is_a_recount(self) -> None:
        columns = (
            Tally.stage,
            Tally.owner_department_id,
            Tally.chain_link_id,
            Tally.projects,
            Tally.sum_yuan,
        )
        execute = self.world.session.execute
        kept = {tuple(row) for row in execute(select(*columns)) if row.projects}
        assert kept == {tuple(row) for row in execute(counted_afresh())}

    @invariant()
    def the_last_event_can_be_said(self) -> None:
        newest = select(Event).order_by(Event.id.desc()).limit(1)
        last = self.world.session.scalars(newest).one()
        assert sentence(last.kind, last.before, last.after)


def checked(office: Office) -> None:
    """Whether all holds that holds after every act."""
    office.the_stage_is_that_of_the_last_standing_move()
    office.the_stage_is_the_fold_of_the_events()
    office.the_sum_is_the_newest_of_the_furthest_kind()
    office.the_light_is_that_of_a_fresh_look()
    office.the_tally_is_a_recount()


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize("out", EXITS)
@pytest.mark.parametrize("back", [Stage.TALKS, Stage.SIGNED])
def test_a_way_out_and_back_again_is_folded_as_the_facts_say(
    kept_database: Database, out: Stage, back: Stage
) -> None:
    """The story on which the domain and this file once differed, and what may follow on it."""
    Office.database = kept_database
    office = Office()
    try:
        office.a_lead_comes()
        for to in (Stage.REGISTERED, out, back):
            office.move(0, to, TODAY, "重谈", 10**9)
            assert office.projects[0].stage is to
            checked(office)
        office.take_a_sum_back(0, 1, "写错了")
        checked(office)
        office.take_the_move_back(0, "写错了")
        checked(office)
    finally:
        office.teardown()


@pytest.mark.slow
@pytest.mark.usefixtures("database")
def test_what_is_kept_equals_what_the_facts_say(kept_database: Database) -> None:
    Office.run(kept_database, examples=10, steps=12)
