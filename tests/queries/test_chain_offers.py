"""Where a project may be placed, and by what a list may be narrowed: chains in and out of use."""

from sqlalchemy.orm import Session

from tests.world import TODAY, World
from tracker.domain.chain import Chain
from tracker.domain.words import Segment
from tracker.queries.project_list.choices import choices
from tracker.queries.project_list.offered_links import offered_links

STEEL = [("1", "上游 / 炼钢制管"), ("2", "中游 / 热处理"), ("3", "下游 / 石油管应用")]


def _second_chain(world: World, *, in_use: bool = True) -> Chain:
    by = world.by("head")
    chain = Chain.make(world.session, "示例文旅", by=by, on=TODAY, slug="tourism")
    chain.add_link("示例民宿", Segment.UPSTREAM, by=by, on=TODAY)
    if in_use:
        chain.put_in_use(by=by, on=TODAY)
    world.session.flush()
    return chain


def test_the_links_of_the_only_chain_are_offered_from_up_to_downstream(session: Session) -> None:
    assert offered_links(session) == STEEL


def test_a_link_is_called_by_its_chain_where_there_are_several(world: World) -> None:
    _second_chain(world)
    labels = [label for _, label in offered_links(world.session)]
    assert labels[0] == "钢管及深加工 · 上游 / 炼钢制管"
    assert labels[-1] == "示例文旅 · 上游 / 示例民宿"


def test_what_is_out_of_use_is_not_offered_but_to_whom_it_has_already(world: World) -> None:
    by, heat = world.by("head"), world.link(Segment.MIDSTREAM)
    _second_chain(world, in_use=False)
    heat.put_out_of_use(by=by, on=TODAY, because="调整")
    assert offered_links(world.session) == [STEEL[0], STEEL[2]]
    assert offered_links(world.session, heat.id) == STEEL
    heat.chain.put_out_of_use(by=by, on=TODAY, because="调整")
    assert offered_links(world.session) == []
    assert offered_links(world.session, heat.id) == [STEEL[1]]


def test_a_list_can_be_narrowed_to_what_is_out_of_use_but_not_to_empty_names(
    world: World,
) -> None:
    by, heat = world.by("head"), world.link(Segment.MIDSTREAM)
    Chain.make(world.session, "示例空链", by=by, on=TODAY)
    heat.put_out_of_use(by=by, on=TODAY, because="调整")
    heat.chain.put_out_of_use(by=by, on=TODAY, because="调整")
    world.session.flush()
    offered = choices(world.session, world.by("leader"))
    assert offered["link"] == STEEL
    assert offered["chain"] == [("steel-pipe", "钢管及深加工")]


def test_links_of_several_chains_stand_chain_by_chain_in_the_filter_of_a_list(world: World) -> None:
    _second_chain(world)
    offered = choices(world.session, world.by("leader"))
    assert [label for _, label in offered["link"]] == [
        "钢管及深加工 · 上游 / 炼钢制管",
        "钢管及深加工 · 中游 / 热处理",
        "钢管及深加工 · 下游 / 石油管应用",
        "示例文旅 · 上游 / 示例民宿",
    ]
