"""Whose a firm is: shares from a day on, never more than the whole, never in a circle."""

from datetime import date

import pytest

from tests.builders import firms, samples
from tests.world import TODAY, World
from tracker.domain.event import EventKind
from tracker.domain.firm import Firm
from tracker.domain.firm.shareholdings import Shareholding, percent
from tracker.domain.ranking_matching.project_badges import hold_share, void_share
from tracker.refusal import Refused

EARLIER, LATER = date(2020, 1, 1), date(2024, 7, 1)


def hold(
    world: World, parent: Firm, firm: Firm, share_bp: int, since: date = EARLIER
) -> Shareholding:
    return hold_share(
        parent, firm, share_bp, since=since, source=firms.SOURCE, by=world.by("officer"), on=TODAY
    )


def three(world: World) -> tuple[Firm, Firm, Firm]:
    one, two, other = (firms.firm(world, f"示例{name}") for name in "甲乙丙")
    return one, two, other


def test_a_share_is_told_with_its_day_and_its_source(world: World) -> None:
    parent, firm, _ = three(world)
    hold(world, parent, firm, 5100)
    told = firms.last_event(world)
    assert (told.kind, told.subject) == (EventKind.FIRM_SHARE_HELD, firm.subject)
    assert told.after["since"] == "2020-01-01"
    assert firm.shares_on(EARLIER) == {parent.id: 5100}
    assert firm.shares_on(date(2019, 12, 31)) == {}


def test_the_newest_share_of_a_parent_holds_and_nothing_ends_it(world: World) -> None:
    parent, firm, other = three(world)
    hold(world, parent, firm, 10_000)
    with pytest.raises(Refused, match="110%"), world.session.begin_nested():
        hold(world, other, firm, 1000, LATER)
    hold(world, parent, firm, 0, LATER)
    assert firm.shares_on(LATER) == {}
    assert firm.shares_on(EARLIER) == {parent.id: 10_000}


def test_more_than_the_whole_on_a_later_day_is_refused_too(world: World) -> None:
    parent, firm, other = three(world)
    hold(world, parent, firm, 6000, LATER)
    with pytest.raises(Refused, match="2024-07-01 起各家持股合计 120%"):
        hold(world, other, firm, 6000, EARLIER)


def test_a_whole_that_two_hold_is_no_more_than_the_whole(world: World) -> None:
    parent, firm, other = three(world)
    hold(world, parent, firm, 6667)
    hold(world, other, firm, 3333)
    assert sum(firm.shares_on(TODAY).values()) == 10_000


def test_a_firm_is_not_its_own_parent(world: World) -> None:
    parent, firm, other = three(world)
    with pytest.raises(Refused, match="自己的母公司"):
        hold(world, parent, parent, 100)
    hold(world, parent, firm, 6000)
    hold(world, firm, other, 6000)
    with pytest.raises(Refused, match="绕成了圈"):
        hold(world, other, parent, 6000)


def test_what_was_sold_makes_no_circle(world: World) -> None:
    parent, firm, _ = three(world)
    hold(world, parent, firm, 6000)
    hold(world, parent, firm, 0, LATER)
    hold(world, firm, parent, 6000, LATER)
    assert parent.shares_on(TODAY) == {firm.id: 6000}


@pytest.mark.parametrize("share_bp", [-1, 10_001])
def test_a_share_lies_within_the_whole(world: World, share_bp: int) -> None:
    parent, firm, _ = three(world)
    with pytest.raises(Refused, match="0 到 100"):
        hold(world, parent, firm, share_bp)


def test_a_share_without_a_source_or_told_twice_is_refused(world: World) -> None:
    parent, firm, _ = three(world)
    with pytest.raises(Refused, match="依据"):
        parent.hold_share_of(firm, 100, on=TODAY, by=world.by("officer"), source=" ")
    hold(world, parent, firm, 100)
    with pytest.raises(Refused, match="已经记过"):
        hold(world, parent, firm, 100)


def test_a_struck_out_share_gives_the_one_before_again(world: World) -> None:
    parent, firm, _ = three(world)
    hold(world, parent, firm, 5100)
    wrong = hold(world, parent, firm, 6000, LATER)
    void_share(firm, wrong, because="看错了", by=world.by("officer"), on=TODAY)
    assert firm.shares_on(TODAY) == {parent.id: 5100}
    assert firms.last_event(world).kind is EventKind.FIRM_SHARE_VOIDED
    with pytest.raises(Refused, match="已经作废"):
        void_share(firm, wrong, because="再来", by=world.by("officer"), on=TODAY)


def test_a_sale_is_not_struck_out_when_others_have_bought(world: World) -> None:
    parent, firm, other = three(world)
    hold(world, parent, firm, 6000)
    sold = hold(world, parent, firm, 0, LATER)
    hold(world, other, firm, 6000, LATER)
    with pytest.raises(Refused, match="120%"):
        void_share(firm, sold, because="没卖", by=world.by("officer"), on=TODAY)


def test_a_parent_on_a_list_gives_its_child_the_badge_and_takes_it_along(world: World) -> None:
    parent, firm, _ = three(world)
    firms.ranked(world, parent, 88)
    project = samples.project(world, firm=firm)
    held = hold(world, parent, firm, 5100)
    world.session.refresh(project)
    assert project.tier_words == "民企 88"
    void_share(firm, held, because="记错", by=world.by("officer"), on=TODAY)
    world.session.refresh(project)
    assert project.tier_words == ""


@pytest.mark.parametrize(("share_bp", "said"), [(5100, "51%"), (3333, "33.33%"), (0, "0%")])
def test_a_share_is_said_as_a_percentage(share_bp: int, said: str) -> None:
    assert percent(share_bp) == said
