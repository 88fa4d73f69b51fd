"""Projects that do not move: the lists of their own, and the reason that must be told."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from tests.builders import samples
from tests.world import TODAY, World
from tracker.domain.project import Project
from tracker.domain.project.follow_ups import standing_reason
from tracker.domain.words import Contact, Source, Stage
from tracker.queries.project_list.watch_lists import Watch, watched
from tracker.refusal import Refused


def listed(world: World, watch: Watch, day: date = TODAY) -> set[str]:
    world.session.flush()
    return set(world.session.scalars(select(Project.name).where(watched(watch, day))))


@pytest.mark.parametrize(
    ("watch", "stage", "first_day"),
    [
        (Watch.UNSTARTED, Stage.SIGNED, date(2026, 3, 10)),
        (Watch.UNSTARTED, Stage.PERMITTED, date(2026, 3, 10)),
        (Watch.LONG_TALKS, Stage.TALKS, date(2026, 4, 10)),
        (Watch.LONG_TALKS, Stage.REVIEW, date(2026, 4, 10)),
        (Watch.QUIET, Stage.BUILDING, date(2026, 5, 10)),
        (Watch.QUIET, Stage.LEAD, date(2026, 5, 10)),
    ],
)
def test_a_project_comes_onto_its_list_on_the_day(
    world: World, watch: Watch, stage: Stage, first_day: date
) -> None:
    samples.project_at(world, stage, on=first_day, name="丁到期的")
    samples.project_at(world, stage, on=first_day + timedelta(days=1), name="戊差一天的")
    found = listed(world, watch)
    assert "丁到期的" in found
    assert "戊差一天的" not in found


def test_what_is_building_finished_or_out_is_on_no_list_of_the_unsigned(world: World) -> None:
    for stage in (Stage.BUILDING, Stage.FULL_CAPACITY, Stage.SHELVED, Stage.DROPPED):
        samples.project_at(world, stage, on=date(2025, 1, 5), name=f"示例{stage.label}")
    assert not {name for name in listed(world, Watch.UNSTARTED) if name.startswith("示例")}
    assert not {name for name in listed(world, Watch.LONG_TALKS) if name.startswith("示例")}
    assert {n for n in listed(world, Watch.QUIET) if n.startswith("示例")} == {"示例开工"}


@pytest.mark.slow
def test_the_questions_on_one_project_are_the_twins_of_the_lists(world: World) -> None:
    for stage in Stage.line():
        for days in (5, 29, 30, 31, 32, 90):
            made = samples.project_at(
                world, stage, on=TODAY - timedelta(days=days), name=f"{stage}{days}"
            )
            if days == 90 and stage is not Stage.FULL_CAPACITY:
                made.explain_quiet("示例", on=TODAY - timedelta(days=30), by=world.by("officer"))
    quiet, unexplained = listed(world, Watch.QUIET), listed(world, Watch.UNEXPLAINED)
    assert unexplained < quiet
    for project in world.session.scalars(select(Project)):
        assert project.is_quiet_on(TODAY) is (project.name in quiet), project.name
        assert project.must_explain_on(TODAY) is (project.name in unexplained), project.name


def test_no_day_of_a_paper_makes_a_project_stand_still_until_somebody_touched_it(
    world: World,
) -> None:
    long_ago = TODAY - timedelta(days=400)
    for stage in (Stage.TALKS, Stage.SIGNED):
        untouched = samples.project(
            world, f"示例见报{stage.label}", on=long_ago, source=Source.PRINT
        )
        untouched.stage_moves[0].to_stage = stage
        untouched.fold()
    known = {f"示例见报{stage.label}" for stage in (Stage.TALKS, Stage.SIGNED)}
    for watch in (Watch.UNSTARTED, Watch.LONG_TALKS, Watch.QUIET, Watch.UNEXPLAINED):
        assert not known & listed(world, watch), watch
    for project in world.session.scalars(select(Project).where(Project.name.in_(known))):
        assert not project.is_quiet_on(TODAY)
        project.log_follow_up(
            Contact.CALL, on=long_ago, by=world.by("officer"), said="示例：核实过一次"
        )
        assert project.is_quiet_on(TODAY)
    assert known <= listed(world, Watch.QUIET)


def test_a_light_has_just_turned_from_its_day_until_the_next_workday_is_over(world: World) -> None:
    for day, is_new in (
        (TODAY - timedelta(days=1), False),
        (TODAY, True),
        (TODAY + timedelta(days=1), False),
    ):
        world.jia.red_on = world.jia.yellow_on = TODAY
        assert (world.jia.name in listed(world, Watch.TURNED, day)) is is_new, day


def test_over_a_weekend_nothing_that_turned_is_missed_on_monday(world: World) -> None:
    saturday, monday = date(2026, 6, 13), date(2026, 6, 15)
    world.jia.yellow_on = saturday
    assert world.jia.name in listed(world, Watch.TURNED, saturday)
    assert world.jia.name in listed(world, Watch.TURNED, monday)
    assert world.jia.name not in listed(world, Watch.TURNED, monday + timedelta(days=1))


def still(world: World) -> Project:
    return samples.project_at(world, Stage.TALKS, on=TODAY - timedelta(days=40), name="丁不动的")


def test_a_reason_is_owed_told_and_owed_again_after_a_month(world: World) -> None:
    project = still(world)
    assert project.must_explain_on(TODAY)
    project.explain_quiet("示例：等总部预算", on=TODAY, by=world.by("officer"))
    assert not project.must_explain_on(TODAY)
    assert project.must_explain_on(TODAY + timedelta(days=31))
    said = select(standing_reason(Project)).where(Project.id == project.id)
    assert world.session.scalar(said) == "示例：等总部预算"


def test_what_happens_afterwards_makes_the_reason_a_thing_of_the_past(world: World) -> None:
    project = still(world)
    project.explain_quiet("示例：等总部预算", on=TODAY - timedelta(days=3), by=world.by("officer"))
    project.log_follow_up(Contact.CALL, on=TODAY, by=world.by("officer"), said="预算批了")
    assert not project.is_quiet_on(TODAY)
    said = select(standing_reason(Project)).where(Project.id == project.id)
    assert world.session.scalar(said) == ""


def test_a_project_that_moves_needs_no_reason_and_an_empty_one_is_none(world: World) -> None:
    with pytest.raises(Refused, match="有进展"):
        world.jia.explain_quiet("示例", on=TODAY, by=world.by("officer"))
    with pytest.raises(Refused) as refused:
        still(world).explain_quiet(" ", on=TODAY, by=world.by("officer"))
    assert "because" in refused.value.fields
