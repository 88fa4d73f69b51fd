"""The map of a chain: what stands on each link, counted as the ledger counts it."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from tests.builders import samples
from tests.plans import PlansOf
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
from tracker.queries.chain_map.chain_map import ChainMap, read_map, read_maps
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
    samples.project_at(world, Stage.DROPPED, chain_link=link, name="示例走了")
    assert [gap.kind for gap in _link(world, Segment.DOWNSTREAM).gaps] == [GapKind.NOBODY]
    samples.project_at(world, Stage.SIGNED, chain_link=link, name="示例签了")
    assert _link(world, Segment.DOWNSTREAM).gaps == ()


def test_a_light_that_a_leader_has_pinned_is_counted_as_it_shows(world: World) -> None:
    link = world.link(Segment.DOWNSTREAM)
    for number, colour in enumerate((Colour.RED, Colour.YELLOW, Colour.YELLOW)):
        project = samples.project_at(world, Stage.PRODUCING, chain_link=link, name=f"示例{number}")
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
    samples.project(world, "示例别链", chain_link=copy.links[1])
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
        samples.project(world, f"示例{number}", chain_link=link)
    session.flush()
    with counted_queries() as many:
        read_map(session, STEEL, asked, leader, TODAY)
    assert len(many) == len(few) <= 9


@pytest.mark.parametrize("who", ["leader", "officer"])
def test_a_map_is_counted_from_the_tally_and_from_indexes_that_hold_all_that_is_asked(
    world: World, plans_of: PlansOf, who: str
) -> None:
    by = world.by(who)
    plans = plans_of(lambda: read_map(world.session, STEEL, ProjectFilter(), by, TODAY))
    assert any(plan.of("tally") for plan in plans)
    (lighting,) = (plan for plan in plans if plan.of("project") and not plan.of("tally"))
    printed, lit = (
        [one for one in lighting.of("project") if ("_printed_" in one.index) is is_printed]
        for is_printed in (True, False)
    )
    assert (len(lit), len(printed)) == (2, 1), lighting.told
    assert all(one.is_covered and not one.is_whole for one in lit), lighting.told


@pytest.mark.parametrize("who", ["leader", "officer", "street"])
def test_the_rows_of_a_map_are_found_by_indexes(world: World, plans_of: PlansOf, who: str) -> None:
    by = world.by(who)
    for plan in plans_of(lambda: read_map(world.session, STEEL, ProjectFilter(), by, TODAY)):
        assert not plan.walked & {"project", "chain", "firm", "capacity", "link_firm", "target"}
