"""A blocker's life: raised, assigned, closed, reopened."""

from datetime import date, timedelta

import pytest

from tests.world import INDUSTRY, STREET, TODAY, World
from tracker.domain.blocker import Blocker
from tracker.domain.clocks import Reason
from tracker.domain.event import EventKind
from tracker.domain.refusal import Refused
from tracker.domain.words import BlockerKind, BlockerState

TOMORROW, YESTERDAY = TODAY + timedelta(days=1), TODAY - timedelta(days=1)
DUE = date(2026, 6, 22)


def raised(world: World, **more: object) -> Blocker:
    return world.jia.raise_blocker(
        BlockerKind.LAND, "红线未定", on=TODAY, by=world.by("officer"), **more
    )  # type: ignore[arg-type]


def test_a_blocker_waits_to_be_assigned(world: World) -> None:
    blocker = raised(world, wanted="市里协调")
    world.session.commit()
    assert (blocker.state, blocker.due_on, blocker.is_open) == (BlockerState.RAISED, None, True)
    assert (world.jia.open_blockers, world.jia.blocker_due_on) == (1, None)
    event = world.jia.events_since(0)[-1]
    assert (event.kind, event.subject) == (EventKind.BLOCKER_RAISED, f"blocker:{blocker.id}")
    assert event.after == {
        "kind": "land", "what": "红线未定", "department": None, "due_on": None,
    }  # fmt: skip


def test_with_department_and_deadline_it_is_assigned_in_the_same_breath(world: World) -> None:
    blocker = raised(world, department=world.department(STREET), due_on=TOMORROW)
    assert blocker.state is BlockerState.ASSIGNED
    assert world.jia.blocker_due_on == TOMORROW
    assert world.jia.red_reason is Reason.BLOCKER


WRONG = {
    "a deadline that is past": ({"due_on": YESTERDAY}, "due_on"),
    "a deadline without a department": ({"due_on": TOMORROW}, "department"),
    "a department without a deadline": ({"where": STREET}, "due_on"),
}


@pytest.mark.parametrize(("given", "field"), WRONG.values(), ids=WRONG)
def test_a_blocker_is_not_raised_with(world: World, given: dict[str, object], field: str) -> None:
    more = dict(given)
    if where := more.pop("where", None):
        more["department"] = world.department(str(where))
    before = world.jia.version
    with pytest.raises(Refused) as refusal:
        raised(world, **more)
    assert list(refusal.value.fields) == [field]
    assert (world.jia.version, world.jia.open_blockers) == (before, 0)


def test_nothing_is_assigned_to_a_department_out_of_use(world: World) -> None:
    street = world.department(STREET)
    street.in_use = False
    with pytest.raises(Refused, match="已停用"):
        raised(world, department=street, due_on=TOMORROW)


def test_an_open_blocker_is_handed_to_another_department(world: World) -> None:
    bing, blocker, colleague = world.bing, world.blocker, world.by("colleague")
    bing.assign_blocker(
        blocker, world.department(INDUSTRY), due_on=TOMORROW, on=TODAY, by=colleague
    )
    world.session.commit()
    assert (blocker.state, blocker.due_on) == (BlockerState.ASSIGNED, TOMORROW)
    assert bing.blocker_due_on == TOMORROW
    event = bing.events_since(0)[-1]
    assert event.kind is EventKind.BLOCKER_ASSIGNED
    assert event.before == {
        "department_id": world.department(STREET).id, "due_on": DUE.isoformat(),
    }  # fmt: skip


def test_a_blocker_is_not_assigned_to_a_day_that_is_past(world: World) -> None:
    with pytest.raises(Refused) as refusal:
        world.bing.assign_blocker(
            world.blocker, world.department(INDUSTRY), due_on=YESTERDAY, on=TODAY,
            by=world.by("colleague"),
        )  # fmt: skip
    assert list(refusal.value.fields) == ["due_on"]
    assert world.blocker.due_on == DUE


