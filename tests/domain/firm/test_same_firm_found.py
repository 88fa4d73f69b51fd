"""Firms are found in the database by whatever was typed, and a verdict is remembered."""

import pytest
from sqlalchemy import func, select

from tests.builders import firms, samples
from tests.firm_pairs import enter_others, labelled_pairs
from tests.query_counts import counted_queries
from tests.world import TODAY, World
from tracker.domain.firm import Firm
from tracker.domain.firm.contacts import FirmContact
from tracker.domain.merging.merge import merge
from tracker.domain.same_firm.candidates import Candidate, FirmQuery, candidates, match_many
from tracker.matching.evidence import EvidenceKind
from tracker.matching.likeness import Likeness

CODE = "91000000MA0000001R"


@pytest.fixture
def morning(world: World) -> Firm:
    """北京晨鼎新材料, spelled 晟鼎 in another paper."""
    return firms.firm(world, "北京晨鼎新材料")


def found(world: World, *told: str, limit: int = 5, **more: str) -> list[Candidate]:
    world.session.flush()
    return candidates(world.session, FirmQuery(*told, **more), limit)


def test_the_other_spelling_is_found_as_doubtful_with_its_evidence(
    world: World, morning: Firm
) -> None:
    (one,) = found(world, "北京晟鼎新材料")
    assert (one.firm_id, one.name) == (morning.id, "北京晨鼎新材料")
    assert one.likeness is Likeness.DOUBTFUL
    assert [said.sign for said in one.evidence] == [
        EvidenceKind.NEAR_SOUND,
        EvidenceKind.SAME_TRADE,
        EvidenceKind.SAME_PLACE,
    ]


@pytest.mark.parametrize(
    "typed",
    [
        "示例管业",
        "示例管業",
        "示例鋼管(衡陽)有限公司",
        "示例钢管（衡阳）有限责任公司",
        "衡阳示例钢管",
    ],
)
def test_a_firm_is_surely_found_by_name_alias_and_any_spelling(world: World, typed: str) -> None:
    (one,) = found(world, typed)
    assert (one.firm_id, one.likeness) == (world.jia.firm_id, Likeness.CERTAIN)


def test_the_surest_comes_first_and_no_more_than_asked_for(world: World) -> None:
    for name in (
        "示瑞集团有限公司",
        "湖南示瑞钢管有限公司",
        "示瑞钢管有限公司",
        "示睿钢管有限公司",
    ):
        firms.firm(world, name)
    names = [one.name for one in found(world, "示瑞钢管有限公司")]
    assert names == [
        "示瑞钢管有限公司",
        "湖南示瑞钢管有限公司",
        "示睿钢管有限公司",
        "示瑞集团有限公司",
    ]
    assert [one.name for one in found(world, "示瑞钢管有限公司", limit=2)] == names[:2]


def test_a_firm_is_found_by_its_code_alone(world: World) -> None:
    firms.firm(world, "甲例远航运", credit_code=CODE)
    (one,) = found(world, "乙示光照明", credit_code=f" {CODE.lower()} ")
    assert (one.name, one.likeness) == ("甲例远航运", Likeness.CERTAIN)
    assert found(world, credit_code=CODE[:-1] + "9") == []


def test_a_firm_is_found_by_the_telephone_of_a_projects_contact(world: World) -> None:
    (one,) = found(world, "例海航运", phone="138-0000-1234")
    assert (one.firm_id, one.likeness) == (world.jia.firm_id, Likeness.DOUBTFUL)
    assert [said.says for said in one.evidence] == ["联系电话相同，尾号 1234"]


def test_a_firm_is_found_by_the_telephone_of_its_own_contact(world: World, morning: Firm) -> None:
    person = FirmContact(firm=morning, name="示例人", phone="0734-8888888", on=TODAY)
    world.session.add(person)
    assert [one.firm_id for one in found(world, phone="07348888888")] == [morning.id]
    person.void(world.by("officer").id, "换人了")
    assert found(world, phone="07348888888") == []


