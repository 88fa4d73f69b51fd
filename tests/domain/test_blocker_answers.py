"""What is told of the work on a blocker, and the proof that some kinds need."""

from datetime import date, timedelta

import pytest

from tests.builders.blockers import SOLVED, accepted, answered, handed_out, of_the_street
from tests.world import INDUSTRY, STREET, TODAY, World
from tracker.domain.attachment import Attachment, void_attachment
from tracker.domain.blocker import Blocker, BlockerAct, BlockerStep
from tracker.domain.blocker.proofs import NEED_PROOF, kinds_with_proof, set_kinds_with_proof
from tracker.domain.event import EventKind
from tracker.domain.words import BlockerKind, BlockerState
from tracker.refusal import Refused

DUE = TODAY + timedelta(days=5)


def test_what_was_done_is_told_day_by_day(world: World) -> None:
    blocker, street = accepted(world), world.by("street")
    blocker.report("看了现场", on=date(2026, 6, 5), by=street)
    blocker.report("谈了两家", on=TODAY, by=street, proof="会议纪要")
    world.session.commit()
    assert [step.said for step in blocker.answers] == ["看了现场", "谈了两家"]
    assert blocker.state is BlockerState.ACCEPTED
    event = world.bing.events_since(0)[-1]
    assert event.kind is EventKind.BLOCKER_REPORTED
    assert event.after == {
        "department": world.department(STREET).name,
        "said": "谈了两家",
        "proof": "会议纪要",
    }


def test_the_last_word_waits_for_the_check(world: World) -> None:
    blocker = answered(world)
    world.session.commit()
    assert (blocker.state, blocker.answered_on) == (BlockerState.ANSWERED, TODAY)
    assert blocker.answers[-1].act is BlockerAct.ANSWER
    event = world.bing.events_since(0)[-1]
    assert (event.kind, event.after["said"]) == (EventKind.BLOCKER_ANSWERED, SOLVED)


def test_a_helper_tells_of_its_part(world: World) -> None:
    blocker, industry = world.blocker, world.department(INDUSTRY)
    blocker.assign_to(
        world.department(STREET),
        due_on=DUE,
        on=TODAY,
        by=world.by("colleague"),
        helpers=[industry],
    )
    accepted(world).report("送了材料", on=TODAY, by=world.by("stranger"))
    assert blocker.answers[-1].department is industry


@pytest.mark.parametrize("verb", ["report", "answer"])
@pytest.mark.parametrize(
    ("said", "on", "field"),
    [(" ", TODAY, "said"), ("好了", date(2026, 5, 31), "on")],
    ids=["without a word", "before it was raised"],
)
def test_an_answer_is_refused(world: World, verb: str, said: str, on: date, field: str) -> None:
    blocker = accepted(world)
    with pytest.raises(Refused) as refusal:
        getattr(blocker, verb)(said, on=on, by=world.by("street"))
    assert list(refusal.value.fields) == [field]
    assert blocker.answers == []


@pytest.mark.parametrize("verb", ["report", "answer"])
def test_nothing_is_answered_before_it_is_taken_on(world: World, verb: str) -> None:
    with pytest.raises(Refused, match="请先签收"):
        getattr(handed_out(world), verb)("好了", on=TODAY, by=world.by("street"))


def test_an_answer_is_not_given_twice(world: World) -> None:
    with pytest.raises(Refused, match="正等复核"):
        answered(world).answer("又好了", on=TODAY, by=world.by("street"))


def of_kind(world: World, kind: BlockerKind) -> Blocker:
    """One of 甲 that the street took on."""
    blocker = of_the_street(world, due_on=DUE)
    blocker.kind = kind
    blocker.accept(on=TODAY, by=world.by("street"))
    return blocker


@pytest.mark.parametrize("kind", BlockerKind)
def test_where_the_kind_needs_proof_nothing_is_closed_without(
    world: World, kind: BlockerKind
) -> None:
    blocker, officer = of_kind(world, kind), world.by("officer")
    blocker.answer("办好了", on=TODAY, by=world.by("street"))
    assert blocker.needs_proof_on(TODAY) is (kind in NEED_PROOF)
    if kind not in NEED_PROOF:
        blocker.close("办好了", on=TODAY, by=officer)
        return
    with pytest.raises(Refused) as refusal:
        blocker.close("办好了", on=TODAY, by=officer)
    assert list(refusal.value.fields) == ["proof"]
    blocker.close("办好了", on=TODAY, by=officer, proof="示例批复 1 号")
    assert blocker.steps[-1].proof == "示例批复 1 号"


