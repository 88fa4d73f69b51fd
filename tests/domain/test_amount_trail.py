"""The trail of amounts: hearsay, plan, contract, filing; and which one counts."""

from datetime import date

import pytest

from tests.builders import samples
from tests.world import SIGNING, TODAY, World
from tracker.domain.event import EventKind
from tracker.domain.project import Project
from tracker.domain.project.stage_rules import NEEDS, Fact
from tracker.domain.words import AmountKind, Stage
from tracker.refusal import Refused

TOLD, PLANNED, SIGNED = AmountKind.TOLD, AmountKind.PLANNED, AmountKind.SIGNED


def counts(project: Project) -> tuple[int | None, AmountKind | None, str]:
    return project.amount_yuan, project.amount_kind, project.amount_words


def test_a_newer_figure_counts_and_the_older_stays_in_the_trail(world: World) -> None:
    jia, officer = world.jia, world.by("officer")
    jia.note_amount(800_000_000, PLANNED, on=TODAY, by=officer, words="8 亿左右", source="来函")
    world.session.commit()
    assert counts(jia) == (800_000_000, PLANNED, "8 亿左右")
    assert [amount.amount_yuan for amount in jia.amounts] == [500_000_000, 800_000_000]
    event = jia.events_since(0)[-1]
    assert event.kind is EventKind.AMOUNT_NOTED
    assert event.before == {"amount_yuan": 500_000_000, "amount_kind": "told"}
    assert event.after["amount_yuan"] == 800_000_000


def test_what_is_further_along_counts_before_what_is_newer(world: World) -> None:
    bing, by = world.bing, world.by("colleague")
    bing.note_amount(900_000_000, TOLD, on=TODAY, by=by)
    assert counts(bing) == (320_000_000, SIGNED, "")


def test_of_one_kind_the_later_day_counts_even_if_told_earlier(world: World) -> None:
    jia, officer = world.jia, world.by("officer")
    jia.note_amount(700_000_000, TOLD, on=TODAY, by=officer)
    jia.note_amount(600_000_000, TOLD, on=date(2026, 5, 1), by=officer)
    assert jia.amount_yuan == 700_000_000


def test_of_one_kind_and_day_the_later_written_counts(world: World) -> None:
    jia, officer = world.jia, world.by("officer")
    jia.note_amount(700_000_000, TOLD, on=TODAY, by=officer)
    jia.note_amount(600_000_000, TOLD, on=TODAY, by=officer)
    assert jia.amount_yuan == 600_000_000


def test_what_was_told_vaguely_keeps_its_words_without_a_number(world: World) -> None:
    assert counts(world.yi) == (None, TOLD, "约8000万")


def test_nothing_at_all_is_no_figure(world: World) -> None:
    with pytest.raises(Refused) as refusal:
        world.jia.note_amount(None, PLANNED, on=TODAY, by=world.by("officer"))
    assert list(refusal.value.fields) == ["amount"]
    assert len(world.jia.amounts) == 1


def test_the_contract_sum_comes_with_the_signing_and_goes_with_it(world: World) -> None:
    jia, officer = world.jia, world.by("officer")
    jia.advance_to(Stage.SIGNED, on=TODAY, by=officer, facts=SIGNING)
    assert counts(jia) == (320_000_000, SIGNED, "")
    jia.void_last_move(by=officer, on=TODAY, because="没签成")
    assert counts(jia) == (500_000_000, TOLD, "")
    assert [amount.is_void for amount in jia.amounts] == [False, True]


def test_voiding_a_later_move_of_the_same_day_leaves_the_contract_sum(world: World) -> None:
    jia, officer = world.jia, world.by("officer")
    jia.advance_to(Stage.SIGNED, on=TODAY, by=officer, facts=SIGNING)
    told = samples.facts(*NEEDS[Stage.REGISTERED])
    jia.advance_to(Stage.REGISTERED, on=TODAY, by=officer, facts=told)
    jia.void_last_move(by=officer, on=TODAY, because="还没注册")
    assert counts(jia) == (320_000_000, SIGNED, "")


