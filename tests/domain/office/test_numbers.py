"""The office's own numbers: the one that holds on a day, and how it is changed."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from tests.builders.rankings import firm, ranking, share
from tests.world import TODAY, World
from tracker.domain.event import Event, EventKind
from tracker.domain.office.settings import DEFAULTS, LIMITS, Setting, number_in_force
from tracker.domain.ranking import RankingList
from tracker.domain.settings_changes import set_number
from tracker.refusal import Refused

YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)


def set_to(world: World, value: int, holds_from: date = TODAY) -> None:
    set_number(
        world.session,
        Setting.FIRST_TALK,
        value,
        holds_from=holds_from,
        by=world.by("admin"),
        on=TODAY,
    )


@pytest.mark.parametrize("key", Setting)
def test_our_own_default_holds_until_the_office_sets_one(world: World, key: Setting) -> None:
    least, most = LIMITS[key]
    assert number_in_force(world.session, key, TODAY) == DEFAULTS[key]
    assert least <= DEFAULTS[key] <= most


def test_a_number_holds_from_its_day_on_and_the_past_keeps_its_own(world: World) -> None:
    set_to(world, 30)
    set_to(world, 60, TOMORROW)
    days = (YESTERDAY, TODAY, TOMORROW)
    held = [number_in_force(world.session, Setting.FIRST_TALK, day) for day in days]
    assert held == [90, 30, 60]


def test_of_two_numbers_for_one_day_the_later_word_holds(world: World) -> None:
    set_to(world, 30)
    set_to(world, 45)
    assert number_in_force(world.session, Setting.FIRST_TALK, TODAY) == 45


def test_a_number_is_set_by_one_event_that_says_both(world: World) -> None:
    set_to(world, 30)
    world.session.flush()
    told = world.session.scalars(select(Event).order_by(Event.id.desc()).limit(1)).one()
    assert (told.kind, told.subject) == (EventKind.NUMBER_SET, "number:first-talk")
    assert (told.before["value"], told.after["value"]) == (90, 30)


@pytest.mark.parametrize("key", Setting)
def test_a_number_outside_its_limits_is_refused_in_its_own_words(
    world: World, key: Setting
) -> None:
    least, most = LIMITS[key]
    for value in (least - 1, most + 1):
        with pytest.raises(Refused, match=f"{key.label}.*{least} 到 {most}") as refusal:
            set_number(world.session, key, value, holds_from=TODAY, by=world.by("admin"), on=TODAY)
        assert list(refusal.value.fields) == ["value"]


def test_the_past_is_not_decided_anew(world: World) -> None:
    with pytest.raises(Refused, match="不能早于今天"):
        set_to(world, 30, YESTERDAY)


def test_badges_follow_a_number_that_holds_from_today_and_no_other(world: World) -> None:
    parent, jia = firm(world.session, "示例集团"), world.jia
    assert jia.firm is not None
    ranking(world.session, RankingList.PRIVATE, 2025, (90, parent))
    share(world.session, parent, jia.firm, 40)

    def set_share(percent: int, holds_from: date) -> None:
        set_number(
            world.session,
            Setting.PARENT_SHARE,
            percent,
            holds_from=holds_from,
            by=world.by("admin"),
            on=TODAY,
        )
        world.session.refresh(jia)

    set_share(30, TOMORROW)
    assert jia.tier is None
    set_share(30, TODAY)
    assert (jia.tier, jia.tier_rank) == (RankingList.PRIVATE, 90)
    set_share(45, TODAY)
    assert jia.tier is None
