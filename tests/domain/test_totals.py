"""Counts, sums and lights: what the kept tally says is what counting finds."""

from collections import Counter, defaultdict
from itertools import product
from typing import Any

import pytest
from sqlalchemy import select

from tests.domain.test_printed import printed_project
from tests.plans import dialect_of
from tests.world import BUREAU, INDUSTRY, TODAY, World
from tracker.domain.permissions import Can, can
from tracker.domain.project import Project
from tracker.domain.project.light_rules import UNLIT
from tracker.domain.project.tallies import Tally, counted_afresh, recount
from tracker.domain.words import Colour, Segment, Stage
from tracker.queries.project_list.counts import Count, Lanes, Total, count
from tracker.queries.project_list.filter import ProjectFilter

SEES = ("leader", "officer", "stranger", "street", "auditor", "newcomer")


def by_counting(
    world: World, seen: list[Project], asked: dict[str, Any], lanes: Lanes | None
) -> Count:
    """The same counted in plain Python, project by project."""
    cells: dict[tuple[Any, Stage], Total] = defaultdict(Total)
    colours: Counter[Colour | str | None] = Counter()
    wanted = ProjectFilter(**asked).wanted(TODAY, dialect_of(world.session))
    ids = set(world.session.scalars(select(Project.id).where(*wanted)))
    for project in (project for project in seen if project.id in ids):
        lane: Any = None
        if lanes is Lanes.DEPARTMENT:
            lane = project.owner_department_id
        elif lanes is Lanes.SEGMENT and project.chain_link:
            lane = project.chain_link.segment
        cells[lane, project.stage] += Total(1, project.amount_yuan or 0)
        is_untold = project.light_on(TODAY) is None and project.stage not in UNLIT
        colours["untold" if is_untold else project.light_on(TODAY)] += 1
    return Count(dict(cells), colours[Colour.RED], colours[Colour.YELLOW], colours["untold"])


def asked_for(world: World) -> list[dict[str, Any]]:
    return [
        {},
        {"stage": (Stage.LEAD, Stage.DROPPED)},
        {"chain": "steel-pipe"},
        {"segment": Segment.UPSTREAM},
        {"link": 0},
        {"link": world.link(Segment.MIDSTREAM).id},
        {"department": world.department(INDUSTRY).id},
        {"department": world.department(BUREAU).id, "segment": Segment.DOWNSTREAM},
        {"q": "文旅"},
        {"light": Colour.RED},
        {"min_yuan": 1},
        {"year": 2026},
        {"sort": "name", "page": "abc"},
        {"department": 999},
        {"owner": world.user("officer").id},
    ]


@pytest.mark.slow
@pytest.mark.parametrize("who", SEES)
def test_totals_are_what_counting_finds(many: World, who: str) -> None:
    printed_project(many)
    actor, projects = many.by(who), many.session.scalars(select(Project)).all()
    seen = [project for project in projects if can(actor, Can.SEE_PROJECTS, project)]
    for asked, lanes in product(asked_for(many), (None, *Lanes)):
        counted = count(ProjectFilter(**asked), many.session, actor, TODAY, lanes)
        expected = by_counting(many, seen, asked, lanes)
        assert counted == expected, (asked, lanes)
        assert counted.green == expected.green


def test_a_count_adds_up_whichever_way_it_is_cut(many: World) -> None:
    whole = count(ProjectFilter(), many.session, many.by("leader"), TODAY)
    cut = count(ProjectFilter(), many.session, many.by("leader"), TODAY, Lanes.DEPARTMENT)
    assert whole.total.projects == 33
    assert cut.total == whole.total
    assert cut.by_stage == whole.by_stage
    assert sum(cut.by_lane.values(), Total()) == whole.total


def test_the_tally_is_a_recount(many: World) -> None:
    session = many.session
    columns = (
        Tally.stage,
        Tally.owner_department_id,
        Tally.chain_link_id,
        Tally.projects,
        Tally.sum_yuan,
    )
    kept = {tuple(row) for row in session.execute(select(*columns)) if row.projects}
    afresh = {tuple(row) for row in session.execute(counted_afresh())}
    assert kept == afresh
    recount(session)
    assert {tuple(row) for row in session.execute(select(*columns))} == afresh


def test_a_sum_that_only_changes_is_booked(world: World) -> None:
    jia, leader = world.jia, world.by("leader")
    world.jia.note_amount(700_000_000, jia.amount_kind, on=TODAY, by=world.by("officer"))  # type: ignore[arg-type]
    world.session.flush()
    counted = count(ProjectFilter(), world.session, leader, TODAY)
    assert counted.by_stage[Stage.TALKS] == Total(1, 700_000_000)


def test_a_hand_over_books_the_project_to_its_new_department(world: World) -> None:
    world.jia.hand_over_to(world.user("stranger"), by=world.by("officer"), on=TODAY, because="归口")
    world.session.flush()
    counted = count(ProjectFilter(), world.session, world.by("leader"), TODAY, Lanes.DEPARTMENT)
    industry, bureau = world.department(INDUSTRY).id, world.department(BUREAU).id
    assert {lane: total.projects for lane, total in counted.by_lane.items()} == {
        industry: 2,
        bureau: 1,
    }
