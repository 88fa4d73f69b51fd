"""The map of a chain: what stands on each link, counted as the ledger counts it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from tests import make
from tests.queries import counted_queries
from tests.world import TODAY, World
from tracker.domain.chain import Chain
from tracker.domain.chain.gaps import GapKind
from tracker.domain.chain.link_facts import (
    CapacityKind,
    note_capacity,
    stand_on,
    step_off,
    void_capacity,
)
from tracker.domain.firm import Firm
from tracker.domain.words import Colour, Segment, Stage
from tracker.queries.chain_map import link_counts
from tracker.queries.chain_map.chain_map import ChainMap, read_map, read_maps
from tracker.queries.chain_map.map_rows import _asking
from tracker.queries.project_list.counts import count
from tracker.queries.project_list.filter import ProjectFilter

STEEL = "steel-pipe"
ASKED = [
    ProjectFilter(),
    ProjectFilter(stage=(Stage.TALKS, Stage.SIGNED)),
    ProjectFilter(department=1),
    ProjectFilter(segment=Segment.MIDSTREAM),
    ProjectFilter(light=Colour.RED),
    ProjectFilter(light=Colour.YELLOW),
    ProjectFilter(q="钢管"),
    ProjectFilter(min_yuan=10_000),
]


def _map(world: World, who: str = "leader", asked: ProjectFilter | None = None) -> ChainMap:
    found = read_map(world.session, STEEL, asked or ProjectFilter(), world.by(who), TODAY)
    assert found is not None
    return found


def _link(world: World, segment: Segment = Segment.MIDSTREAM, who: str = "leader") -> Any:
    (link,) = _map(world, who).of(segment)
    return link


@pytest.mark.parametrize("who", ["leader", "officer", "stranger", "street", "auditor"])
@pytest.mark.parametrize("asked", ASKED, ids=lambda asked: str(asked.to_args()))
def test_every_count_sum_and_light_is_what_the_ledger_counts(
    many: World, who: str, asked: ProjectFilter
) -> None:
    by, found = many.by(who), _map(many, who, asked)
    for link in found.links:
        if asked.segment in (None, link.segment):
            own = ProjectFilter(**{**_as_dict(asked), "link": link.id})
            expected = count(own, many.session, by, TODAY)
            assert link.count.by_stage == expected.by_stage, link.name
            lights = (link.count.red, link.count.yellow, link.count.green)
            assert lights == (expected.red, expected.yellow, expected.green), link.name
    whole = count(ProjectFilter(**{**_as_dict(asked), "chain": STEEL}), many.session, by, TODAY)
    assert found.count.total == whole.total


def _as_dict(asked: ProjectFilter) -> dict[str, Any]:
    return {
        name: getattr(asked, name)
        for name in ("stage", "department", "segment", "light", "q", "min_yuan")
    }


def test_firms_quantities_and_feeds_stand_on_their_links(world: World) -> None:
    link, firm, by = world.link(Segment.MIDSTREAM), world.jia.firm, world.by("head")
    assert firm is not None
    stand_on(firm, link, since=TODAY, source="走访", does="调质", by=by, on=TODAY)
    note_capacity(
        link,
        CapacityKind.CAPACITY,
        quantity=830_000,
        unit="吨",
        year=2025,
        source="走访",
        firm=firm,
        by=by,
        on=TODAY,
    )
    link.chain.revise({"leader_firm_id": firm.id}, by=by, on=TODAY)
    found = _link(world)
    (stander,) = found.firms
    assert (stander.firm, stander.does, stander.is_leader) == (firm.name, "调质", True)
    assert found.capacity["吨"].quantity == 830_000
    assert [_map(world).link(one).name for one in found.fed_by] == ["炼钢制管"]
    assert (_map(world).firms, _map(world).leader) == (1, firm.name)


def test_a_firm_that_two_entries_were_merged_into_stands_once(world: World) -> None:
    link, firm, by = world.link(Segment.MIDSTREAM), world.jia.firm, world.by("head")
    assert firm is not None
    for name in ("示例甲厂", "示例乙厂"):
        other = Firm.called(name)
        world.session.add(other)
        place = stand_on(other, link, since=TODAY, source=name, by=by, on=TODAY)
        place.firm = firm
    world.session.flush()
    assert [one.source for one in _link(world).firms] == ["示例甲厂"]


def test_what_is_void_is_on_the_map_no_longer(world: World) -> None:
    link, firm, by = world.link(Segment.MIDSTREAM), world.jia.firm, world.by("head")
    assert firm is not None
    place = stand_on(firm, link, since=TODAY, source="走访", by=by, on=TODAY)
    told = note_capacity(
        link, CapacityKind.DEMAND, quantity=10, unit="台", year=2026, source="走访", by=by, on=TODAY
    )
    step_off(place, by=by, on=TODAY, because="看错了")
    void_capacity(told, by=by, on=TODAY, because="看错了")
    found = _link(world)
    assert (found.firms, found.capacity, found.demand) == ((), {}, {})


def test_gaps_are_judged_by_all_that_one_sees_whatever_the_filter(world: World) -> None:
    talks = ProjectFilter(stage=(Stage.TALKS,))
    for asked in (ProjectFilter(), talks, ProjectFilter(q="没有这个词")):
        (link,) = _map(world, asked=asked).of(Segment.MIDSTREAM)
        assert [gap.kind for gap in link.gaps] == [GapKind.ONLY_TALKS]
    (unseen,) = _map(world, "stranger").of(Segment.MIDSTREAM)
    assert [gap.kind for gap in unseen.gaps] == [GapKind.NOBODY]


def test_a_project_that_is_signed_or_finished_closes_the_gap_one_that_left_does_not(
    world: World,
) -> None:
    link = world.link(Segment.DOWNSTREAM)
    make.project_at(world, Stage.DROPPED, chain_link=link, name="示例走了")
    assert [gap.kind for gap in _link(world, Segment.DOWNSTREAM).gaps] == [GapKind.NOBODY]
    make.project_at(world, Stage.SIGNED, chain_link=link, name="示例签了")
    assert _link(world, Segment.DOWNSTREAM).gaps == ()


def test_a_light_that_a_leader_has_pinned_is_counted_as_it_shows(world: World) -> None:
    link = world.link(Segment.DOWNSTREAM)
    for number, colour in enumerate((Colour.RED, Colour.YELLOW, Colour.YELLOW)):
        project = make.project_at(world, Stage.PRODUCING, chain_link=link, name=f"示例{number}")
        project.pin_colour(
            colour,
            until=TODAY + timedelta(days=9),
            because="盯紧",
            on=TODAY,
            by=world.by("leader"),
        )
    found = _link(world, Segment.DOWNSTREAM)
    expected = count(ProjectFilter(link=link.id), world.session, world.by("leader"), TODAY)
    assert (found.count.red, found.count.yellow) == (expected.red, expected.yellow) == (1, 2)


def test_a_link_out_of_use_lacks_nothing_and_feeds_nobody(world: World) -> None:
    by, chain = world.by("head"), world.link(Segment.UPSTREAM).chain
    for link, quantity in ((chain.links[0], 150), (chain.links[1], 83)):
        note_capacity(
            link,
            CapacityKind.CAPACITY,
            quantity=quantity,
            unit="吨",
            year=2025,
            source="走访",
            by=by,
            on=TODAY,
        )
    assert GapKind.SHORT_OF_FEED in {gap.kind for gap in _link(world).gaps}
    chain.links[0].put_out_of_use(by=by, on=TODAY, because="合并")
    assert GapKind.SHORT_OF_FEED not in {gap.kind for gap in _link(world).gaps}
    assert _link(world, Segment.UPSTREAM).gaps == ()


def test_every_chain_is_read_and_one_that_is_not_there_is_none(world: World) -> None:
    Chain.make(world.session, "示例空链", by=world.by("head"), on=TODAY)
    steel, empty = read_maps(world.session, world.by("leader"), TODAY)
    assert (steel.slug, len(steel.links), steel.count.total.projects) == (STEEL, 3, 1)
    assert (empty.name, empty.links, empty.in_use) == ("示例空链", (), False)
    asked = ProjectFilter()
    found = read_map(world.session, empty.slug, asked, world.by("leader"), TODAY)
    assert found is not None
    assert (found.name, found.links) == (empty.name, ())
    assert read_map(world.session, "no-such", asked, world.by("leader"), TODAY) is None


def test_two_chains_keep_to_themselves(world: World) -> None:
    copy = world.link(Segment.UPSTREAM).chain.copy_as("示例复制", by=world.by("head"), on=TODAY)
    make.project(world, "示例别链", chain_link=copy.links[1])
    assert _map(world).count.total.projects == 1
    other = read_map(world.session, copy.slug, ProjectFilter(), world.by("leader"), TODAY)
    assert other is not None
    assert other.count.total.projects == 1
    assert [one.name for one in other.named(other.links[0].feeds)] == ["热处理"]


@pytest.mark.parametrize("asked", [ProjectFilter(), ProjectFilter(light=Colour.RED)])
def test_queries_do_not_grow_with_links_firms_and_projects(
    world: World, session: Session, asked: ProjectFilter
) -> None:
    chain, by, firm = world.link(Segment.UPSTREAM).chain, world.by("head"), world.jia.firm
    leader = world.by("leader")
    session.flush()
    with counted_queries() as few:
        read_map(session, STEEL, asked, leader, TODAY)
    for number in range(5):
        link = chain.add_link(f"示例{number}", Segment.UPSTREAM, by=by, on=TODAY)
        assert firm is not None
        stand_on(firm, link, since=TODAY, source="走访", by=by, on=TODAY)
        make.project(world, f"示例{number}", chain_link=link)
    session.flush()
    with counted_queries() as many:
        read_map(session, STEEL, asked, leader, TODAY)
    assert len(many) == len(few) <= 9


@pytest.mark.parametrize("who", ["leader", "officer"])
def test_lights_are_a_stretch_of_an_index_that_holds_all_that_is_asked(
    world: World, plan_of: Callable[[Any], list[str]], who: str
) -> None:
    by, asked = world.by(who), ProjectFilter(chain=STEEL)
    steps = [
        step
        for step in plan_of(link_counts._lighting(asked, by, TODAY, "sqlite"))
        if step.startswith(("SCAN project", "SEARCH project"))
    ]
    few, lit = (
        [step for step in steps if ("ix_project_printed_" in step) is is_printed]
        for is_printed in (True, False)
    )
    assert (len(lit), len(few)) in ((0, 0), (2, 1))
    assert all("COVERING INDEX" in step for step in lit), steps


def test_nobody_counts_by_walking_through_the_projects(
    world: World, plan_of: Callable[[Any], list[str]]
) -> None:
    for who in ("leader", "officer", "street"):
        for asked in (ProjectFilter(chain=STEEL), ProjectFilter()):
            plan = plan_of(link_counts._counting(asked, world.by(who).asker, TODAY, "sqlite"))
            assert not [step for step in plan if step.startswith("SCAN project")]


def test_the_rows_of_a_map_are_found_by_indexes(
    world: World, plan_of: Callable[[Any], list[str]]
) -> None:
    walked = {"SCAN chain", "SCAN firm", "SCAN capacity", "SCAN link_firm", "SCAN target"}
    for one in _asking(True, world.by("officer").asker):
        steps = plan_of(replace(one, values=one.values | {"slug": STEEL}))
        assert not [step for step in steps if step in walked and "INDEX" not in step]
