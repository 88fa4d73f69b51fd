"""The light: every clock on the day before, the day of yellow and the day of red."""

import csv
from datetime import date, timedelta
from typing import Any, NamedTuple

import pytest
from sqlalchemy import delete

from tests.builders import samples
from tests.world import CLOCKS, STREET, TODAY, World
from tracker.config import ROOT
from tracker.domain.base import FAR_OFF
from tracker.domain.blocker import report_blocker
from tracker.domain.office.clocks import BY_HAND, ClockSetting, Reason, Unit, clocks_in_force
from tracker.domain.project import Project
from tracker.domain.project.light_rules import CLOCK_RULES
from tracker.domain.words import BlockerKind, Colour, Contact, Stage

START = date(2026, 3, 2)
ONE_DAY = timedelta(days=1)


class Row(NamedTuple):
    """A project that one clock runs on, and the days on which it turns."""

    reason: Reason
    stage: Stage
    yellow_on: date
    red_on: date
    told: dict[str, Any] = {}
    columns: dict[str, Any] = {}


def _on(month: int, day: int) -> date:
    return date(2026, month, day)


LAND, PLANT = {"permit_kind": "用地审批"}, {"permit_kind": "标准厂房"}
ROWS = [
    Row(Reason.RESPOND, Stage.LEAD, _on(3, 3), _on(3, 4)),
    Row(Reason.JUDGE, Stage.LEAD, _on(3, 5), _on(3, 9)),
    Row(Reason.ANSWER, Stage.LEAD, _on(3, 9), _on(3, 16), columns={"referrer": "示例商会"}),
    Row(Reason.FOLLOW_TALKS, Stage.TALKS, _on(4, 1), _on(5, 6)),
    Row(Reason.STUCK_IN_TALKS, Stage.TALKS, _on(5, 6), _on(6, 2)),
    Row(Reason.REVIEW, Stage.REVIEW, _on(3, 23), _on(4, 13)),
    Row(Reason.FILE, Stage.SIGNED, _on(3, 9), _on(3, 12)),
    Row(Reason.FOLLOW_SIGNED, Stage.SIGNED, _on(3, 23), _on(4, 13)),
    Row(Reason.REGISTER, Stage.REGISTERED, _on(5, 6), _on(6, 30)),
    Row(Reason.PERMIT_LAND, Stage.PERMITTED, _on(6, 2), _on(9, 2), told=LAND),
    Row(Reason.PERMIT_PLANT, Stage.PERMITTED, _on(5, 6), _on(7, 2), told=PLANT),
    Row(Reason.UNSTARTED, Stage.SIGNED, _on(6, 2), _on(9, 2)),
    Row(Reason.UNSTARTED, Stage.REGISTERED, _on(6, 2), _on(9, 2)),
    Row(Reason.UNSTARTED, Stage.PERMITTED, _on(6, 2), _on(9, 2), told=LAND),
    Row(
        Reason.PLANNED_MONTH,
        Stage.SIGNED,
        _on(5, 6),
        _on(8, 3),
        told={"planned_start_on": "2026-04-15"},
    ),
    Row(
        Reason.PLANNED_MONTH,
        Stage.PERMITTED,
        _on(4, 1),
        _on(7, 1),
        told={"planned_start_on": "2026-03-31"},
    ),
    Row(Reason.BLOCKER, Stage.BUILDING, _on(6, 17), _on(6, 23)),
]


def lone(world: World, row: Row) -> Project:
    """A project of that row, in an office where no other clock runs."""
    world.session.execute(delete(ClockSetting).where(ClockSetting.reason != row.reason))
    project = samples.project_at(world, row.stage, on=START, told=row.told, **row.columns)
    if row.reason is Reason.BLOCKER:
        report_blocker(
            project,
            BlockerKind.LAND,
            "示例",
            on=START,
            by=world.by("officer"),
            department=world.department(STREET),
            due_on=date(2026, 6, 22),
        )
    return project


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.reason} in {row.stage}")
def test_a_clock_turns_the_light_on_its_days(world: World, row: Row) -> None:
    project = lone(world, row)
    world.session.commit()
    assert (project.yellow_on, project.red_on) == (row.yellow_on, row.red_on)
    assert (project.yellow_reason, project.red_reason) == (row.reason, row.reason)
    days = [row.yellow_on - ONE_DAY, row.yellow_on, row.red_on - ONE_DAY, row.red_on]
    assert [project.light_on(day) for day in days] == [
        Colour.GREEN,
        Colour.YELLOW,
        Colour.YELLOW,
        Colour.RED,
    ]