def test_voiding_a_second_signing_leaves_the_sum_of_the_first(world: World) -> None:
    jia, officer = world.jia, world.by("officer")
    jia.advance_to(Stage.SIGNED, on=TODAY, by=officer, facts=SIGNING)
    jia.advance_to(Stage.REVIEW, on=TODAY, by=officer, because="重签")
    again = {Fact.CONTRACT_YUAN.value: 400_000_000}
    jia.advance_to(Stage.SIGNED, on=TODAY, by=officer, facts=again)
    assert jia.amount_yuan == 400_000_000
    jia.void_last_move(by=officer, on=TODAY, because="没重签")
    assert counts(jia) == (320_000_000, SIGNED, "")


def test_a_second_signing_does_not_take_the_last_sum_of_the_first_with_it(world: World) -> None:
    jia, officer = world.jia, world.by("officer")
    for because in ("", "重签"):
        jia.advance_to(Stage.SIGNED, on=TODAY, by=officer, because=because, facts=SIGNING)
        jia.advance_to(Stage.SHELVED, on=TODAY, by=officer, because="缓一缓")
    jia.void_last_move(by=officer, on=TODAY, because="没有缓")
    first, second = jia.amounts[1:]
    jia.void_amount(first, by=officer, on=TODAY, because="写错了")
    with pytest.raises(Refused, match="先补记对的签约金额"):
        jia.void_last_move(by=officer, on=TODAY, because="没重签")
    assert (jia.stage, second.is_void) == (Stage.SIGNED, False)
    jia.note_amount(310_000_000, SIGNED, on=TODAY, by=officer)
    jia.void_last_move(by=officer, on=TODAY, because="没重签")
    assert (jia.stage, counts(jia)) == (Stage.SHELVED, (310_000_000, SIGNED, ""))


def test_an_earlier_rounds_sum_is_not_taken_back_while_its_signing_stands(world: World) -> None:
    jia, officer = world.jia, world.by("officer")
    jia.advance_to(Stage.SIGNED, on=TODAY, by=officer, facts=SIGNING)
    jia.advance_to(Stage.SHELVED, on=TODAY, by=officer, because="缓一缓")
    jia.advance_to(Stage.TALKS, on=TODAY, by=officer, because="重新招商")
    with pytest.raises(Refused, match="先补记对的"):
        jia.void_amount(jia.amounts[-1], by=officer, on=TODAY, because="写错了")


def test_a_wrong_figure_is_taken_back_and_the_one_before_counts_again(world: World) -> None:
    jia, officer = world.jia, world.by("officer")
    before = counts(jia)
    wrong = jia.note_amount(600_000_000, AmountKind.FILED, on=TODAY, by=officer)
    jia.note_amount(50_000_000, TOLD, on=TODAY, by=officer)
    assert jia.amount_yuan == 600_000_000
    jia.void_amount(wrong, by=officer, on=TODAY, because="万写成了亿")
    world.session.commit()
    assert counts(jia) == (50_000_000, TOLD, "")
    event = jia.events_since(0)[-1]
    assert (event.kind, event.because) == (EventKind.AMOUNT_VOIDED, "万写成了亿")
    assert event.before["amount_yuan"] == 600_000_000
    assert wrong.is_void
    assert before[0] == jia.amounts[0].amount_yuan, "what was told before stays"


def test_a_figure_is_taken_back_once_and_with_a_reason(world: World) -> None:
    jia, officer = world.jia, world.by("officer")
    with pytest.raises(Refused) as refusal:
        jia.void_amount(jia.amounts[0], by=officer, on=TODAY, because=" ")
    assert list(refusal.value.fields) == ["because"]
    jia.void_amount(jia.amounts[0], by=officer, on=TODAY, because="听错了")
    assert counts(jia) == (None, None, "")
    with pytest.raises(Refused, match="已经作废"):
        jia.void_amount(jia.amounts[0], by=officer, on=TODAY, because="再来一次")


def test_a_signed_project_is_not_left_without_a_contract_sum(world: World) -> None:
    bing, by = world.bing, world.by("colleague")
    wrong = next(one for one in bing.amounts if one.kind is SIGNED)
    with pytest.raises(Refused, match="先补记对的"):
        bing.void_amount(wrong, by=by, on=TODAY, because="写错了")
    bing.note_amount(32_000_000, SIGNED, on=TODAY, by=by)
    bing.void_amount(wrong, by=by, on=TODAY, because="写错了")
    assert counts(bing) == (32_000_000, SIGNED, "")
    assert bing.amount_on(TODAY) == 32_000_000
