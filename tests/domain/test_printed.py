"""Known from print alone: no light, no days, and counted apart, until somebody here touches it."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from tests.builders import samples
from tests.plans import PlanOf, dialect_of
from tests.world import TODAY, World
from tracker.domain.permissions import visible_shares
from tracker.domain.project import Project
from tracker.domain.words import Colour, Contact, Segment, Source, Stage
from tracker.queries.chain_map.chain_map import read_map
from tracker.queries.project_list.columns import COLUMNS, HEADERS, Sheet
from tracker.queries.project_list.counts import count
from tracker.queries.project_list.filter import ProjectFilter
from tracker.queries.project_list.row_columns import read
from tracker.queries.project_list.shown_light import untold
from tracker.refusal import Refused
from tracker.sheets.columns import texts_of, values_of

PRINTED_ON = TODAY - timedelta(days=400)


def printed_project(world: World, stage: Stage = Stage.TALKS) -> Project:
    """As a paper told of it long ago, on a link of a chain."""
    link = world.link(Segment.MIDSTREAM)
    project = samples.project(
        world, "示例见报项目", on=PRINTED_ON, source=Source.PRINT, chain_link=link
    )
    project.stage_moves[0].to_stage = stage
    project.fold()
    project.relight()
    world.session.flush()
    return project


def touch(world: World, project: Project) -> None:
    project.log_follow_up(Contact.CALL, on=TODAY, by=world.by("officer"), said="示例：核实过")
    world.session.flush()


def row_of(world: World, project: Project) -> dict[str, str]:
    dialect, leader = dialect_of(world.session), world.by("leader")
    asked = ProjectFilter(q=project.name).statement(
        read(TODAY, leader.asker), leader.asker, TODAY, dialect
    )
    rows = world.session.execute(asked).all()
    sheet = Sheet(rows, TODAY)
    [told], [_] = texts_of(COLUMNS, sheet), values_of(COLUMNS, sheet)
    return dict(zip(HEADERS, told, strict=True))


@pytest.mark.parametrize("stage", [Stage.TALKS, Stage.SIGNED, Stage.PRODUCING])
def test_it_shows_no_light_and_no_days(world: World, stage: Stage) -> None:
    project = printed_project(world, stage)
    assert [project.light_on(day) for day in (PRINTED_ON, TODAY)] == [None, None]
    told = row_of(world, project)
    assert (told["灯"], told["停留天数"]) == ("", "见报")


def test_it_is_neither_green_nor_counted_as_green(world: World) -> None:
    leader, session = world.by("leader"), world.session
    before = count(ProjectFilter(), session, leader, TODAY)
    project = printed_project(world)
    now = count(ProjectFilter(), session, leader, TODAY)
    assert (now.green, now.untold) == (before.green, before.untold + 1)
    green = count(ProjectFilter(light=Colour.GREEN), session, leader, TODAY)
    assert green.total.projects == green.green == now.green
    touch(world, project)
    assert count(ProjectFilter(), session, leader, TODAY).untold == before.untold


def test_its_link_counts_no_green_of_it(world: World) -> None:
    project = printed_project(world)
    link = project.chain_link
    assert link is not None
    shown = read_map(world.session, link.chain.slug, ProjectFilter(), world.by("leader"), TODAY)
    assert shown is not None
    [count] = [one.count for one in shown.links if one.id == link.id]
    assert count.untold == shown.count.untold == 1
    assert count.green == sum(
        one.light_on(TODAY) is Colour.GREEN
        for one in world.session.query(Project)
        if one.chain_link_id == link.id
    )


def test_once_touched_it_is_as_any_other(world: World) -> None:
    project = printed_project(world, Stage.PRODUCING)
    touch(world, project)
    assert project.light_on(TODAY) is Colour.GREEN
    told = row_of(world, project)
    assert (told["灯"], told["停留天数"]) == ("绿", "400")


def test_nobody_pins_a_green_light_on_what_nobody_checked(world: World) -> None:
    project = printed_project(world)
    with pytest.raises(Refused, match="写一条跟进"):
        project.pin_colour(
            Colour.GREEN, until=TODAY, because="示例：放心", on=TODAY, by=world.by("leader")
        )
    project.pin_colour(
        Colour.RED, until=TODAY, because="示例：督办", on=TODAY, by=world.by("leader")
    )
    assert project.light_on(TODAY) is Colour.RED


@pytest.mark.parametrize(
    "asked",
    [{}, {"stage": (Stage.TALKS,)}, {"department": 1}, {"link": 1}, {"chain": "steel-pipe"}],
)
@pytest.mark.parametrize("who", ["leader", "officer"])
def test_the_untold_are_counted_without_a_look_at_the_others(
    world: World, plan_of: PlanOf, who: str, asked: dict[str, Any]
) -> None:
    wanted = ProjectFilter(**asked).wanted(TODAY, dialect_of(world.session))
    shares = [one for one in visible_shares(world.by(who).asker) if one.on_tally is not None]
    assert shares
    for share in shares:
        counting = select(func.count()).select_from(Project)
        plan = plan_of(counting.where(share.condition, *wanted, untold(TODAY)))
        assert plan.of("project"), plan.told
        assert all("ix_project_printed_" in one.index for one in plan.of("project")), plan.told
