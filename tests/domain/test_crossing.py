"""Two leads that cross: who may choose what, and both departments told."""

from datetime import date

import pytest
from sqlalchemy import select

from tests.builders import samples
from tests.world import TODAY, World
from tracker.domain.event import Event, EventKind
from tracker.domain.firm import Firm
from tracker.domain.lead.crossing import Crossing, Outcome
from tracker.domain.lead.crossing_rules import Choice, cross, outcomes_open_to
from tracker.domain.lead.first_talk import Talk, first_talk
from tracker.domain.notice import Notice, Topic
from tracker.domain.project import Project
from tracker.domain.sentences import sentence
from tracker.refusal import Refused

FILED = date(2026, 6, 1)
AFTER = date(2026, 8, 31)
"""The first day on which nothing protects a lead that was filed on FILED."""

ALL = set(Outcome)
BUT_OVER = ALL - {Outcome.SUPERSEDED}


@pytest.fixture
def mine(world: World) -> Project:
    firm = Firm.called("示例晨鼎新材料有限公司")
    world.session.add(firm)
    world.session.flush()
    return samples.project(world, "先谈的示例项目", on=FILED, firm=firm)


@pytest.fixture
def first(world: World, mine: Project) -> Talk:
    found = first_talk(world.session, [mine.firm_id or 0])
    assert found is not None
    return found


def theirs(world: World, mine: Project) -> Project:
    return samples.project(world, "后来的示例项目", who="stranger", firm=mine.firm)


@pytest.mark.parametrize(
    ("who", "day", "open_to"),
    [
        ("officer", TODAY, ALL),
        ("colleague", TODAY, ALL),
        ("head", TODAY, ALL),
        ("stranger", TODAY, BUT_OVER),
        ("officer", AFTER, ALL),
        ("stranger", AFTER, ALL),
        ("newcomer", TODAY, ALL),
        ("leader", TODAY, BUT_OVER),
    ],
)
def test_who_may_choose_what_while_the_first_is_protected_and_after(
    world: World, first: Talk, who: str, day: date, open_to: set[Outcome]
) -> None:
    assert set(outcomes_open_to(world.by(who), first, day)) == open_to


def test_a_head_of_any_department_may_supersede(world: World, first: Talk) -> None:
    made = samples.user(world, "head2", role=world.user("head").role, where="工信局")
    assert Outcome.SUPERSEDED in outcomes_open_to(made.as_actor(), first, TODAY)


def test_a_stranger_is_told_who_may_supersede_and_until_when(
    world: World, mine: Project, first: Talk
) -> None:
    later = theirs(world, mine)
    with pytest.raises(Refused) as refusal:
        cross(
            world.session,
            first,
            later,
            Choice(Outcome.SUPERSEDED, "我们谈得更深"),
            by=world.by("stranger"),
            on=TODAY,
        )
    assert "商务局首报首谈，保护到 2026-08-30" in refusal.value.fields["outcome"]
    assert world.session.scalars(select(Crossing)).all() == []


@pytest.mark.parametrize("outcome", list(Outcome))
@pytest.mark.parametrize("because", ["", "  "])
def test_no_outcome_without_a_reason(
    world: World, mine: Project, first: Talk, outcome: Outcome, because: str
) -> None:
    with pytest.raises(Refused) as refusal:
        cross(
            world.session,
            first,
            theirs(world, mine),
            Choice(outcome, because),
            by=world.by("head"),
            on=TODAY,
        )
    assert list(refusal.value.fields) == ["crossing_because"]


@pytest.mark.parametrize("outcome", [Outcome.NEW, Outcome.IGNORED, Outcome.SUPERSEDED])
def test_both_projects_are_told_and_the_owner_of_the_first_gets_a_notice(
    world: World, mine: Project, first: Talk, outcome: Outcome
) -> None:
    later, by = theirs(world, mine), world.by("stranger")
    crossing = cross(
        world.session,
        first,
        later,
        Choice(outcome, "另一条生产线"),
        by=by,
        on=AFTER,
        evidence=["名称相同"],
    )
    world.session.flush()
    asked = select(Event).where(Event.kind == EventKind.LEADS_CROSSED).order_by(Event.id)
    told = world.session.scalars(asked).all()
    assert [event.project_id for event in told] == [mine.id, later.id]
    assert {event.because for event in told} == {"另一条生产线"}
    said = [sentence(event.kind, event.before, event.after) for event in told]
    assert said == [
        f"工信局登记了同一企业的线索，按“{outcome.label}”处理",
        f"与商务局 2026-06-01 起在谈的项目撞单，按“{outcome.label}”处理",
    ]
    assert not any(name in "".join(said) for name in (mine.name, later.name, mine.code, later.code))
    assert (crossing.project_id, crossing.earlier_id) == (later.id, mine.id)
    assert crossing.evidence == ["名称相同"]
    notices = world.session.scalars(select(Notice).where(Notice.topic == Topic.CROSSED)).all()
    assert [one.user_id for one in notices] == [mine.owner_id]


def test_one_that_was_merged_stands_on_the_first_alone_with_what_it_said(
    world: World, mine: Project, first: Talk
) -> None:
    crossing = cross(
        world.session,
        first,
        None,
        Choice(Outcome.MERGED, "同一件事"),
        by=world.by("stranger"),
        on=TODAY,
        told="对方想要 80 亩地",
    )
    world.session.flush()
    assert (crossing.project_id, crossing.told) == (None, "对方想要 80 亩地")
    [event] = mine.events_since(0, EventKind.LEADS_CROSSED)
    assert sentence(event.kind, event.before, event.after) == (
        "工信局把同一企业的线索并到这里，听到的是：对方想要 80 亩地"
    )
