"""The badge of a project: kept beside the facts, as of the day that counts."""

from datetime import date
from typing import Any

from tests.builders import samples
from tests.builders.rankings import firm, ranking, share, strike
from tests.world import TODAY, World
from tracker.domain.event import EventTail
from tracker.domain.office.settings import Setting
from tracker.domain.project import Project
from tracker.domain.ranking import RankingList
from tracker.domain.ranking_matching.project_badges import (
    BADGE,
    BADGED,
    TierCount,
    count_tiers,
    next_retiered,
    retier,
    retier_all,
    write_retiered,
)
from tracker.domain.settings_changes import set_number
from tracker.domain.words import Stage

WORLD, CHINA, PRIVATE = RankingList


def kept(project: Project) -> tuple[Any, ...]:
    return tuple(getattr(project, name) for name in BADGE)


def test_a_lead_bears_the_badge_of_today(world: World) -> None:
    one = firm(world.session, "示例甲公司")
    ranking(world.session, PRIVATE, 2025, (184, one))
    project = samples.project(world, firm=one)
    assert kept(project) == (PRIVATE, 2025, 184, one.id)
    assert (project.tier_words, project.tier_title) == (
        "民企 184",
        "中国民营企业500强 2025 第 184 名",
    )


def test_a_signed_project_bears_the_badge_of_its_signing(world: World) -> None:
    one = firm(world.session, "示例甲公司")
    ranking(world.session, PRIVATE, 2025, (184, one))
    project = samples.project(world, firm=one, on=date(2025, 5, 1))
    assert project.tier is PRIVATE
    facts = samples.facts_for(project, Stage.SIGNED)
    project.advance_to(
        Stage.SIGNED, on=date(2025, 6, 30), by=world.by("officer"), because="测试", facts=facts
    )
    assert kept(project) == (None, None, None, None)
    project.void_last_move(by=world.by("officer"), on=TODAY, because="记错")
    assert project.tier is PRIVATE


def test_a_project_without_a_firm_or_with_another_firm_bears_no_badge(world: World) -> None:
    one, other = firm(world.session, "示例甲公司"), firm(world.session, "示例乙公司")
    ranking(world.session, PRIVATE, 2025, (184, one))
    assert samples.project(world, "示例无企业项目").tier is None
    project = samples.project(world, firm=one)
    project.revise({"firm_id": other.id}, by=world.by("officer"), on=TODAY)
    assert kept(project) == (None, None, None, None)
    project.revise({"firm_id": one.id}, by=world.by("officer"), on=TODAY)
    assert project.tier_rank == 184


def test_a_subsidiarys_project_names_the_parent_that_is_on_the_list(world: World) -> None:
    parent, child = firm(world.session, "示例集团"), firm(world.session, "示例子公司")
    ranking(world.session, PRIVATE, 2025, (9, parent))
    share(world.session, parent, child, 70)
    assert kept(samples.project(world, firm=child)) == (PRIVATE, 2025, 9, parent.id)


def test_many_badges_follow_a_list_without_a_new_version(world: World) -> None:
    parent, child = firm(world.session, "示例集团"), firm(world.session, "示例子公司")
    share(world.session, parent, child, 70)
    one, other = (
        samples.project(world, firm=parent),
        samples.project(world, "示例另一项目", firm=child),
    )
    versions = one.version, other.version
    made = ranking(world.session, PRIVATE, 2025, (9, parent))
    assert retier(world.session, [parent.id], TODAY) == 2
    assert (one.tier_rank, other.tier_rank, other.tier_firm_id) == (9, 9, parent.id)
    assert (one.version, other.version) == versions
    assert retier(world.session, [parent.id], TODAY) == 0
    strike(world.session, made)
    assert retier(world.session, [parent.id], TODAY) == 2
    assert kept(one) == kept(other) == (None, None, None, None)


def test_a_share_that_is_written_down_or_struck_out_moves_the_badges_below_it(
    world: World,
) -> None:
    group, middle, low = (firm(world.session, f"示例{name}公司") for name in "甲乙丙")
    ranking(world.session, PRIVATE, 2025, (9, group))
    project = samples.project(world, firm=low)
    by = world.by("officer")
    middle.hold_share_of(low, 6000, on=TODAY, by=by, source="示例年报")
    assert project.tier is None
    held = group.hold_share_of(middle, 7000, on=TODAY, by=by, source="示例年报")
    assert kept(project) == (PRIVATE, 2025, 9, group.id)
    middle.void_share(held, by=by, on=TODAY, because="记错")
    assert kept(project) == (None, None, None, None)


def test_a_new_number_that_decides_badges_is_followed_at_once(world: World) -> None:
    group, low = firm(world.session, "示例集团"), firm(world.session, "示例子公司")
    share(world.session, group, low, 40)
    ranking(world.session, PRIVATE, 2025, (9, group))
    project = samples.project(world, firm=low)
    assert project.tier is None
    set_number(
        world.session, Setting.PARENT_SHARE, 40, holds_from=TODAY, by=world.by("admin"), on=TODAY
    )
    assert project.tier_rank == 9


def test_lists_that_somebody_has_open_grow_old_when_a_badge_changes(world: World) -> None:
    one = firm(world.session, "示例甲公司")
    samples.project(world, firm=one)
    ranking(world.session, PRIVATE, 2025, (184, one))
    firm(world.session, "示例乙公司")
    tail = world.session.get_one(EventTail, 1)
    tail.project_event_id = 0
    world.session.flush()
    assert retier_all(world.session, TODAY) == 1
    world.session.refresh(tail)
    assert tail.project_event_id == tail.event_id


def test_an_open_badge_ends_with_its_list_and_a_signed_one_stays(world: World) -> None:
    one = firm(world.session, "示例甲公司")
    ranking(world.session, PRIVATE, 2025, (184, one))
    lead = samples.project(world, firm=one)
    signed = samples.project_at(world, Stage.SIGNED, name="示例签约项目", firm=one)
    assert retier_all(world.session, date(2027, 7, 1)) == 1
    assert (lead.tier, signed.tier) == (None, PRIVATE)


def test_a_project_that_somebody_changed_meanwhile_is_left_to_them(world: World) -> None:
    one = firm(world.session, "示例甲公司")
    project = samples.project(world, firm=one)
    ranking(world.session, PRIVATE, 2025, (184, one))
    found = next_retiered(world.session, BADGED, 0, TODAY)
    assert found is not None
    project.summary = "改过"
    world.session.flush()
    write_retiered(world.session, found[1])
    assert project.tier is None


def test_firms_count_once_and_projects_each(world: World) -> None:
    parent, child, other = (firm(world.session, f"示例{name}公司") for name in "甲乙丙")
    share(world.session, parent, child, 100)
    ranking(world.session, PRIVATE, 2025, (9, parent), (10, other))
    ranking(world.session, WORLD, 2025, (400, other))
    for number, one in enumerate((parent, parent, child, other)):
        samples.project(world, f"示例{number}号项目", firm=one)
    samples.project(world, "示例二局项目", who="stranger", firm=other)
    leader = world.by("leader")
    assert count_tiers(world.session, leader) == TierCount(2, 5)
    assert count_tiers(world.session, leader, PRIVATE) == TierCount(1, 3)
    assert count_tiers(world.session, leader, WORLD) == TierCount(1, 2)
    assert count_tiers(world.session, leader, CHINA) == TierCount(0, 0)
    assert count_tiers(world.session, world.by("officer")) == TierCount(2, 4)
