"""Moving along the line: forward, past, back, out, in again, and taking a move back."""

from datetime import date, timedelta

import pytest

from tests.builders import samples
from tests.world import SIGNING, TODAY, World
from tracker.domain.event import Event, EventKind
from tracker.domain.office.clocks import Reason
from tracker.domain.project import Project
from tracker.domain.project.stage_rules import Fact
from tracker.domain.words import AmountKind, Stage
from tracker.refusal import Refused

SIGNED_FACTS = (
    Fact.DUE_DILIGENCE,
    Fact.FAIR_COMPETITION,
    Fact.AGREEMENT_KIND,
    Fact.CONTRACT_YUAN,
    Fact.PLANNED_START,
)


def test_a_move_is_one_dated_fact_and_one_event(world: World) -> None:
    jia, officer = world.jia, world.by("officer")
    told = samples.facts_for(jia, Stage.REVIEW)
    move = jia.advance_to(Stage.REVIEW, on=TODAY, by=officer, facts=told)
    world.session.commit()
    assert (jia.stage, jia.stage_since) == (Stage.REVIEW, TODAY)
    assert (move.from_stage, move.to_stage, move.facts) == (Stage.TALKS, Stage.REVIEW, told)
    event = _last_event(jia)
    assert (event.kind, event.by_id, event.on) == (EventKind.STAGE_ADVANCED, officer.id, TODAY)
    assert event.before == {"stage": "talks", "stage_since": "2026-05-06"}
    assert event.after == {"stage": "review", "stage_since": TODAY.isoformat(), **told}
    assert event.version == jia.version


def test_a_refused_move_leaves_nothing_behind(world: World) -> None:
    jia = world.jia
    before = (jia.version, len(jia.stage_moves), _last_event(jia).id)
    with pytest.raises(Refused) as refusal:
        jia.advance_to(Stage.SIGNED, on=TODAY, by=world.by("officer"))
    assert set(refusal.value.fields) == {fact.value for fact in SIGNED_FACTS}
    world.session.commit()
    world.session.expire_all()
    assert (jia.version, len(jia.stage_moves), _last_event(jia).id) == before
    assert jia.stage is Stage.TALKS


@pytest.mark.parametrize("review", [Fact.DUE_DILIGENCE, Fact.FAIR_COMPETITION])
def test_nothing_is_signed_after_a_review_that_failed(world: World, review: Fact) -> None:
    jia, officer = world.jia, world.by("officer")
    told = samples.facts_for(jia, Stage.REVIEW) | {review.value: "未通过"}
    jia.advance_to(Stage.REVIEW, on=TODAY, by=officer, facts=told)
    assert review in jia.missing_for(Stage.SIGNED)
    assert review not in jia.missing_for(Stage.SHELVED)
    with pytest.raises(Refused) as refusal:
        jia.advance_to(Stage.SIGNED, on=TODAY, by=officer, facts=SIGNING | {review.value: "未通过"})
    assert list(refusal.value.fields) == [review.value]
    jia.advance_to(Stage.SIGNED, on=TODAY, by=officer, facts=SIGNING)
    assert jia.facts[review] == "通过"


def test_stages_are_passed_over_with_all_their_facts(world: World) -> None:
    jia = world.jia
    jia.advance_to(Stage.SIGNED, on=TODAY, by=world.by("officer"), facts=SIGNING)
    assert jia.stage is Stage.SIGNED
    assert jia.next_stage() is Stage.REGISTERED
    assert (jia.signed_on, jia.planned_start_on) == (TODAY, date(2026, 9, 15))


def test_who_goes_past_the_signing_has_signed(world: World) -> None:
    jia = world.jia
    told = samples.facts_for(jia, Stage.REGISTERED)
    jia.advance_to(Stage.REGISTERED, on=TODAY, by=world.by("officer"), facts=told)
    assert (jia.signed_on, jia.amount_kind) == (TODAY, AmountKind.SIGNED)
    assert Reason.UNSTARTED in {turn.reason for turn in jia.turns()}


def test_going_back_needs_a_reason_and_keeps_the_facts(world: World) -> None:
    bing, colleague = world.bing, world.by("colleague")
    with pytest.raises(Refused) as refusal:
        bing.advance_to(Stage.TALKS, on=TODAY, by=colleague, because="  ")
    assert list(refusal.value.fields) == ["because"]
    bing.advance_to(Stage.TALKS, on=TODAY, by=colleague, because="重谈条件")
    assert bing.stage is Stage.TALKS
    assert bing.missing_for(Stage.SIGNED) == []
    assert _last_event(bing).because == "重谈条件"


@pytest.mark.parametrize("out", [Stage.SHELVED, Stage.TRANSFERRED, Stage.DROPPED])
def test_a_project_leaves_the_line_with_a_reason_and_comes_back_with_one(
    world: World, out: Stage
) -> None:
    bing, colleague = world.bing, world.by("colleague")
    told = samples.facts_for(bing, out)
    with pytest.raises(Refused) as refusal:
        bing.advance_to(out, on=TODAY, by=colleague, facts=told)
    assert list(refusal.value.fields) == ["because"]
    bing.advance_to(out, on=TODAY, by=colleague, because="资金链", facts=told)
    assert bing.next_stage() is None
    with pytest.raises(Refused) as refusal:
        bing.advance_to(Stage.SIGNED, on=TODAY, by=colleague)
    assert set(refusal.value.fields) == {*SIGNED_FACTS, "because"}, "a new round asks anew"
    bing.advance_to(Stage.SIGNED, on=TODAY, by=colleague, because="重新招商", facts=SIGNING)
    assert (bing.stage, bing.facts) == (Stage.SIGNED, SIGNING)
    assert bing.signed_on == date(2026, 5, 20), "counted at its first signing"


