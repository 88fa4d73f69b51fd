"""Whatever is done to a target, what is kept beside its facts equals what the facts say."""

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

from tests.builders import samples
from tests.builders.targets import proposal
from tests.databases import Database
from tests.domain.office_machine import OfficeMachine
from tests.world import TODAY
from tracker.domain.base import FAR_OFF
from tracker.domain.sentences import sentence
from tracker.domain.targeting import Target, TargetState
from tracker.domain.targeting.courting import WARRANT
from tracker.domain.words import Contact

STARTS = TODAY - timedelta(days=60)
DAYS = st.sampled_from([STARTS, TODAY - timedelta(days=20), TODAY])
BECAUSE = st.sampled_from(["", "没有地", "重谈"])
WHO = st.sampled_from(["officer", "stranger", "leader", ""])
STEP = st.sampled_from(["", "上门拜访"])
AHEAD = st.one_of(st.none(), st.integers(-1, 30))
KEPT = (
    "state",
    "state_since",
    "owner_id",
    "owner_department_id",
    "next_step",
    "next_on",
    "last_followed_on",
)


class Courting(OfficeMachine):
    """Acts on one target in any order, each committed or refused."""

    target: Target

    @initialize()
    def a_firm_is_proposed(self) -> None:
        self.target = proposal(self.world, on=STARTS)
        self.world.session.commit()

    def act(self, verb: str, *given: Any, **more: Any) -> None:
        """Do it and commit, with one event; or be refused, and find nothing changed."""
        before, version = self.kept(), self.target.version
        if not self.is_done(lambda: getattr(self.target, verb)(*given, by=self.by, **more)):
            assert (self.kept(), self.target.version) == (before, version)
            return
        assert self.target.version > version
        if self.target.state is not TargetState.PROJECT:
            assert len(self.target.events_since(version)) == 1

    def kept(self) -> dict[str, Any]:
        return {name: getattr(self.target, name) for name in KEPT}

    @rule(
        to=st.sampled_from(TargetState), on=DAYS, because=BECAUSE, who=WHO, step=STEP, ahead=AHEAD
    )
    def move(
        self, to: TargetState, on: date, because: str, who: str, step: str, ahead: int | None
    ) -> None:
        self.act(
            "move_to",
            to,
            on=on,
            because=because,
            next_step=step,
            owner=self.world.user(who) if who else None,
            next_on=None if ahead is None else on + timedelta(days=ahead),
        )

    @rule(to=st.sampled_from(TargetState))
    def move_with_all_that_is_needed(self, to: TargetState) -> None:
        self.act(
            "move_to",
            to,
            on=TODAY,
            because="说清楚了",
            next_step="上门拜访",
            next_on=TODAY,
            owner=self.world.user("officer"),
        )

    @rule(who=WHO, because=BECAUSE)
    def hand_over(self, who: str, because: str) -> None:
        self.act("hand_over_to", self.world.user(who or "head"), on=TODAY, because=because)

    @rule(kind=st.sampled_from(Contact), on=DAYS, step=STEP, ahead=AHEAD)
    def follow_up(self, kind: Contact, on: date, step: str, ahead: int | None) -> None:
        day = None if ahead is None else on + timedelta(days=ahead)
        self.act("log_follow_up", kind, on=on, said="谈", next_step=step, next_on=day)

    @precondition(lambda self: self.target.follow_ups)
    @rule(number=st.integers(0, 20), because=BECAUSE)
    def strike_a_contact_out(self, number: int, because: str) -> None:
        if self.target.state is not TargetState.PROJECT:
            ups = self.target.follow_ups
            self.act("void_follow_up", ups[number % len(ups)], on=TODAY, because=because)

    @rule(is_own=st.booleans())
    def become_a_project(self, is_own: bool) -> None:
        firm = self.target.firm if is_own else None
        self.act("become", samples.project(self.world, firm=firm), on=TODAY)

    @invariant()
    def what_is_kept_is_what_the_facts_say(self) -> None:
        if not hasattr(self, "target"):
            return
        kept = self.kept()
        with self.world.session.no_autoflush:
            self.target.fold()
        assert self.kept() == kept
        assert self.target.state is self.target.standing_moves[-1].to_state

    @invariant()
    def nothing_is_said_that_did_not_happen(self) -> None:
        if not hasattr(self, "target"):
            return
        target, need = self.target, WARRANT.get(self.target.state)
        assert need is None or target.has(need)
        assert (target.owner_id is None) == (target.owner_department_id is None)
        if target.state.is_courted:
            assert target.owner_id
        elif target.state is TargetState.PROPOSED:
            assert not target.owner_id
        if not target.state.is_courted:
            assert (target.next_step, target.next_on) == ("", FAR_OFF)
        assert (target.state is TargetState.PROJECT) == bool(target.project_id)

    @invariant()
    def every_event_is_said(self) -> None:
        for event in self.target.events_since(0) if hasattr(self, "target") else ():
            assert "None" not in sentence(event.kind, event.before, event.after)


@pytest.mark.slow
def test_a_targets_state_is_the_fold_of_its_moves(database: Database) -> None:
    Courting.run(database, examples=25, steps=25)
