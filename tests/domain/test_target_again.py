"""Looking again: nothing is proposed twice, and what was given up rests."""

from datetime import date, timedelta

from tests.builders.firm_searches import PRINTED, ask, found, names, printed
from tests.builders.targets import accept, proposal
from tests.world import TODAY, World
from tracker.domain.chain.link_facts import stand_on
from tracker.domain.targeting import TargetState
from tracker.domain.words import Segment


def test_asked_twice_nothing_new_is_written(world: World) -> None:
    printed(world, PRINTED)
    [target] = ask(world)
    world.session.commit()
    version = target.version
    assert ask(world) == []
    world.session.commit()
    assert target.version == version
    search = found(world)
    assert (names(search), search.standing) == ([], 1)


def test_who_courts_already_is_left_alone(world: World) -> None:
    printed(world, PRINTED)
    [target] = ask(world)
    accept(world, target)
    version = target.version
    assert ask(world) == []
    assert (target.state, target.version) == (TargetState.ACCEPTED, version)


def test_what_was_given_up_is_proposed_again_only_after_its_rest(world: World) -> None:
    printed(world, PRINTED)
    [target] = ask(world)
    accept(world, target)
    target.move_to(TargetState.GIVEN_UP, on=TODAY, by=world.by("officer"), because="不扩产")
    late = date(2027, 6, 10)
    assert ask(world, on=late - timedelta(days=1)) == []
    assert found(world, on=late - timedelta(days=1)).resting == 1
    assert ask(world, "stranger", on=late) == [target]
    assert (target.state, target.state_since, target.owner_id) == (TargetState.PROPOSED, late, None)
    assert target.moves[-1].because


def test_a_proposal_is_renewed_when_there_are_better_reasons(world: World) -> None:
    printed(world, PRINTED)
    [target] = ask(world)
    score = target.score
    stand_on(
        target.firm,
        world.link(Segment.UPSTREAM),
        since=TODAY,
        source="示例日报",
        by=world.by("head"),
        on=TODAY,
    )
    assert ask(world) == [target]
    assert target.score == score + 30
    assert len(target.moves) == 1


def test_a_proposal_by_hand_is_the_same_target(world: World) -> None:
    printed(world, PRINTED)
    target = proposal(world, PRINTED)
    assert ask(world) == [target]
    assert target.because
    assert target.score == 70
