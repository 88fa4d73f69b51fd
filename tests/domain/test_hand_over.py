"""Answering for a project: handing it over, and the task force beside."""

from datetime import date

import pytest
from sqlalchemy import select

from tests.builders import samples
from tests.world import INDUSTRY, STREET, TODAY, World
from tracker.domain.event import EventKind
from tracker.domain.permissions import Can, can, visible_projects
from tracker.domain.project import Project
from tracker.domain.words import Role
from tracker.refusal import Refused


def test_the_department_goes_with_the_person(world: World) -> None:
    jia, stranger = world.jia, world.user("stranger")
    jia.hand_over_to(stranger, by=world.by("officer"), on=TODAY, because="归口调整")
    world.session.commit()
    assert (jia.owner, jia.owner_department.short_name) == (stranger, INDUSTRY)
    assert [handover.because for handover in jia.handovers] == ["登记", "归口调整"]
    event = jia.events_since(0)[-1]
    assert (event.kind, event.because) == (EventKind.PROJECT_HANDED_OVER, "归口调整")
    assert event.after["owner"] == "赵二"
    assert not can(world.by("officer"), Can.SEE_PROJECTS, jia)
    assert can(world.by("stranger"), Can.REVISE, jia)


def test_a_project_is_not_handed_to_its_own_owner(world: World) -> None:
    with pytest.raises(Refused) as refusal:
        world.jia.hand_over_to(
            world.user("officer"), by=world.by("officer"), on=TODAY, because="错"
        )
    assert refusal.value.fields == {"owner": "跟踪人已经是王一。"}


def test_handing_over_needs_a_reason(world: World) -> None:
    with pytest.raises(Refused) as refusal:
        world.jia.hand_over_to(
            world.user("colleague"), by=world.by("officer"), on=TODAY, because=" "
        )
    assert list(refusal.value.fields) == ["because"]


def test_a_project_is_not_handed_to_one_who_left_or_belongs_nowhere(world: World) -> None:
    gone = samples.user(world, "gone", is_active=False)
    nowhere = samples.user(world, "nowhere", Role.LEADER, None)
    for person in (gone, nowhere):
        with pytest.raises(Refused, match="在岗") as refusal:
            world.jia.hand_over_to(person, by=world.by("officer"), on=TODAY, because="调岗")
        assert list(refusal.value.fields) == ["owner"]
    assert len(world.jia.handovers) == 1


def test_a_department_drawn_in_sees_the_project(world: World) -> None:
    jia, street = world.jia, world.by("street")
    assert not can(street, Can.SEE_PROJECTS, jia)
    jia.draw_in(
        world.department(STREET), by=world.by("officer"), on=TODAY, person=" 周主任 ", task="征拆"
    )
    world.session.commit()
    assert can(street, Can.SEE_PROJECTS, jia)
    event = jia.events_since(0)[-1]
    assert event.kind is EventKind.TASK_FORCE_JOINED
    assert event.after == {"department": "蒸湘街道办事处", "person": "周主任", "task": "征拆"}


def test_nobody_is_drawn_in_twice(world: World) -> None:
    with pytest.raises(Refused) as refusal:
        world.bing.draw_in(world.department(STREET), by=world.by("colleague"), on=TODAY)
    assert list(refusal.value.fields) == ["department"]
    world.bing.draw_in(
        world.department(STREET), by=world.by("colleague"), on=TODAY, person="周主任"
    )
    assert len(world.bing.task_force) == 2


def test_who_is_let_go_leaves_the_task_force(world: World) -> None:
    bing, member = world.bing, world.bing.task_force[0]
    bing.let_go(member, by=world.by("colleague"), on=TODAY)
    world.session.commit()
    assert bing.task_force == []
    assert (member.on, member.left_on) == (date(2026, 5, 22), TODAY), "that it was in it is known"
    with pytest.raises(Refused, match="已经离开"):
        bing.let_go(member, by=world.by("colleague"), on=TODAY)
    assert bing.events_since(0)[-1].kind is EventKind.TASK_FORCE_LEFT
    assert can(world.by("street"), Can.SEE_PROJECTS, bing), "its blocker is still assigned"


def test_who_left_the_task_force_no_longer_sees_the_project_and_may_come_back(
    world: World,
) -> None:
    jia, officer, street = world.jia, world.by("officer"), world.department(STREET)
    first = jia.draw_in(street, by=officer, on=TODAY, person="周")
    world.session.flush()
    jia.let_go(first, by=officer, on=TODAY)
    world.session.commit()
    seen = select(Project.code).where(visible_projects(world.by("street").asker))
    assert jia.code not in world.session.scalars(seen).all()
    assert not can(world.by("street"), Can.SEE_PROJECTS, jia)
    jia.draw_in(street, by=officer, on=TODAY, person="周")
    world.session.commit()
    assert jia.code in world.session.scalars(seen).all()
    assert len(jia.task_force) == 1
