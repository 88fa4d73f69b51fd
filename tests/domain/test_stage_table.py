"""The table of what each stage needs, row by row."""

import itertools

import pytest

from tests.builders import samples
from tests.world import TODAY, World
from tracker.domain.project.stage_rules import (
    FACT_RULES,
    MAY_ADD,
    NEEDS,
    Fact,
    FactType,
    facts_to_enter,
    needs_reason,
    optional_facts,
)
from tracker.domain.words import Stage
from tracker.refusal import Refused

LINE = Stage.line()
STEPS = list(itertools.pairwise(LINE))


@pytest.mark.parametrize(("stage", "to"), STEPS)
def test_the_next_stage_is_entered_once_its_facts_are_known(
    world: World, stage: Stage, to: Stage
) -> None:
    project = samples.project_at(world, stage, industry="" if to is Stage.TALKS else "商贸")
    project.advance_to(to, on=TODAY, by=world.by("officer"), facts=samples.facts(*NEEDS[to]))
    assert project.stage is to
    assert project.missing_for(to) == []


@pytest.mark.parametrize(("to", "lacking"), [(to, fact) for to in Stage for fact in NEEDS[to]])
def test_a_stage_is_not_entered_while_one_of_its_facts_is_missing(
    world: World, to: Stage, lacking: Fact
) -> None:
    before = LINE[LINE.index(to) - 1] if not to.is_exit else Stage.LEAD
    project = samples.project_at(world, before, industry="" if to is Stage.TALKS else "商贸")
    told = samples.facts(*(fact for fact in NEEDS[to] if fact is not lacking))
    with pytest.raises(Refused) as refusal:
        project.advance_to(to, on=TODAY, by=world.by("officer"), because="测试", facts=told)
    assert list(refusal.value.fields) == [lacking.value]
    assert lacking.label in refusal.value.message
    assert project.stage is before


@pytest.mark.parametrize("nothing", ["", None])
def test_an_empty_fact_is_not_known(world: World, nothing: str | None) -> None:
    project = samples.project_at(world, Stage.PERMITTED)
    with pytest.raises(Refused, match="开工佐证"):
        project.advance_to(
            Stage.BUILDING, on=TODAY, by=world.by("officer"), facts={"start_proof": nothing}
        )


def test_nought_is_a_known_area(world: World) -> None:
    project = samples.project_at(world, Stage.PERMITTED, told={"area_mu": 0})
    assert project.knows(Fact.AREA)


def test_a_chain_link_says_the_industry(world: World) -> None:
    project = samples.project(world, chain_link=world.jia.chain_link)
    assert project.missing_for(Stage.TALKS) == []


def test_the_industry_told_on_the_way_in_is_kept_on_the_project(world: World) -> None:
    project = samples.project(world)
    project.advance_to(Stage.TALKS, on=TODAY, by=world.by("officer"), facts={"industry": "文旅"})
    assert project.industry == "文旅"
    assert project.place_words == "文旅"


def test_every_fact_can_be_asked_for_and_every_choice_is_offered() -> None:
    assert set(FACT_RULES) == set(Fact)
    assert all(rule.choices for rule in FACT_RULES.values() if rule.type is FactType.CHOICE)
    assert set(NEEDS) == set(Stage)


def test_every_fact_is_asked_for_somewhere() -> None:
    asked = {fact for table in (NEEDS, MAY_ADD) for facts in table.values() for fact in facts}
    assert asked == set(Fact)


def test_going_past_stages_asks_for_all_that_lies_between() -> None:
    skipped = [*NEEDS[Stage.REVIEW], *NEEDS[Stage.SIGNED]]
    assert facts_to_enter(Stage.TALKS, Stage.SIGNED) == skipped
    assert facts_to_enter(Stage.SIGNED, Stage.TALKS) == []
    assert facts_to_enter(Stage.BUILDING, Stage.DROPPED) == []


def test_coming_back_from_an_exit_asks_for_everything_up_to_there() -> None:
    assert facts_to_enter(Stage.SHELVED, Stage.REVIEW) == [
        *NEEDS[Stage.TALKS],
        *NEEDS[Stage.REVIEW],
    ]


def test_the_filing_day_may_be_told_on_the_way_to_signing_and_past_it() -> None:
    assert optional_facts(Stage.REVIEW, Stage.SIGNED) == [Fact.FILED_ON]
    assert optional_facts(Stage.TALKS, Stage.REGISTERED) == [Fact.FILED_ON]
    assert optional_facts(Stage.SIGNED, Stage.REGISTERED) == []


@pytest.mark.parametrize("stage", list(Stage))
@pytest.mark.parametrize("to", list(Stage))
def test_a_reason_is_due_for_going_back_out_and_in_again(stage: Stage, to: Stage) -> None:
    forward = not stage.is_exit and not to.is_exit and to.place >= stage.place
    assert needs_reason(stage, to) is not forward