@pytest.mark.parametrize("out", [Stage.SHELVED, Stage.TRANSFERRED, Stage.DROPPED])
def test_coming_back_from_an_exit_starts_a_new_round(world: World, out: Stage) -> None:
    bing, colleague = world.bing, world.by("colleague")
    told = samples.facts_for(bing, out)
    bing.advance_to(out, on=TODAY, by=colleague, because="资金链", facts=told)
    assert bing.facts == SIGNING | told, "what it told stays to be read while it is out"
    bing.advance_to(Stage.TALKS, on=TODAY, by=colleague, because="重新招商")
    assert (bing.facts, bing.planned_start_on) == ({}, None)
    assert set(bing.missing_for(Stage.SIGNED)) == set(SIGNED_FACTS)
    bing.void_last_move(by=colleague, on=TODAY, because="没有重新招商")
    assert (bing.stage, bing.facts) == (out, SIGNING | told)


def test_a_review_that_failed_in_an_earlier_round_is_asked_about_once(world: World) -> None:
    jia, officer = world.jia, world.by("officer")
    told = samples.facts_for(jia, Stage.REVIEW) | {"fair_competition": "未通过"}
    jia.advance_to(Stage.REVIEW, on=TODAY, by=officer, facts=told)
    jia.advance_to(Stage.SHELVED, on=TODAY, by=officer, because="审查没过")
    assert jia.missing_for(Stage.SIGNED) == list(SIGNED_FACTS)


def test_a_project_may_not_enter_the_stage_it_is_in(world: World) -> None:
    with pytest.raises(Refused, match="已经在“在谈”阶段"):
        world.jia.advance_to(Stage.TALKS, on=TODAY, by=world.by("officer"))


def test_a_move_may_not_be_dated_before_the_last_one(world: World) -> None:
    jia, officer = world.jia, world.by("officer")
    told = samples.facts_for(jia, Stage.REVIEW)
    with pytest.raises(Refused) as refusal:
        jia.advance_to(Stage.REVIEW, on=jia.stage_since - timedelta(days=1), by=officer, facts=told)
    assert refusal.value.fields == {"on": "不能早于进入“在谈”的日子 2026-05-06。"}
    jia.advance_to(Stage.REVIEW, on=jia.stage_since, by=officer, facts=told)
    assert jia.stage is Stage.REVIEW


def test_everything_wrong_with_a_move_is_said_at_once(world: World) -> None:
    with pytest.raises(Refused) as refusal:
        world.jia.advance_to(Stage.TRANSFERRED, on=date(2026, 1, 1), by=world.by("officer"))
    assert set(refusal.value.fields) == {
        "district",
        "credit_share",
        "credit_years",
        "agreed_on",
        "because",
        "on",
    }


def test_the_end_of_the_line_has_nothing_after_it(world: World) -> None:
    assert samples.project_at(world, Stage.FULL_CAPACITY).next_stage() is None


def test_a_voided_move_puts_stage_facts_and_sum_back(world: World) -> None:
    jia, officer = world.jia, world.by("officer")
    before = _kept(jia)
    jia.advance_to(Stage.SIGNED, on=TODAY, by=officer, facts=SIGNING)
    assert (jia.amount_yuan, jia.amount_kind) == (320_000_000, AmountKind.SIGNED)
    jia.void_last_move(by=officer, on=TODAY, because="合同没签成")
    world.session.commit()
    assert _kept(jia) == before
    event = _last_event(jia)
    assert (event.kind, event.because) == (EventKind.STAGE_MOVE_VOIDED, "合同没签成")
    assert [move.is_void for move in jia.stage_moves] == [False, False, True]
    assert jia.stage_moves[-1].voided_because == "合同没签成"


def test_a_move_is_not_voided_without_a_reason_and_the_first_word_never(world: World) -> None:
    yi, stranger = world.yi, world.by("stranger")
    with pytest.raises(Refused) as refusal:
        yi.void_last_move(by=stranger, on=TODAY, because=" ")
    assert list(refusal.value.fields) == ["because"]
    with pytest.raises(Refused, match="第一条阶段记录"):
        yi.void_last_move(by=stranger, on=TODAY, because="登记错了")


def test_moves_are_voided_one_after_the_other_down_to_the_first(world: World) -> None:
    bing, colleague = world.bing, world.by("colleague")
    bing.void_last_move(by=colleague, on=TODAY, because="错")
    assert (bing.stage, bing.facts, bing.signed_on) == (Stage.LEAD, {}, None)
    with pytest.raises(Refused):
        bing.void_last_move(by=colleague, on=TODAY, because="错")


def _kept(project: Project) -> tuple[object, ...]:
    return (
        project.stage,
        project.stage_since,
        project.facts,
        project.amount_yuan,
        project.amount_kind,
        project.signed_on,
        project.planned_start_on,
        project.yellow_on,
        project.red_on,
        project.yellow_reason,
        project.red_reason,
    )


def _last_event(project: Project) -> Event:
    return project.events_since(0)[-1]
