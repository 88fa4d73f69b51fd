"""The invented courtings of the demo office, and what the rules find on the lists."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.world import TODAY
from tracker.domain.project import Project
from tracker.domain.ranking import RankingEntry
from tracker.domain.targeting import Target, TargetState
from tracker.domain.words import Source


def test_there_is_a_target_in_every_state_and_somebody_has_some_due(demo: Session) -> None:
    targets = demo.scalars(select(Target)).all()
    assert {target.state for target in targets} == set(TargetState)
    courted = [target for target in targets if target.state.is_courted]
    assert any(target.next_on <= TODAY for target in courted)
    assert len({target.owner_id for target in courted}) > 3


def test_every_reason_comes_from_the_firms_own_row(demo: Session) -> None:
    for target in demo.scalars(select(Target)):
        assert target.because or target.why
        assert sum(one["points"] for one in target.why) == target.score


def test_a_real_firm_is_no_more_than_proposed_by_what_is_in_print(demo: Session) -> None:
    for target in demo.scalars(select(Target)):
        if target.firm.name.startswith("示例"):
            continue
        assert target.state is TargetState.PROPOSED
        assert (target.because, target.follow_ups, target.owner_id) == ("", [], None)
        listed = select(RankingEntry.id).where(RankingEntry.firm_id == target.firm_id)
        printed = select(Project.id).where(
            Project.firm_id == target.firm_id, Project.source == Source.PRINT
        )
        assert demo.scalars(listed.union(printed)).first()
        assert "gap" not in {one["rule"] for one in target.why}, "the demand here is invented"


def test_one_courting_became_a_project_and_its_contacts_went_along(demo: Session) -> None:
    [target] = demo.scalars(select(Target).where(Target.state == TargetState.PROJECT))
    assert target.project is not None
    assert [one.project_id for one in target.follow_ups] == [target.project_id]
    assert target.follow_ups[0] in target.project.follow_ups
