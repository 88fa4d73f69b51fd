"""A target becomes a project, and everything that was said goes along."""

from datetime import timedelta

import pytest

from tests.builders import samples
from tests.builders.targets import courted, firm, proposal, visited
from tests.world import TODAY, World
from tracker.domain.event import EventKind
from tracker.domain.project import Project
from tracker.domain.targeting import Target, TargetState
from tracker.domain.words import Contact
from tracker.refusal import Refused

S = TargetState


def project_of(world: World, target: Target, **columns: object) -> Project:
    """A project of the target's firm, registered today."""
    told = {"firm": target.firm, "chain_link": target.chain_link} | columns
    return samples.project(world, "戊示例热处理项目", **told)


def test_a_target_becomes_a_project_linked_both_ways(world: World) -> None:
    target, officer = visited(world), world.by("officer")
    version = target.version
    project = project_of(world, target)
    target.become(project, on=TODAY, by=officer)
    world.session.commit()
    assert (target.state, target.project_id) == (S.PROJECT, project.id)
    assert target.project is project
    assert target.version == version + 1
    event = project.events_since(0)[-1]
    assert event.kind is EventKind.TARGET_BECAME_PROJECT
    assert event.subject == f"target:{target.id}"
    assert event.after["follow_ups"] == 1


def test_the_contacts_are_the_projects_with_their_own_days(world: World) -> None:
    target, officer = courted(world, on=TODAY - timedelta(days=9)), world.by("officer")
    days = [TODAY - timedelta(days=number) for number in (8, 4)]
    for on in days:
        target.log_follow_up(
            Contact.VISIT_OUT, on=on, by=officer, said="谈选址", next_step="送方案", next_on=TODAY
        )
    project = project_of(world, target)
    target.become(project, on=TODAY, by=officer)
    world.session.commit()
    assert [one.on for one in project.follow_ups] == days
    assert {one.target_id for one in project.follow_ups} == {target.id}
    assert project.last_followed_on == days[-1]
    assert (project.next_step, project.next_on) == ("送方案", TODAY)
    assert target.next_step == "", "what comes next is the project's now"


def test_a_contact_that_went_along_is_voided_on_the_project(world: World) -> None:
    target, officer = visited(world), world.by("officer")
    project = project_of(world, target)
    target.become(project, on=TODAY, by=officer)
    project.void_follow_up(project.follow_ups[0], by=officer, on=TODAY, because="重复")
    assert project.last_followed_on is None
    assert target.state is S.PROJECT


@pytest.mark.parametrize("state", [S.PROPOSED, S.GIVEN_UP, S.PROJECT])
def test_what_is_not_courted_does_not_become_a_project(world: World, state: TargetState) -> None:
    officer = world.by("officer")
    target = proposal(world) if state is S.PROPOSED else courted(world)
    project = project_of(world, target)
    if state is S.GIVEN_UP:
        target.move_to(S.GIVEN_UP, on=TODAY, by=officer, because="没有地")
    if state is S.PROJECT:
        target.become(project, on=TODAY, by=officer)
    assert target.hinders_becoming
    with pytest.raises(Refused, match=target.hinders_becoming):
        target.become(project, on=TODAY, by=officer)


def test_another_firms_project_is_not_what_became_of_it(world: World) -> None:
    target = courted(world)
    project = project_of(world, target, firm=firm(world, "示例别家有限公司"))
    with pytest.raises(Refused) as refusal:
        target.become(project, on=TODAY, by=world.by("officer"))
    assert "换了企业" in refusal.value.fields["firm"]


def test_it_does_not_become_one_before_it_was_courted(world: World) -> None:
    target = courted(world)
    with pytest.raises(Refused) as refusal:
        target.become(
            project_of(world, target), on=TODAY - timedelta(days=1), by=world.by("officer")
        )
    assert "不能早于" in refusal.value.fields["on"]
