"""What waits for a person is counted in one question, from indexes, and no further than is read."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from tests.builders.targets import FRIDAY, courted
from tests.plans import PlanOf, PlansOf
from tests.query_counts import counted_queries
from tests.world import BUREAU, INDUSTRY, PEOPLE, STREET, TODAY, World
from tracker.domain.blocker import Blocker, report_blocker
from tracker.domain.blocker.escalation import escalate
from tracker.domain.directive import Directive
from tracker.domain.directive.directive_acts import answer, close, give
from tracker.domain.words import BlockerKind
from tracker.queries.header_counts import AT_MOST, Waiting, waiting
from tracker.queries.whose_turn import awaited_by, directive_waits_for

FEW = {"target", "directive"}
"""These are few, and looked through only where a notice is about one."""


def now(world: World, who: str) -> Waiting:
    world.session.flush()
    return waiting(world.session, world.by(who), TODAY)


def test_a_blocker_waits_for_the_department_that_has_to_clear_it(world: World) -> None:
    assert now(world, "street").blockers == 1
    assert now(world, "stranger").blockers == 0


def awaited(world: World, who: str) -> int:
    world.session.flush()
    asked = select(func.count()).select_from(Blocker).where(awaited_by(world.by(who).asker))
    return world.session.scalar(asked) or 0


def test_whoever_raised_one_waits_for_the_department_and_then_the_department_for_the_check(
    world: World,
) -> None:
    people = ("colleague", "street", "officer", "leader")
    assert [awaited(world, who) for who in people] == [1, 0, 0, 0]
    world.blocker.accept(on=TODAY, by=world.by("street"))
    world.blocker.answer("示例：腾出 300 个车位", on=TODAY, by=world.by("street"))
    assert [awaited(world, who) for who in people] == [0, 1, 0, 0]
    assert now(world, "colleague").blockers == 1
    assert now(world, "street").blockers == 0


def test_one_that_climbed_to_the_leaders_waits_for_them_until_one_says_what_is_to_be_done(
    world: World,
) -> None:
    blocker, late = world.blocker, TODAY + timedelta(days=60)
    assert now(world, "leader").blockers == 0
    escalate(blocker, on=late)
    assert now(world, "leader").blockers == 1
    said = give(
        world.session,
        "示例：今天拿出方案",
        world.department(STREET),
        due_on=late,
        on=late,
        by=world.by("leader"),
        blocker=blocker,
    )
    assert now(world, "leader").blockers == 0
    close(said, on=late, by=world.by("leader"))
    assert now(world, "leader").blockers == 1


def test_a_directive_waits_for_whoever_owes_it_and_its_answer_for_the_leader(world: World) -> None:
    one = give(
        world.session,
        "示例：盯紧",
        world.department(STREET),
        due_on=TODAY,
        on=TODAY,
        by=world.by("leader"),
    )
    assert [now(world, who).directives for who in ("street", "leader", "officer")] == [1, 0, 0]
    answer(one, "示例：在办", on=TODAY, by=world.by("street"))
    assert [now(world, who).directives for who in ("street", "leader", "officer")] == [0, 1, 0]


def test_one_meant_for_a_colleague_by_name_waits_for_them_and_their_head_until_they_leave(
    world: World,
) -> None:
    give(
        world.session,
        "示例：盯紧",
        world.department(BUREAU),
        due_on=TODAY,
        on=TODAY,
        by=world.by("leader"),
        person=world.user("officer"),
    )
    bureau = ("officer", "head", "colleague")
    assert [now(world, who).directives for who in bureau] == [1, 1, 0]
    world.user("officer").is_active = False
    assert [now(world, who).directives for who in bureau[1:]] == [1, 1]
    world.user("officer").is_active = True
    world.user("officer").department = world.department(INDUSTRY)
    assert [now(world, who).directives for who in bureau] == [1, 1, 1]


def test_a_target_waits_for_its_owner_and_their_head_from_the_day_of_its_next_step(
    world: World,
) -> None:
    courted(world, "officer")
    world.session.flush()
    for on, many in ((FRIDAY - timedelta(days=1), 0), (FRIDAY, 1), (FRIDAY + timedelta(days=9), 1)):
        found = [waiting(world.session, world.by(who), on).targets for who in ("officer", "head")]
        assert found == [many, many]
    assert waiting(world.session, world.by("colleague"), FRIDAY).targets == 0
    assert waiting(world.session, world.by("leader"), FRIDAY).targets == 0


@pytest.mark.parametrize("who", PEOPLE)
def test_it_is_one_question_for_everybody(world: World, who: str) -> None:
    actor = world.by(who)
    with counted_queries() as asked:
        waiting(world.session, actor, TODAY)
    assert len(asked) == 1


def test_nobody_is_counted_to_who_sees_nothing(world: World) -> None:
    for who in ("auditor", "admin", "guard", "newcomer"):
        found = now(world, who)
        assert (found.blockers, found.directives, found.targets) == (0, 0, 0), who


def test_counting_ends_where_nobody_reads_on(world: World) -> None:
    for turn in range(AT_MOST + 5):
        report_blocker(
            world.bing,
            BlockerKind.LAND,
            f"第{turn}件",
            on=TODAY,
            by=world.by("colleague"),
            department=world.department(STREET),
            due_on=TODAY,
        )
    assert now(world, "street").blockers == AT_MOST


@pytest.mark.sqlite  # PostgreSQL, forbidden to walk, does not walk the few either, and plans oddly
@pytest.mark.parametrize("who", ["officer", "head", "leader", "street"])
def test_no_table_is_walked_for_it(
    world: World, plan_of: PlanOf, plans_of: PlansOf, who: str
) -> None:
    by = world.by(who)
    (plan,) = plans_of(lambda: waiting(world.session, by, TODAY))
    assert plan.reads, plan.told
    assert plan.walked <= FEW, plan.told
    owed = plan_of(select(Directive.id).where(directive_waits_for(by.asker)))
    assert owed.of("directive"), owed.told
    assert not owed.walked, owed.told
