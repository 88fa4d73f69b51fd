"""The directives of the demo office."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from seed.synthetic.directives import WORDS
from tests.world import TODAY
from tracker.domain.directive import Directive, DirectiveState


def test_there_is_one_in_every_state_and_on_everything_that_one_can_be_on(demo: Session) -> None:
    found = demo.scalars(select(Directive)).all()
    assert len(found) == len(WORDS)
    assert {one.state for one in found} == set(DirectiveState)
    assert any(one.blocker_id for one in found)
    assert any(one.chain_id for one in found)
    assert any(one.project_id is None and one.chain_id is None for one in found)


def test_one_is_late_and_every_one_is_told_as_invented(demo: Session) -> None:
    found = demo.scalars(select(Directive)).all()
    assert any(one.is_overdue_on(TODAY) for one in found)
    for one in found:
        assert one.said.startswith("示例：")
        assert one.on <= TODAY
        assert all(one.on <= step.on <= TODAY for step in one.steps)
