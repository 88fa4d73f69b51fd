"""Who stands on a link and how much it makes: facts with a source, voided and never edited."""

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from tests.world import TODAY, World
from tracker.domain.chain import ChainLink
from tracker.domain.chain.link_facts import (
    Capacity,
    CapacityKind,
    LinkFirm,
    note_capacity,
    stand_on,
    step_off,
    void_capacity,
)
from tracker.domain.event import EventKind
from tracker.domain.firm import Firm
from tracker.domain.people.user import Actor
from tracker.domain.sentences import sentence
from tracker.domain.words import Segment
from tracker.refusal import Refused


@pytest.fixture
def heat(world: World) -> ChainLink:
    return world.link(Segment.MIDSTREAM)


@pytest.fixture
def by(world: World) -> Actor:
    return world.by("head")


@pytest.fixture
def firm(world: World) -> Firm:
    assert world.jia.firm is not None
    return world.jia.firm


def told_since(link: ChainLink, version: int) -> list[tuple[EventKind, str]]:
    found = link.chain.events_since(version, *EventKind)
    return [(one.kind, sentence(one.kind, one.before, one.after)) for one in found]


def _place(firm: Firm, link: ChainLink, by: Actor) -> LinkFirm:
    return stand_on(firm, link, since=TODAY, source="走访", does="调质", by=by, on=TODAY)


def _note(link: ChainLink, by: Actor, **more: object) -> Capacity:
    told = {"quantity": 830_000, "unit": "吨", "year": 2025, "source": "年报"} | more
    return note_capacity(link, CapacityKind.CAPACITY, by=by, on=TODAY, **told)  # type: ignore[arg-type]


def test_a_firm_stands_on_a_link_with_its_source(firm: Firm, heat: ChainLink, by: Actor) -> None:
    seen = heat.chain.version
    place = _place(firm, heat, by)
    assert (place.on, place.by_id, place.does) == (TODAY, by.id, "调质")
    assert told_since(heat, seen) == [
        (EventKind.FIRM_STOOD_ON_LINK, f"{firm.name}在“热处理”上：调质（走访）")
    ]


def test_a_firm_stands_once_on_a_link_and_again_when_it_was_voided(
    firm: Firm, heat: ChainLink, by: Actor
) -> None:
    place = _place(firm, heat, by)
    with pytest.raises(Refused, match="已经在“热处理”上了"):
        _place(firm, heat, by)
    step_off(place, by=by, on=TODAY, because="记错了")
    assert _place(firm, heat, by).id != place.id


@pytest.mark.parametrize(
    ("field", "told"),
    [("source", {"source": " "}), ("since", {"since": TODAY + timedelta(days=1)})],
)
def test_a_firm_without_source_or_from_the_future_is_refused(
    firm: Firm, heat: ChainLink, by: Actor, field: str, told: dict[str, object]
) -> None:
    sent: dict[str, object] = {"since": TODAY, "source": "走访"} | told
    with pytest.raises(Refused) as refusal:
        stand_on(firm, heat, by=by, on=TODAY, **sent)  # type: ignore[arg-type]
    assert list(refusal.value.fields) == [field]


def test_stepping_off_needs_a_reason_and_happens_once(
    session: Session, firm: Firm, heat: ChainLink, by: Actor
) -> None:
    place, seen = _place(firm, heat, by), heat.chain.version
    with pytest.raises(Refused, match="为什么作废"):
        step_off(place, by=by, on=TODAY, because="")
    step_off(place, by=by, on=TODAY, because="已经搬走")
    assert (place.is_void, place.voided_because) == (True, "已经搬走")
    assert [kind for kind, _ in told_since(heat, seen)] == [EventKind.FIRM_STEPPED_OFF_LINK]
    with pytest.raises(Refused, match="已经作废"):
        step_off(place, by=by, on=TODAY, because="再来")


def test_a_quantity_is_noted_with_year_and_source(heat: ChainLink, firm: Firm, by: Actor) -> None:
    seen = heat.chain.version
    told = _note(heat, by, firm=firm, product="调质管")
    assert (told.quantity, told.unit, told.year, told.firm_id) == (830_000, "吨", 2025, firm.id)
    assert told_since(heat, seen) == [
        (EventKind.CAPACITY_NOTED, f"“热处理”{firm.name} 2025 年产能 83 万吨（年报）")
    ]


@pytest.mark.parametrize(
    ("field", "told"),
    [("source", {"source": ""}), ("year", {"year": 2027}), ("year", {"year": 1900})],
)
def test_a_quantity_without_source_or_of_no_such_year_is_refused(
    heat: ChainLink, by: Actor, field: str, told: dict[str, object]
) -> None:
    with pytest.raises(Refused) as refusal:
        _note(heat, by, **told)
    assert list(refusal.value.fields) == [field]


def test_a_demand_may_lie_some_years_ahead(heat: ChainLink, by: Actor) -> None:
    demand = CapacityKind.DEMAND
    told = note_capacity(
        heat, demand, quantity=5, unit="台", year=2030, source="规划", by=by, on=TODAY
    )
    assert told.kind is demand
    with pytest.raises(Refused, match="2036"):
        note_capacity(
            heat, demand, quantity=5, unit="台", year=2040, source="规划", by=by, on=TODAY
        )


def test_a_wrong_quantity_is_voided_with_a_reason_and_once(heat: ChainLink, by: Actor) -> None:
    told, seen = _note(heat, by), heat.chain.version
    with pytest.raises(Refused, match="为什么作废"):
        void_capacity(told, by=by, on=TODAY, because=" ")
    void_capacity(told, by=by, on=TODAY, because="单位看错")
    assert told_since(heat, seen) == [
        (EventKind.CAPACITY_VOIDED, "作废“热处理”2025 年产能 83 万吨")
    ]
    with pytest.raises(Refused, match="已经作废"):
        void_capacity(told, by=by, on=TODAY, because="再来")
