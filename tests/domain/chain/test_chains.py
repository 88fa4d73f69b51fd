"""Chains and links: made, copied, renamed, put in and out of use; each act one event."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.world import TODAY, World
from tracker.domain.chain import Chain, ChainLink
from tracker.domain.event import Event, EventKind
from tracker.domain.people.user import Actor
from tracker.domain.sentences import sentence
from tracker.domain.words import Segment
from tracker.refusal import Refused


@pytest.fixture
def steel(world: World) -> Chain:
    return world.link(Segment.UPSTREAM).chain


@pytest.fixture
def by(world: World) -> Actor:
    return world.by("head")


@pytest.fixture
def empty(session: Session, by: Actor) -> Chain:
    return Chain.make(session, "示例文旅", by=by, on=TODAY)


def said_last(session: Session) -> tuple[EventKind, str]:
    """The newest event's kind and sentence."""
    session.flush()
    event = session.scalars(select(Event).order_by(Event.id.desc()).limit(1)).one()
    return event.kind, sentence(event.kind, event.before, event.after)


def test_a_new_chain_is_empty_out_of_use_and_addressed_by_its_pinyin(
    session: Session, empty: Chain
) -> None:
    assert (empty.slug, empty.in_use, empty.links) == ("shiliwenlv", False, [])
    assert said_last(session) == (EventKind.CHAIN_MADE, "新建产业链“示例文旅”")


def test_a_name_that_sounds_like_another_gets_a_number(session: Session, by: Actor) -> None:
    slugs = [Chain.make(session, name, by=by, on=TODAY).slug for name in ("示例", "是例", "事例")]
    assert slugs == ["shili", "shili-2", "shili-3"]
    assert Chain.make(session, "新", by=by, on=TODAY).slug == "xin"
    assert Chain.make(session, "New", by=by, on=TODAY).slug == "new-2"


@pytest.mark.parametrize("slug", ["New", "a b", "-a", "a--b", "链", "a" * 41, "new", "a/b"])
def test_an_address_that_is_none_is_refused(session: Session, by: Actor, slug: str) -> None:
    with pytest.raises(Refused, match="小写字母") as refusal:
        Chain.make(session, "示例", by=by, on=TODAY, slug=slug)
    assert list(refusal.value.fields) == ["slug"]


def test_no_two_chains_share_a_name_or_an_address(session: Session, by: Actor) -> None:
    with pytest.raises(Refused, match="已经有一条链叫“钢管及深加工”"):
        Chain.make(session, "钢管及深加工", by=by, on=TODAY)
    with pytest.raises(Refused, match="另一条链的地址"):
        Chain.make(session, "示例", by=by, on=TODAY, slug="steel-pipe")


def test_a_copy_has_the_links_in_use_and_their_feeds_and_no_facts(
    session: Session, steel: Chain, by: Actor
) -> None:
    steel.links[2].put_out_of_use(by=by, on=TODAY, because="不做了")
    copy = steel.copy_as("示例钢管二", by=by, on=TODAY)
    assert [link.name for link in copy.links] == ["炼钢制管", "热处理"]
    assert [fed.name for fed in copy.links[0].feeds] == ["热处理"]
    assert copy.links[0].feeds[0].chain_id == copy.id
    assert (copy.in_use, copy.leader_firm_id) == (False, None)
    assert said_last(session) == (
        EventKind.CHAIN_COPIED,
        "照“钢管及深加工”建产业链“示例钢管二”，2 个环节",
    )


def test_a_chain_is_renamed_once_and_under_no_name_of_another(
    session: Session, steel: Chain, empty: Chain, by: Actor
) -> None:
    assert empty.revise({"name": "示例文旅融合", "source": "区里文件"}, by=by, on=TODAY)
    assert said_last(session)[1] == "修改产业链“示例文旅融合”的名称、来源"
    assert empty.slug == "shiliwenlv"
    assert not empty.revise({"name": "示例文旅融合"}, by=by, on=TODAY)
    with pytest.raises(Refused, match="已经有一条链"):
        empty.revise({"name": steel.name}, by=by, on=TODAY)


def test_a_chain_without_links_cannot_be_put_in_use(empty: Chain, by: Actor) -> None:
    with pytest.raises(Refused, match="还没有环节"):
        empty.put_in_use(by=by, on=TODAY)
    link = empty.add_link("示例民宿", Segment.DOWNSTREAM, by=by, on=TODAY)
    empty.put_in_use(by=by, on=TODAY)
    assert empty.in_use
    with pytest.raises(Refused, match="最后一个在用的环节"):
        link.put_out_of_use(by=by, on=TODAY, because="不做了")


