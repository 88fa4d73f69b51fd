"""Everything open goes to others in one act, each thing with its own event, or nothing does."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.builders import samples
from tests.builders.targets import courted
from tests.world import JIA, TODAY, World
from tracker.domain.directive.directive_acts import close, give
from tracker.domain.event import Event
from tracker.domain.event.kinds import EventKind
from tracker.domain.handover.open_work import (
    Successors,
    hand_everything_over,
    open_work_of,
    successors_for,
)
from tracker.domain.notice import Notice, Topic
from tracker.domain.words import Stage
from tracker.refusal import Refused

WHY = "示例：岗位调整"


def burden(world: World) -> None:
    """Besides 甲: a shelved project, a finished one, a target, an open and a closed directive."""
    samples.project_at(world, Stage.SHELVED, name="丁示例暂停的")
    samples.project_at(world, Stage.FULL_CAPACITY, name="戊示例达产的")
    courted(world, "officer", "示例目标甲有限公司")
    for said in ("示例：开着的", "示例：办结的"):
        one = give(
            world.session,
            said,
            world.department("商务局"),
            person=world.user("officer"),
            due_on=TODAY + timedelta(days=3),
            on=TODAY,
            by=world.by("leader"),
        )
    close(one, on=TODAY, by=world.by("leader"))
    world.session.flush()


def test_what_is_open_is_held_and_what_is_done_is_not(world: World) -> None:
    burden(world)
    held = open_work_of(world.session, world.user("officer"))
    assert [one.name for one in held.projects] == ["甲示例钢管热处理项目", "丁示例暂停的"]
    assert [one.firm.name for one in held.targets] == ["示例目标甲有限公司"]
    assert [one.said for one in held.directives] == ["示例：开着的"]


def test_all_of_it_goes_to_one_but_what_was_named_for_another(world: World) -> None:
    burden(world)
    officer, jia = world.user("officer"), world.jia
    heirs = Successors(world.user("colleague"), {f"project:{jia.id}": world.user("stranger")})
    held = hand_everything_over(
        world.session, officer, heirs, because=WHY, on=TODAY, by=world.by("head")
    )
    assert held.count == 4
    assert jia.owner_id == world.user("stranger").id
    assert jia.owner_department_id == world.user("stranger").department_id
    assert open_work_of(world.session, officer).count == 0
    got = open_work_of(world.session, world.user("colleague"))
    assert (len(got.targets), len(got.directives)) == (1, 1)
    kinds = select(Event.kind).where(Event.because == WHY)
    told = list(world.session.scalars(kinds))
    assert told.count(EventKind.PROJECT_HANDED_OVER) == 2
    assert EventKind.DIRECTIVE_HANDED_ON in told


def test_whoever_takes_over_is_told(world: World) -> None:
    world.session.query(Notice).delete()
    hand_everything_over(
        world.session,
        world.user("officer"),
        Successors(world.user("colleague")),
        because=WHY,
        on=TODAY,
        by=world.by("head"),
    )
    topics = select(Notice.topic).where(Notice.user_id == world.user("colleague").id)
    assert list(world.session.scalars(topics)) == [Topic.HANDED_OVER]


@pytest.mark.parametrize(
    ("heir", "because", "field"),
    [("officer", WHY, "heir"), ("leader", WHY, "heir"), ("colleague", " ", "because")],
)
def test_it_is_refused_to_oneself_to_nobody_and_without_a_reason(
    world: World, heir: str, because: str, field: str
) -> None:
    with pytest.raises(Refused) as refused:
        hand_everything_over(
            world.session,
            world.user("officer"),
            Successors(world.user(heir)),
            because=because,
            on=TODAY,
            by=world.by("head"),
        )
    assert field in refused.value.fields
    assert world.project(JIA).owner_id == world.user("officer").id


def test_empty_hands_have_nothing_to_hand_over(world: World) -> None:
    with pytest.raises(Refused, match="没有要移交"):
        hand_everything_over(
            world.session,
            world.user("head"),
            Successors(world.user("officer")),
            because=WHY,
            on=TODAY,
            by=world.by("head"),
        )


def test_the_same_office_stands_first_among_the_heirs(world: World) -> None:
    names = [one.name for one in successors_for(world.session, world.user("officer"))]
    assert names == ["陈一", "李一", "赵二"]