def test_a_paper_that_is_named_with_the_answer_is_proof(world: World) -> None:
    blocker = of_kind(world, BlockerKind.LAND)
    blocker.answer("批了", on=TODAY, by=world.by("street"), proof="示例批复 1 号")
    blocker.close("批了", on=TODAY, by=world.by("officer"))
    assert not blocker.is_open


def paper_behind(world: World, step: BlockerStep) -> Attachment:
    """What the street uploaded with it."""
    world.session.flush()
    paper = Attachment(
        subject=f"blocker_step:{step.id}",
        file_name="批复.pdf",
        stored_as="示例",
        size_bytes=1,
        media_type="application/pdf",
        sha256="0" * 64,
        on=TODAY,
        by_id=world.user("street").id,
    )
    world.session.add(paper)
    return paper


def test_a_file_behind_an_answer_is_proof_until_it_is_void(world: World) -> None:
    blocker = of_kind(world, BlockerKind.LAND)
    step = blocker.answer("批了", on=TODAY, by=world.by("street"))
    paper = paper_behind(world, step)
    assert blocker.has_proof
    paper.void(world.user("street").id, "传错了")
    assert not blocker.has_proof


def test_a_paper_that_a_blocker_was_closed_on_stands(world: World) -> None:
    blocker, street = of_kind(world, BlockerKind.LAND), world.by("street")
    step = blocker.answer("批了", on=TODAY, by=street, proof="示例批复 1 号")
    paper = paper_behind(world, step)
    blocker.close("批了", on=TODAY, by=world.by("officer"))
    with pytest.raises(Refused, match="先退回堵点"):
        void_attachment(step, paper, by=street, on=TODAY, because="传错了")
    assert not paper.is_void
    blocker.reopen(because="批复不对", on=TODAY, by=world.by("officer"))
    void_attachment(step, paper, by=street, on=TODAY, because="传错了")
    assert paper.is_void


def test_a_life_goes_forward(world: World) -> None:
    blocker, officer, street = of_kind(world, BlockerKind.OTHER), world.by("officer"), "street"
    yesterday = TODAY - timedelta(days=1)
    blocker.answer("办好了", on=TODAY, by=world.by(street))
    with pytest.raises(Refused, match="不能早于"):
        blocker.close("办好了", on=yesterday, by=officer)
    tomorrow = TODAY + timedelta(days=1)
    blocker.reopen(because="没好", on=tomorrow, by=officer)
    for verb, by in (("answer", world.by(street)), ("close", officer)):
        with pytest.raises(Refused, match="不能早于退回的日子"):
            getattr(blocker, verb)("办好了", on=TODAY, by=by)
    blocker.close("办好了", on=tomorrow, by=officer)


def test_files_that_come_with_the_closing_are_proof(world: World) -> None:
    blocker = of_kind(world, BlockerKind.LAND)
    blocker.close("批了", on=TODAY, by=world.by("officer"), brings_papers=True)
    assert not blocker.is_open


def test_what_was_sent_back_needs_proof_anew(world: World) -> None:
    blocker, officer, street = of_kind(world, BlockerKind.LAND), world.by("officer"), "street"
    blocker.answer("批了", on=TODAY, by=world.by(street), proof="示例批复 1 号")
    blocker.reopen(because="批复作废了", on=TODAY, by=officer)
    blocker.answer("又批了", on=TODAY, by=world.by(street))
    with pytest.raises(Refused, match="佐证"):
        blocker.close("批了", on=TODAY, by=officer)


def test_the_office_says_from_which_day_a_kind_needs_proof(world: World) -> None:
    session, admin, monday = world.session, world.by("admin"), TODAY + timedelta(days=5)
    wanted = {BlockerKind.PARKING, BlockerKind.LAND}
    set_kinds_with_proof(session, wanted, holds_from=monday, by=admin, on=TODAY)
    session.commit()
    assert kinds_with_proof(session, TODAY) == NEED_PROOF
    assert kinds_with_proof(session, monday) == wanted
    with pytest.raises(Refused) as refusal:
        set_kinds_with_proof(session, wanted, holds_from=monday, by=admin, on=TODAY)
    assert list(refusal.value.fields) == ["kinds"]
    with pytest.raises(Refused) as refusal:
        set_kinds_with_proof(session, [], holds_from=TODAY - timedelta(days=1), by=admin, on=TODAY)
    assert list(refusal.value.fields) == ["holds_from"]
