"""A filter pinned under a name of one's own."""

import pytest
from sqlalchemy import select

from tests.world import TODAY, World
from tracker.domain.event import Event, EventKind
from tracker.domain.office.saved_view import (
    LONGEST_ADDRESS,
    VIEWS_AT_MOST,
    SavedView,
    drop_view,
    pin_view,
)
from tracker.refusal import Refused


def pinned(world: World, name: str, who: str = "leader", arguments: str = "light=red") -> SavedView:
    return pin_view(
        world.session, name, page="board", arguments=arguments, by=world.by(who), on=TODAY
    )


def last_event(world: World) -> Event:
    return world.session.scalars(select(Event).order_by(Event.id.desc()).limit(1)).one()


def test_a_view_is_kept_recorded_and_forgotten(world: World) -> None:
    view = pinned(world, "红灯")
    world.session.commit()
    assert (view.page, view.arguments) == ("board", "light=red")
    assert last_event(world).kind is EventKind.VIEW_SAVED
    drop_view(world.session, view, by=world.by("leader"), on=TODAY)
    world.session.commit()
    assert world.session.scalars(select(SavedView)).all() == []
    assert last_event(world).before["name"] == "红灯"


def test_a_name_is_taken_for_oneself_alone(world: World) -> None:
    pinned(world, "红灯")
    with pytest.raises(Refused) as refusal:
        pinned(world, "红灯")
    assert list(refusal.value.fields) == ["name"]
    assert pinned(world, "红灯", "officer").id


def test_views_and_their_addresses_have_an_end(world: World) -> None:
    for number in range(VIEWS_AT_MOST):
        pinned(world, f"视图{number}")
    with pytest.raises(Refused, match="最多"):
        pinned(world, "再一个")
    with pytest.raises(Refused, match="太长"):
        pinned(world, "长", "officer", "q=" + "x" * LONGEST_ADDRESS)