def test_every_clock_is_tried() -> None:
    watched = {watch.reason for watch in CLOCK_RULES}
    assert {row.reason for row in ROWS} == watched == set(Reason) - BY_HAND


@pytest.mark.parametrize("stage", [Stage.FULL_CAPACITY, Stage.SHELVED, Stage.DROPPED])
def test_a_project_that_is_finished_or_out_has_no_light(world: World, stage: Stage) -> None:
    bing = world.bing
    told = samples.facts_for(bing, stage)
    bing.advance_to(stage, on=TODAY, by=world.by("colleague"), because="测试", facts=told)
    assert bing.turns() == []
    assert (bing.yellow_on, bing.red_on, bing.red_reason) == (FAR_OFF, FAR_OFF, None)
    assert bing.light_on(date(2030, 1, 1)) is None


def test_a_word_with_a_lead_stops_the_clock_of_the_response(world: World) -> None:
    yi = world.yi
    assert yi.light_on(TODAY) is Colour.RED
    yi.log_follow_up(Contact.CALL, on=TODAY, by=world.by("stranger"), said="联系上了")
    assert Reason.RESPOND not in {turn.reason for turn in yi.turns()}
    assert yi.light_on(TODAY) is Colour.GREEN


def test_a_follow_up_winds_the_clock_of_following_up(world: World) -> None:
    jia = world.jia
    since = {turn.reason: turn.since for turn in jia.turns()}
    assert since == {
        Reason.FOLLOW_TALKS: date(2026, 6, 3),
        Reason.STUCK_IN_TALKS: date(2026, 5, 6),
    }
    jia.log_follow_up(Contact.CALL, on=TODAY, by=world.by("officer"), said="又谈了")
    assert {turn.reason: turn.since for turn in jia.turns()}[Reason.FOLLOW_TALKS] == TODAY


def test_a_filing_told_with_the_signing_leaves_no_clock_for_it(world: World) -> None:
    told = {"filed_on": "2026-03-02"}
    project = samples.project_at(world, Stage.SIGNED, on=START, told=told)
    assert Reason.FILE not in {turn.reason for turn in project.turns()}


def test_a_permit_that_is_neither_land_nor_plant_runs_on_the_land_clock(world: World) -> None:
    project = samples.project_at(world, Stage.PERMITTED, told={"permit_kind": "备案"})
    running = {turn.reason for turn in project.turns()}
    assert Reason.PERMIT_LAND in running
    assert Reason.PERMIT_PLANT not in running


def test_the_soonest_of_all_clocks_is_kept_for_each_colour(world: World) -> None:
    turns = world.bing.turns()
    assert len(turns) == 5
    assert turns == sorted(turns, key=lambda turn: turn.yellow_on)
    assert world.bing.yellow_on == min(turn.yellow_on for turn in turns)
    assert world.bing.red_on == min(turn.red_on for turn in turns)


def test_a_newer_setting_holds_from_its_day(world: World) -> None:
    for holds_from, yellow in ((TODAY, 9), (date(2026, 1, 1), 8), (TODAY + ONE_DAY, 7)):
        world.session.add(
            ClockSetting(
                reason=Reason.REVIEW, yellow=yellow, red=40, unit=Unit.DAYS, holds_from=holds_from
            )
        )
    world.session.flush()
    in_force = [
        clocks_in_force(world.session, day)[Reason.REVIEW].yellow
        for day in (date(2025, 12, 31), TODAY - ONE_DAY, TODAY, TODAY + ONE_DAY)
    ]
    assert in_force == [20, 8, 9, 7]


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2026, 6, 20), "堵点2 天后到期"),
        (date(2026, 6, 22), "堵点今天到期"),
        (date(2026, 6, 25), "堵点逾期 3 天"),
    ],
)
def test_a_blocker_says_how_far_its_day_is(day: date, said: str) -> None:
    assert Reason.BLOCKER.said(date(2026, 6, 22), day) == said


@pytest.mark.parametrize("reason", sorted(set(Reason) - BY_HAND))
def test_a_reason_is_said_with_the_days_that_have_gone_by(reason: Reason) -> None:
    said = reason.said(START, START + timedelta(days=47))
    assert "47 天" in said
    assert "{" not in said


def test_the_clocks_a_new_office_starts_with_are_these() -> None:
    with (ROOT / "seed/reference/clocks.csv").open(encoding="utf-8") as file:
        shipped = [
            (Reason(row["reason"]), int(row["yellow"]), int(row["red"]), Unit(row["unit"]))
            for row in csv.DictReader(file)
        ]
    assert sorted(shipped) == sorted(CLOCKS)