def test_two_firms_with_one_alias_are_both_asked_about(world: World) -> None:
    for name in ("示达商业管理有限公司", "例达置业有限公司"):
        firms.firm(world, name).also_called("示达广场")
    assert [one.likeness for one in found(world, "示达广场")] == [Likeness.DOUBTFUL] * 2


def test_a_name_of_ones_own_goes_before_anothers_alias(world: World) -> None:
    firms.firm(world, "例达置业有限公司").also_called("示达商业")
    own = firms.firm(world, "示达商业")
    told = {one.firm_id: one.likeness for one in found(world, "示达商业")}
    assert told.pop(own.id) is Likeness.CERTAIN
    assert list(told.values()) == [Likeness.DOUBTFUL]


def test_a_firm_looks_for_others_and_not_for_itself(world: World, morning: Firm) -> None:
    other = firms.firm(world, "北京晟鼎新材料")
    asked = FirmQuery(name=morning.name, firm_id=morning.id)
    assert [one.firm_id for one in candidates(world.session, asked)] == [other.id]


def test_a_firm_looks_by_its_other_names_too(world: World, morning: Firm) -> None:
    other = firms.firm(world, "示达商业管理有限公司")
    asked = FirmQuery(morning.name, firm_id=morning.id, also=("示达商业管理",))
    assert [one.firm_id for one in candidates(world.session, asked)] == [other.id]


def test_a_merged_entry_leads_to_the_one_it_went_into(world: World, morning: Firm) -> None:
    gone = firms.firm(world, "例海轴承有限公司", credit_code=CODE)
    merge(morning, gone, because="示例", by=world.by("head"), on=TODAY)
    for told in (FirmQuery("例海轴承"), FirmQuery(credit_code=CODE)):
        (one,) = candidates(world.session, told)
        assert (one.firm_id, one.name) == (morning.id, "北京晨鼎新材料")


def test_nothing_finds_nothing(world: World) -> None:
    assert found(world) == found(world, " ") == found(world, "（）", phone="8888") == []
    assert match_many(world.session, []) == []


@pytest.mark.parametrize("strange", ["%_'\"", "𠮷", "有限公司", "a" * 300, "示" * 500])
def test_strange_names_are_answered(world: World, strange: str) -> None:
    assert isinstance(found(world, strange), list)


def test_many_rows_are_answered_as_each_alone_is(world: World, morning: Firm) -> None:
    rows = [FirmQuery(name) for name in ("示例管业", "北京晟鼎新材料", "例海航运", "")]
    many = match_many(world.session, rows)
    assert many == [candidates(world.session, row) for row in rows]
    assert [len(row) for row in many] == [1, 1, 0, 0]


@pytest.mark.slow
def test_a_long_list_takes_no_more_statements_than_a_short_one(world: World) -> None:
    def statements(count: int) -> int:
        rows = [
            FirmQuery(f"示{sign}钢管有限公司", phone=f"1380000{number:04}")
            for number, sign in enumerate("瑞丰恒达远安康泰" * (count // 8))
        ]
        with counted_queries() as asked:
            match_many(world.session, rows)
        return len(asked)

    assert statements(8) == statements(160) <= 10


def test_nearly_every_pair_that_may_be_one_is_found_among_all_the_others(world: World) -> None:
    pairs = [pair for pair in labelled_pairs() if pair.truth != "different"]
    numbers = enter_others(world.session, pairs)
    many = match_many(world.session, [FirmQuery(pair.one) for pair in pairs], limit=10)
    hit = [
        any(one.firm_id == number for one in row) for number, row in zip(numbers, many, strict=True)
    ]
    assert sum(hit) / len(hit) >= 0.95


def test_looking_writes_nothing(world: World, morning: Firm) -> None:
    before = world.session.scalar(select(func.count()).select_from(Firm))
    found(world, "北京晟鼎新材料")
    assert not world.session.new
    assert not world.session.dirty
    assert world.session.scalar(select(func.count()).select_from(Firm)) == before


def test_a_project_without_a_firm_answers_no_telephone(world: World) -> None:
    samples.project(world, contact_phone="13912345678")
    assert found(world, phone="13912345678") == []
