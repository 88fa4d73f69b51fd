"""What feeds what: no link feeds itself, not in one step nor in many."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from tests.world import TODAY, World
from tracker.domain.chain import Chain, ChainLink
from tracker.domain.chain.link import way_between
from tracker.domain.event import EventKind
from tracker.domain.people.user import Actor
from tracker.domain.words import Segment
from tracker.refusal import Refused

NAMES = "甲乙丙丁戊"


@pytest.fixture
def by(world: World) -> Actor:
    return world.by("head")


@pytest.fixture
def links(session: Session, by: Actor) -> list[ChainLink]:
    """Five links of a chain of their own, without a feed."""
    chain = Chain.make(session, "示例链", by=by, on=TODAY)
    return [chain.add_link(name, Segment.MIDSTREAM, by=by, on=TODAY) for name in NAMES]


def test_a_feed_is_joined_and_parted(links: list[ChainLink], by: Actor) -> None:
    one, two, *_ = links
    seen = one.chain.version
    one.feed(two, by=by, on=TODAY)
    assert one.feeds == [two]
    one.stop_feeding(two, by=by, on=TODAY)
    assert one.feeds == []
    told = one.chain.events_since(seen, *EventKind)
    assert [event.kind for event in told] == [EventKind.FEED_JOINED, EventKind.FEED_PARTED]


def test_a_link_does_not_feed_itself(links: list[ChainLink], by: Actor) -> None:
    with pytest.raises(Refused, match="“甲”不能供给自己"):
        links[0].feed(links[0], by=by, on=TODAY)


def test_what_is_joined_already_or_not_at_all_is_said(links: list[ChainLink], by: Actor) -> None:
    links[0].feed(links[1], by=by, on=TODAY)
    with pytest.raises(Refused, match="“甲”已经供给“乙”了"):
        links[0].feed(links[1], by=by, on=TODAY)
    with pytest.raises(Refused, match="“乙”没有供给“甲”"):
        links[1].stop_feeding(links[0], by=by, on=TODAY)


def test_a_circle_is_refused_with_the_way_round(links: list[ChainLink], by: Actor) -> None:
    for here, there in pairwise(links):
        here.feed(there, by=by, on=TODAY)
    with pytest.raises(Refused, match="会绕成一圈：丙 → 甲 → 乙 → 丙。请先断开其中一段。"):
        links[2].feed(links[0], by=by, on=TODAY)
    assert links[2].feeds == [links[3]]


def test_the_way_round_is_the_shortest(links: list[ChainLink], by: Actor) -> None:
    for here, there in ((0, 1), (1, 2), (2, 3), (0, 3)):
        links[here].feed(links[there], by=by, on=TODAY)
    assert [link.name for link in way_between(links[0], links[3])] == ["甲", "丁"]


STEPS = st.lists(st.tuples(st.booleans(), st.integers(0, 4), st.integers(0, 4)), max_size=25)


@given(STEPS)
def test_no_sequence_of_joining_and_parting_makes_a_circle(
    session: Session, links: list[ChainLink], by: Actor, steps: list[tuple[bool, int, int]]
) -> None:
    feeds: set[tuple[int, int]] = set()
    for link in links:
        for fed in list(link.feeds):
            link.stop_feeding(fed, by=by, on=TODAY)
    for is_joined, here, there in steps:
        act = links[here].feed if is_joined else links[here].stop_feeding
        try:
            act(links[there], by=by, on=TODAY)
        except Refused:
            would_circle = here == there or _leads(feeds, there, here)
            is_there = (here, there) in feeds
            assert (is_there or would_circle) if is_joined else not is_there
            continue
        (feeds.add if is_joined else feeds.remove)((here, there))
    session.flush()
    session.expire_all()
    found = {(here, links.index(fed)) for here in range(5) for fed in links[here].feeds}
    assert found == feeds
    assert not any(_leads(feeds, there, here) for here, there in feeds)


def _leads(feeds: set[tuple[int, int]], start: int, end: int) -> bool:
    """Whether one comes from start to end along the feeds."""
    reached, grown = {start}, {start}
    while grown:
        grown = {there for here, there in feeds if here in grown} - reached
        reached |= grown
    return end in reached
