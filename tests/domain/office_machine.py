"""An office to which anything is done in any order: what every state machine stands on."""

from collections.abc import Callable
from typing import Any, ClassVar

from hypothesis import settings
from hypothesis.stateful import RuleBasedStateMachine, run_state_machine_as_test

from tests.databases import EVENT_KEY, Database
from tests.world import World
from tracker.domain.event import broken_links
from tracker.refusal import Refused


class OfficeMachine(RuleBasedStateMachine):
    """The world in a session of its own; each act is committed or refused."""

    database: ClassVar[Database]

    def __init__(self) -> None:
        super().__init__()
        self.database.put_back()
        self.opened = self.database.session()
        self.world = World(self.opened.__enter__())
        self.by = self.world.by("officer")

    def teardown(self) -> None:
        self.world.session.rollback()
        assert list(broken_links(self.world.session, EVENT_KEY.encode())) == []
        self.opened.__exit__(None, None, None)

    def is_done(self, act: Callable[[], Any]) -> bool:
        """Do it and commit, or be refused and roll back; whether it was done."""
        try:
            act()
        except Refused:
            self.world.session.rollback()
            return False
        self.world.session.commit()
        return True

    @classmethod
    def run(cls, database: Database, *, examples: int, steps: int) -> None:
        cls.database = database
        chosen = settings(max_examples=examples, stateful_step_count=steps, deadline=None)
        run_state_machine_as_test(cls, settings=chosen)  # type: ignore[no-untyped-call]
