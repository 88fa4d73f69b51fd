"""A blocker is raised, handed out, taken on, checked, closed and sent back."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from tests.builders.blockers import SOLVED, accepted, answered, handed_out, raised
from tests.world import BUREAU, INDUSTRY, STREET, TODAY, World
from tracker.domain.blocker import Blocker, BlockerAct, report_blocker
from tracker.domain.blocker.act_rules import OPEN, RULES
from tracker.domain.event import EventKind
from tracker.domain.office.clocks import Reason
from tracker.domain.words import BlockerKind, BlockerState
from tracker.refusal import Refused

TOMORROW, YESTERDAY = TODAY + timedelta(days=1), TODAY - timedelta(days=1)
DUE = date(2026, 6, 22)


def test_a_blocker_waits_to_be_assigned(world: World) -> None:
    blocker = raised(world, wanted="市里协调", wished_on=DUE)
    world.session.commit()
    assert (blocker.state, blocker.due_on, blocker.is_open) == (BlockerState.RAISED, None, True)
    assert (world.jia.open_blockers, world.jia.blocker_due_on) == (1, None)
    event = world.jia.events_since(0)[-1]
    assert (event.kind, event.subject) == (EventKind.BLOCKER_RAISED, f"blocker:{blocker.id}")
    assert event.after == {
        "kind": "land",
        "what": "红线未定",
        "department": None,
        "due_on": None,
        "wished_on": DUE.isoformat(),
    }
    (step,) = blocker.steps
    assert (step.act, step.to_state, step.on) == (BlockerAct.RAISE, BlockerState.RAISED, TODAY)


def test_with_department_and_deadline_it_is_assigned_in_the_same_breath(world: World) -> None:
    helper = world.department(INDUSTRY)
    blocker = raised(world, department=world.department(STREET), due_on=TOMORROW, helpers=[helper])
    world.session.commit()
    assert blocker.state is BlockerState.ASSIGNED
    assert [one.department for one in blocker.helpers] == [helper]
    assert world.jia.blocker_due_on == TOMORROW
    assert world.jia.red_reason is Reason.BLOCKER
    assert [event.kind for event in world.jia.events_since(0)][-1] is EventKind.BLOCKER_RAISED
    assert world.jia.events_since(0)[-1].after["helpers"] == [helper.name]


WRONG = {
    "a deadline that is past": ({"due_on": YESTERDAY}, "due_on"),
    "a deadline without a department": ({"due_on": TOMORROW}, "department"),
    "a department without a deadline": ({"where": STREET}, "due_on"),
    "a wish that is past": ({"wished_on": YESTERDAY}, "wished_on"),
    "helpers without a department": ({"help": INDUSTRY}, "department"),
    "itself as a helper": ({"where": STREET, "due_on": TOMORROW, "help": STREET}, "helpers"),
}


@pytest.mark.parametrize(("given", "field"), WRONG.values(), ids=WRONG)
def test_a_blocker_is_not_raised_with(world: World, given: dict[str, object], field: str) -> None:
    more = dict(given)
    if where := more.pop("where", None):
        more["department"] = world.department(str(where))
    if helper := more.pop("help", None):
        more["helpers"] = [world.department(str(helper))]
    before = world.jia.version
    with pytest.raises(Refused) as refusal:
        raised(world, **more)
    assert list(refusal.value.fields) == [field]
    assert (world.jia.version, world.jia.open_blockers) == (before, 0)


@pytest.mark.parametrize("as_helper", [False, True])
def test_nothing_is_assigned_to_a_department_out_of_use(world: World, as_helper: bool) -> None:
    street, industry = world.department(STREET), world.department(INDUSTRY)
    street.in_use = False
    given = {"department": industry, "helpers": [street]} if as_helper else {"department": street}
    with pytest.raises(Refused, match="已停用"):
        raised(world, due_on=TOMORROW, **given)
    with pytest.raises(Refused, match="已停用"):
        world.blocker.assign_to(due_on=TOMORROW, on=TODAY, by=world.by("colleague"), **given)  # type: ignore[arg-type]


def test_an_open_blocker_is_handed_to_another_department(world: World) -> None:
    bing, blocker, colleague = world.bing, world.blocker, world.by("colleague")
    blocker.accept(on=TODAY, by=world.by("street"))
    blocker.assign_to(world.department(INDUSTRY), due_on=TOMORROW, on=TODAY, by=colleague)
    world.session.commit()
    assert (blocker.state, blocker.due_on) == (BlockerState.ASSIGNED, TOMORROW)
    assert blocker.accepted_on is None
    assert bing.blocker_due_on == TOMORROW
    event = bing.events_since(0)[-1]
    assert event.kind is EventKind.BLOCKER_ASSIGNED
    assert event.before == {
        "department_id": world.department(STREET).id,
        "due_on": DUE.isoformat(),
    }


def test_helpers_change_with_the_handing_out(world: World) -> None:
    blocker, colleague = world.blocker, world.by("colleague")
    street, industry, bureau = map(world.department, (STREET, INDUSTRY, BUREAU))
    for helpers in ([industry, bureau], [bureau], []):
        blocker.assign_to(street, due_on=TOMORROW, on=TODAY, by=colleague, helpers=helpers)
        assert [one.department for one in blocker.helpers] == helpers
    world.session.commit()
    assert len(blocker.all_helpers) == 2, "who helped once is not forgotten"


def test_a_blocker_is_not_assigned_to_a_day_that_is_past(world: World) -> None:
    with pytest.raises(Refused) as refusal:
        world.blocker.assign_to(
            world.department(INDUSTRY), due_on=YESTERDAY, on=TODAY, by=world.by("colleague")
        )
    assert list(refusal.value.fields) == ["due_on"]
    assert world.blocker.due_on == DUE


def test_a_department_takes_on_what_was_handed_to_it(world: World) -> None:
    blocker, street = world.blocker, world.by("street")
    blocker.accept(on=TODAY, by=street)
    world.session.commit()
    assert (blocker.state, blocker.accepted_on) == (BlockerState.ACCEPTED, TODAY)
    event = world.bing.events_since(0)[-1]
    assert (event.kind, event.by_id) == (EventKind.BLOCKER_ACCEPTED, street.id)
    with pytest.raises(Refused, match="已经签收了"):
        blocker.accept(on=TODAY, by=street)


def test_a_closed_blocker_says_how_and_no_longer_turns_the_light(world: World) -> None:
    bing, blocker, colleague = world.bing, answered(world), world.by("colleague")
    blocker.close(SOLVED, on=TODAY, by=colleague)
    world.session.commit()
    assert (blocker.state, blocker.closed_on, blocker.outcome) == (
        BlockerState.CLOSED,
        TODAY,
        SOLVED,
    )
    assert (bing.open_blockers, bing.blocker_due_on) == (0, None)
    assert Reason.BLOCKER not in {turn.reason for turn in bing.turns()}
    event = bing.events_since(0)[-1]
    assert (event.kind, event.by_id) == (EventKind.BLOCKER_CLOSED, colleague.id)


@pytest.mark.parametrize(
    ("outcome", "on", "field"),
    [(" ", TODAY, "outcome"), ("好了", date(2026, 5, 31), "on")],
    ids=["without saying how", "before it was raised"],
)
def test_a_blocker_is_not_closed(world: World, outcome: str, on: date, field: str) -> None:
    with pytest.raises(Refused) as refusal:
        world.blocker.close(outcome, on=on, by=world.by("colleague"))
    assert list(refusal.value.fields) == [field]
    assert world.blocker.is_open


@pytest.mark.parametrize("made", [raised, handed_out, accepted])
def test_what_solved_itself_is_closed_without_an_answer(world: World, made: object) -> None:
    blocker = made(world)  # type: ignore[operator]
    blocker.kind = BlockerKind.PARKING
    blocker.close("自己好了", on=TODAY, by=world.by("officer"))
    assert not blocker.is_open


def test_a_closed_blocker_is_neither_closed_again_nor_assigned_nor_answered(world: World) -> None:
    blocker, by, street = answered(world), world.by("colleague"), world.by("street")
    blocker.close(SOLVED, on=TODAY, by=by)
    with pytest.raises(Refused, match="已经销号"):
        blocker.close("又好了", on=TODAY, by=by)
    with pytest.raises(Refused, match="先退回"):
        blocker.assign_to(world.department(STREET), due_on=TOMORROW, on=TODAY, by=by)
    for tell in (blocker.report, blocker.answer):
        with pytest.raises(Refused, match="已经销号，还有话要说，请提出人先退回"):
            tell("还有", on=TODAY, by=street)


@pytest.mark.parametrize("is_closed", [False, True], ids=["answered", "closed"])
def test_what_is_not_solved_is_sent_back_with_a_reason_and_a_new_deadline(
    world: World, is_closed: bool
) -> None:
    bing, blocker, by = world.bing, answered(world), world.by("colleague")
    if is_closed:
        blocker.close(SOLVED, on=TODAY, by=by)
    with pytest.raises(Refused) as refusal:
        blocker.reopen(because=" ", on=TODAY, by=by)
    assert list(refusal.value.fields) == ["because"]
    with pytest.raises(Refused) as refusal:
        blocker.reopen(because="没好", on=TODAY, by=by, due_on=YESTERDAY)
    assert list(refusal.value.fields) == ["due_on"]
    blocker.reopen(because="没好", on=TODAY, by=by, due_on=TOMORROW)
    world.session.commit()
    kept = (blocker.state, blocker.closed_on, blocker.answered_on, blocker.due_on)
    assert kept == (BlockerState.REOPENED, None, None, TOMORROW)
    assert (bing.open_blockers, bing.blocker_due_on) == (1, TOMORROW)
    assert bing.events_since(0)[-1].because == "没好"


@pytest.mark.parametrize("made", [raised, handed_out, accepted])
def test_what_nobody_answered_is_not_sent_back(world: World, made: object) -> None:
    with pytest.raises(Refused, match="不用退回"):
        made(world).reopen(because="没好", on=TODAY, by=world.by("officer"))  # type: ignore[operator]


def test_the_nearest_deadline_of_the_running_ones_counts(world: World) -> None:
    bing, by, street = world.bing, world.by("colleague"), world.department(STREET)
    nearer = report_blocker(
        bing, BlockerKind.POLICY, "缺口径", on=TODAY, by=by, department=street, due_on=TOMORROW
    )
    assert (bing.open_blockers, bing.blocker_due_on) == (2, TOMORROW)
    nearer.close("给了", on=TODAY, by=by)
    assert (bing.open_blockers, bing.blocker_due_on) == (1, DUE)


def test_an_answer_that_waits_for_its_check_counts_against_nobody(world: World) -> None:
    bing, blocker = world.bing, answered(world)
    assert (bing.open_blockers, bing.blocker_due_on) == (1, None)
    assert not blocker.is_overdue_on(DUE + timedelta(days=9))
    assert Reason.BLOCKER not in {turn.reason for turn in bing.turns()}
    blocker.reopen(because="没好", on=TODAY, by=world.by("colleague"))
    assert bing.blocker_due_on == DUE, "sent back, the deadline runs on"


def test_a_blocker_is_overdue_from_the_day_after_its_deadline(world: World) -> None:
    assert not world.blocker.is_overdue_on(DUE)
    assert world.blocker.is_overdue_on(DUE + timedelta(days=1))


def test_every_act_has_its_rule_and_only_the_calendar_climbs() -> None:
    assert set(RULES) == set(BlockerAct)
    assert [act for act, rule in RULES.items() if rule.can is None] == [BlockerAct.CLIMB]
    assert set(BlockerState) - OPEN == {BlockerState.CLOSED}
    reached = {rule.to for rule in RULES.values()} - {None}
    assert reached == set(BlockerState), "and every state is reached by an act"


def test_two_acts_on_one_blocker_raise_its_version_by_one_each(world: World) -> None:
    blocker = world.session.scalars(select(Blocker)).one()
    assert blocker.version == 1
    blocker.accept(on=TODAY, by=world.by("street"))
    world.session.commit()
    assert blocker.version == 2
    blocker.report("看了现场", on=TODAY, by=world.by("street"))
    world.session.commit()
    assert blocker.version == 3
