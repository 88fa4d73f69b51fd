"""The people drawn together for a project or for one of its blockers, and their meetings."""

import pytest
from sqlalchemy import select

from tests.world import INDUSTRY, STREET, TODAY, World
from tracker.domain.event import EventKind
from tracker.domain.permissions import Can, can, sees_blocker, visible_blockers, visible_projects
from tracker.domain.project import Project
from tracker.refusal import Refused


def test_a_blocker_has_a_task_force_of_its_own(world: World) -> None:
    bing, blocker, street = world.bing, world.blocker, world.by("street")
    member = blocker.draw_in(
        world.department(STREET),
        by=street,
        on=TODAY,
        person="示例书记",
        task="牵头",
    )
    world.session.commit()
    assert blocker.task_force == [member]
    assert [one.task for one in bing.task_force] == ["停车位协调"], "the project's is another"
    event = bing.events_since(0)[-1]
    assert (event.kind, event.subject) == (EventKind.TASK_FORCE_JOINED, blocker.subject)


def test_nobody_joins_twice_but_may_join_both(world: World) -> None:
    bing, street, by = world.bing, world.department(STREET), world.by("colleague")
    world.blocker.draw_in(street, by=by, on=TODAY)
    for backed in (bing, world.blocker):
        with pytest.raises(Refused, match="已经在专班里"):
            backed.draw_in(street, by=by, on=TODAY)


def test_a_department_out_of_use_is_not_drawn_in(world: World) -> None:
    industry = world.department(INDUSTRY)
    industry.in_use = False
    with pytest.raises(Refused, match="已停用"):
        world.jia.draw_in(industry, by=world.by("officer"), on=TODAY)


def test_who_leaves_sees_nothing_more(world: World) -> None:
    session, bing, blocker = world.session, world.bing, world.blocker
    stranger, colleague = world.by("stranger"), world.by("colleague")
    seen = select(Project).where(Project.id == bing.id, visible_projects(stranger.asker))
    assert session.scalar(seen) is None
    member = blocker.draw_in(world.department(INDUSTRY), by=colleague, on=TODAY)
    session.flush()
    assert session.scalar(seen) is bing
    assert can(stranger, Can.SEE_PROJECTS, bing)
    assert can(stranger, Can.REPORT_BLOCKER, bing, blocker)
    blocker.let_go(member, by=colleague, on=TODAY)
    session.flush()
    session.expire_all()
    assert session.scalar(seen) is None
    assert not can(stranger, Can.SEE_PROJECTS, world.bing)
    event = bing.events_since(0)[-1]
    assert (event.kind, event.subject) == (EventKind.TASK_FORCE_LEFT, blocker.subject)


def test_a_unit_in_the_task_force_of_a_blocker_sees_that_one(world: World) -> None:
    session, blocker, street = world.session, world.blocker, world.by("street")
    industry = world.department(INDUSTRY)
    blocker.assign_to(industry, due_on=TODAY, on=TODAY, by=world.by("colleague"))
    session.flush()
    mine = select(type(blocker)).where(visible_blockers(street.asker))
    assert session.scalars(mine).all() == []
    assert not sees_blocker(street, blocker)
    blocker.draw_in(world.department(STREET), by=world.by("head"), on=TODAY)
    session.flush()
    assert session.scalars(mine).all() == [blocker]
    assert sees_blocker(street, blocker)


@pytest.mark.parametrize("is_of_blocker", [False, True], ids=["project", "blocker"])
def test_a_meeting_is_written_down(world: World, is_of_blocker: bool) -> None:
    bing, street = world.bing, world.by("street")
    blocker = world.blocker if is_of_blocker else None
    if blocker:
        blocker.draw_in(world.department(STREET), by=street, on=TODAY)
    meeting = (blocker or bing).hold_meeting("分头去谈", by=street, on=TODAY, present="三个社区")
    world.session.commit()
    assert (blocker or bing).meetings == [meeting]
    assert ((bing if blocker else world.blocker).meetings) == []
    event = bing.events_since(0)[-1]
    assert event.kind is EventKind.TASK_FORCE_MET
    assert event.after == {"present": "三个社区", "minutes": "分头去谈"}
    assert event.subject == (blocker.subject if blocker else "")


def test_a_meeting_has_minutes_and_people(world: World) -> None:
    with pytest.raises(Refused) as refusal:
        world.bing.hold_meeting(" ", by=world.by("colleague"), on=TODAY)
    assert list(refusal.value.fields) == ["minutes"]
    with pytest.raises(Refused, match="还没有组专班"):
        world.jia.hold_meeting("碰头", by=world.by("officer"), on=TODAY)
