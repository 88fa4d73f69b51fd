"""Filing a lead, and correcting what was filed."""

from datetime import date

import pytest

from tests.builders import firms, samples
from tests.world import TODAY, World
from tracker.domain.event import EventKind
from tracker.domain.office.clocks import Reason
from tracker.domain.project.tallies import Tally
from tracker.domain.sentences import sentence
from tracker.domain.words import AmountKind, Role, Source, Stage
from tracker.refusal import Refused


def test_a_lead_is_filed_with_its_first_move_owner_sum_and_event(world: World) -> None:
    project = samples.project(world, "丁示例电商项目", amount_words="约一个亿")
    world.session.commit()
    assert (project.code, project.stage, project.filed_on) == ("ZX2026-0004", Stage.LEAD, TODAY)
    assert [move.to_stage for move in project.standing_moves] == [Stage.LEAD]
    assert [handover.owner_id for handover in project.handovers] == [world.user("officer").id]
    assert (project.amount_yuan, project.amount_kind) == (100_000_000, AmountKind.TOLD)
    assert project.name_key == "dingshilidianshangxiangmu"
    (event,) = project.events_since(0)
    assert event.kind is EventKind.PROJECT_REGISTERED
    assert event.after["code"] == "ZX2026-0004"
    assert event.after["amount_words"] == "约一个亿"


def test_an_owner_without_a_department_is_refused(world: World) -> None:
    samples.user(world, "nowhere", Role.LEADER, None)
    with pytest.raises(Refused) as refusal:
        samples.project(world, who="leader")
    assert list(refusal.value.fields) == ["owner"]


def test_a_lead_without_any_sum_is_refused(world: World) -> None:
    with pytest.raises(Refused) as refusal:
        samples.project(world, amount_yuan=None)
    assert list(refusal.value.fields) == ["amount"]
    assert samples.project(world, amount_yuan=None, amount_words="未报").amount_yuan is None


@pytest.mark.parametrize("typed", ["abc", "无", "12345"])
def test_a_telephone_number_that_is_none_is_refused(world: World, typed: str) -> None:
    for act in (
        lambda: samples.project(world, contact_phone=typed),
        lambda: world.jia.revise({"contact_phone": typed}, by=world.by("officer"), on=TODAY),
    ):
        with pytest.raises(Refused) as refusal:
            act()
        assert list(refusal.value.fields) == ["contact_phone"]
    world.jia.revise(
        {"contact_phone": "０７３４－８８８８８８８"}, by=world.by("officer"), on=TODAY
    )


def test_a_revision_is_one_event_that_keeps_before_and_after(world: World) -> None:
    jia, officer = world.jia, world.by("officer")
    changed = jia.revise({"name": "甲新名称", "sponsor": "示例领导"}, by=officer, on=TODAY)
    world.session.commit()
    assert changed
    event = jia.events_since(0)[-1]
    assert event.kind is EventKind.PROJECT_REVISED
    assert event.before == {"name": "甲示例钢管热处理项目", "sponsor": ""}
    assert event.after == {"name": "甲新名称", "sponsor": "示例领导"}
    assert jia.name_key == "jiaxinmingcheng"


def test_another_firm_is_told_by_both_names_and_a_known_one_is_not_taken_away(
    world: World,
) -> None:
    jia, officer = world.jia, world.by("officer")
    before, other = jia.firm.name, firms.firm(world, "示例另一家有限公司")
    with pytest.raises(Refused, match="这个项目已经有企业") as refusal:
        jia.revise({"firm_id": None, "sponsor": "示例领导"}, by=officer, on=TODAY)
    assert (list(refusal.value.fields), jia.firm.name, jia.sponsor) == (["firm"], before, "")
    jia.revise({"firm_id": other.id}, by=officer, on=TODAY)
    event = jia.events_since(0)[-1]
    said = sentence(event.kind, event.before, event.after)
    assert said == f"修改了企业（{before} → 示例另一家有限公司）"
    samples.project(world).revise({"firm_id": None, "sponsor": "示例领导"}, by=officer, on=TODAY)


def test_a_revision_that_changes_nothing_is_not_recorded(world: World) -> None:
    jia = world.jia
    version = jia.version
    assert not jia.revise({"name": jia.name}, by=world.by("officer"), on=TODAY)
    assert not jia.revise({}, by=world.by("officer"), on=TODAY)
    world.session.commit()
    assert jia.version == version


@pytest.mark.parametrize("name", ["stage", "version", "owner_id", "code", "facts", "__class__"])
def test_what_has_a_verb_of_its_own_is_not_revised(world: World, name: str) -> None:
    with pytest.raises(AssertionError, match="not revisable"):
        world.jia.revise({name: "1"}, by=world.by("officer"), on=TODAY)


def test_a_referrer_named_later_starts_the_clock_of_the_answer(world: World) -> None:
    project = samples.project(world)
    assert Reason.ANSWER not in {turn.reason for turn in project.turns()}
    project.revise({"referrer": "示例商会"}, by=world.by("officer"), on=TODAY)
    assert Reason.ANSWER in {turn.reason for turn in project.turns()}


def test_another_link_moves_the_project_in_the_tally(world: World) -> None:
    jia = world.jia
    (gone, come) = (jia.chain_link_id, None)
    jia.revise({"chain_link_id": come, "industry": "商贸"}, by=world.by("officer"), on=TODAY)
    world.session.commit()
    left = {
        row.chain_link_id: (row.projects, row.sum_yuan)
        for row in world.session.query(Tally).filter(Tally.stage == Stage.TALKS)
    }
    assert left == {gone: (0, 0), 0: (1, 500_000_000)}
    assert jia.place_words == "商贸"


def test_every_write_raises_the_version_and_events_tell_them_apart(world: World) -> None:
    jia, officer = world.jia, world.by("officer")
    seen = jia.version
    jia.revise({"sponsor": "示例领导"}, by=officer, on=TODAY)
    jia.revise({"source": Source.FAIR}, by=officer, on=TODAY)
    world.session.commit()
    assert jia.version > seen
    assert [event.after for event in jia.events_since(seen)] == [
        {"sponsor": "示例领导"},
        {"source": "fair"},
    ]
    assert jia.events_since(seen, EventKind.STAGE_ADVANCED) == []


def test_a_day_is_kept_as_told(world: World) -> None:
    assert samples.project(world, on=date(2025, 12, 31)).code == "ZX2025-0001"