def test_a_chain_goes_out_of_use_with_a_reason_and_comes_back(
    session: Session, steel: Chain, by: Actor
) -> None:
    with pytest.raises(Refused, match="为什么停用"):
        steel.put_out_of_use(by=by, on=TODAY, because=" ")
    steel.put_out_of_use(by=by, on=TODAY, because="调整产业布局")
    assert not steel.in_use
    assert said_last(session) == (EventKind.CHAIN_CLOSED, "停用产业链“钢管及深加工”")
    with pytest.raises(Refused, match="已经停用"):
        steel.put_out_of_use(by=by, on=TODAY, because="再停")
    steel.put_in_use(by=by, on=TODAY)
    assert said_last(session)[0] is EventKind.CHAIN_REOPENED
    with pytest.raises(Refused, match="已经在用"):
        steel.put_in_use(by=by, on=TODAY)


def test_a_link_is_added_at_the_end_and_its_name_is_its_own(
    session: Session, steel: Chain, by: Actor
) -> None:
    link = steel.add_link("示例锯片", Segment.DOWNSTREAM, by=by, on=TODAY, words="锯片 刀具")
    assert (link.position, link.in_use, link.words) == (4, True, "锯片 刀具")
    assert said_last(session)[1] == "加环节“示例锯片”（下游）"
    with pytest.raises(Refused, match="已经有环节叫“热处理”"):
        steel.add_link("热处理", Segment.UPSTREAM, by=by, on=TODAY)


def test_a_link_is_revised_and_says_what(session: Session, steel: Chain, by: Actor) -> None:
    heat = steel.links[1]
    assert heat.revise({"products": "调质管", "name": "热处理线"}, by=by, on=TODAY)
    assert said_last(session)[1] == "修改环节“热处理”的产品、名称，改名“热处理线”"
    assert not heat.revise({"products": "调质管"}, by=by, on=TODAY)
    with pytest.raises(Refused, match="已经有环节叫“炼钢制管”"):
        heat.revise({"name": "炼钢制管"}, by=by, on=TODAY)


def test_a_link_out_of_use_keeps_its_projects_and_comes_back(
    session: Session, world: World, steel: Chain, by: Actor
) -> None:
    heat = steel.links[1]
    heat.put_out_of_use(by=by, on=TODAY, because="并入下一环")
    assert world.jia.place_words == "中游 / 热处理"
    assert heat not in steel.links_in_use
    heat.put_in_use(by=by, on=TODAY)
    assert said_last(session) == (EventKind.LINK_REOPENED, "启用环节“热处理”")


ACTS: list[Callable[[Chain, Actor], Any]] = [
    lambda chain, by: chain.revise({"source": "示例"}, by=by, on=TODAY),
    lambda chain, by: chain.add_link("示例", Segment.UPSTREAM, by=by, on=TODAY),
    lambda chain, by: chain.links[0].revise({"products": "示例"}, by=by, on=TODAY),
    lambda chain, by: chain.links[0].put_out_of_use(by=by, on=TODAY, because="示例"),
    lambda chain, by: chain.links[1].feed(chain.links[2], by=by, on=TODAY),
    lambda chain, by: chain.links[0].stop_feeding(chain.links[1], by=by, on=TODAY),
    lambda chain, by: chain.put_out_of_use(by=by, on=TODAY, because="示例"),
]


@pytest.mark.parametrize("act", ACTS)
def test_each_act_is_one_event_and_raises_the_version_by_one(
    session: Session, steel: Chain, by: Actor, act: Callable[[Chain, Actor], Any]
) -> None:
    before = steel.version
    act(steel, by)
    assert steel.version == before + 1
    (event,) = steel.events_since(before, *EventKind)
    assert (event.version, event.by_id) == (steel.version, by.id)
    assert sentence(event.kind, event.before, event.after)


def test_what_was_missed_is_told_oldest_first_and_only_of_the_kinds_asked_for(
    steel: Chain, empty: Chain, by: Actor
) -> None:
    seen = steel.version
    steel.add_link("示例一", Segment.UPSTREAM, by=by, on=TODAY)
    empty.add_link("示例二", Segment.UPSTREAM, by=by, on=TODAY)
    steel.revise({"source": "示例"}, by=by, on=TODAY)
    missed = [event.kind for event in steel.events_since(seen, *EventKind)]
    assert missed == [EventKind.LINK_ADDED, EventKind.CHAIN_REVISED]
    assert steel.events_since(seen, EventKind.LINK_REVISED) == []
    assert steel.events_since(steel.version, *EventKind) == []


def test_the_links_of_one_chain_are_not_those_of_another(
    session: Session, steel: Chain, empty: Chain, by: Actor
) -> None:
    other = empty.add_link("示例民宿", Segment.DOWNSTREAM, by=by, on=TODAY)
    with pytest.raises(Refused, match="同一条链"):
        steel.links[0].feed(other, by=by, on=TODAY)
    assert session.scalar(select(ChainLink.id).where(ChainLink.name == "示例民宿")) == other.id