def test_a_closed_blocker_says_how_and_no_longer_turns_the_light(world: World) -> None:
    bing, blocker, street = world.bing, world.blocker, world.by("street")
    bing.close_blocker(blocker, outcome="腾出 320 个车位", on=TODAY, by=street)
    world.session.commit()
    assert (blocker.state, blocker.closed_on) == (BlockerState.CLOSED, TODAY)
    assert (bing.open_blockers, bing.blocker_due_on) == (0, None)
    assert Reason.BLOCKER not in {turn.reason for turn in bing.turns()}
    event = bing.events_since(0)[-1]
    assert (event.kind, event.by_id) == (EventKind.BLOCKER_CLOSED, street.id)


@pytest.mark.parametrize(
    ("outcome", "on", "field"),
    [(" ", TODAY, "outcome"), ("好了", date(2026, 5, 31), "on")],
    ids=["without saying how", "before it was raised"],
)
def test_a_blocker_is_not_closed(world: World, outcome: str, on: date, field: str) -> None:
    with pytest.raises(Refused) as refusal:
        world.bing.close_blocker(world.blocker, outcome=outcome, on=on, by=world.by("street"))
    assert list(refusal.value.fields) == [field]
    assert world.blocker.is_open


def test_a_closed_blocker_is_neither_closed_again_nor_assigned(world: World) -> None:
    bing, blocker, by = world.bing, world.blocker, world.by("colleague")
    bing.close_blocker(blocker, outcome="好了", on=TODAY, by=by)
    with pytest.raises(Refused, match="已经销号"):
        bing.close_blocker(blocker, outcome="又好了", on=TODAY, by=by)
    with pytest.raises(Refused, match="先退回"):
        bing.assign_blocker(blocker, world.department(STREET), due_on=TOMORROW, on=TODAY, by=by)


def test_a_closed_blocker_is_sent_back_with_a_reason_and_a_new_deadline(world: World) -> None:
    bing, blocker, by = world.bing, world.blocker, world.by("colleague")
    bing.close_blocker(blocker, outcome="好了", on=TODAY, by=by)
    with pytest.raises(Refused) as refusal:
        bing.reopen_blocker(blocker, because=" ", on=TODAY, by=by)
    assert list(refusal.value.fields) == ["because"]
    with pytest.raises(Refused) as refusal:
        bing.reopen_blocker(blocker, because="没好", on=TODAY, by=by, due_on=YESTERDAY)
    assert list(refusal.value.fields) == ["due_on"]
    bing.reopen_blocker(blocker, because="没好", on=TODAY, by=by, due_on=TOMORROW)
    world.session.commit()
    assert (blocker.state, blocker.closed_on, blocker.due_on) == (
        BlockerState.REOPENED, None, TOMORROW,
    )  # fmt: skip
    assert (bing.open_blockers, bing.blocker_due_on) == (1, TOMORROW)
    assert bing.events_since(0)[-1].because == "没好"


def test_an_open_blocker_is_not_sent_back(world: World) -> None:
    with pytest.raises(Refused, match="还没销号"):
        world.bing.reopen_blocker(world.blocker, because="没好", on=TODAY, by=world.by("colleague"))


def test_the_nearest_deadline_of_the_open_ones_counts(world: World) -> None:
    bing, by, street = world.bing, world.by("colleague"), world.department(STREET)
    nearer = bing.raise_blocker(
        BlockerKind.FUNDS, "缺流贷", on=TODAY, by=by, department=street, due_on=TOMORROW
    )
    assert (bing.open_blockers, bing.blocker_due_on) == (2, TOMORROW)
    bing.close_blocker(nearer, outcome="放款了", on=TODAY, by=by)
    assert (bing.open_blockers, bing.blocker_due_on) == (1, DUE)


def test_a_blocker_is_overdue_from_the_day_after_its_deadline(world: World) -> None:
    assert not world.blocker.is_overdue_on(DUE)
    assert world.blocker.is_overdue_on(DUE + timedelta(days=1))
