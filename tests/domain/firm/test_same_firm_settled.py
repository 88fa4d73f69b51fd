"""Whether two names are one firm's is settled once, with a reason, and never asked again."""

import pytest
from sqlalchemy import select

from tests.builders import firms
from tests.world import TODAY, World
from tracker.domain.event import Event, EventKind
from tracker.domain.firm import Firm, firms_called
from tracker.domain.merging.merge import merge
from tracker.domain.same_firm.candidates import Candidate, FirmQuery, candidates
from tracker.domain.same_firm.settlements import FirmSettlement, Verdict, settle
from tracker.domain.sentences import sentence
from tracker.matching.evidence import EvidenceKind
from tracker.matching.likeness import Likeness
from tracker.refusal import Refused

TYPED, WHY = "北京晟鼎新材料", "两报写法不同，已电话核实"


@pytest.fixture
def morning(world: World) -> Firm:
    return firms.firm(world, "北京晨鼎新材料")


def decide(
    world: World, firm: Firm, other: Firm | str, verdict: Verdict, because: str = WHY
) -> FirmSettlement:
    return settle(
        world.session, firm, other, verdict, because=because, by=world.by("officer"), on=TODAY
    )


def asked(world: World, name: str = TYPED, firm: Firm | None = None) -> list[Candidate]:
    world.session.flush()
    return candidates(world.session, FirmQuery(name, firm_id=firm.id if firm else None))


def settlements(world: World) -> list[FirmSettlement]:
    world.session.flush()
    return list(world.session.scalars(select(FirmSettlement).order_by(FirmSettlement.id)))


def events(world: World) -> list[Event]:
    world.session.flush()
    kind = Event.kind == EventKind.FIRM_SETTLED
    return list(world.session.scalars(select(Event).where(kind).order_by(Event.id)))


def test_the_same_firm_is_known_by_that_name_from_then_on(world: World, morning: Firm) -> None:
    assert [one.likeness for one in asked(world)] == [Likeness.DOUBTFUL]
    decide(world, morning, TYPED, Verdict.SAME)
    (one,) = asked(world, "北京 晟鼎 新材料")
    assert (one.firm_id, one.likeness) == (morning.id, Likeness.CERTAIN)
    assert one.evidence[0].sign is EvidenceKind.ALIAS
    assert world.session.scalars(firms_called(TYPED)).one() is morning
    assert [alias.source for alias in morning.aliases] == [f"核对：{WHY}"]


def test_another_firm_is_not_offered_again_under_any_spelling(world: World, morning: Firm) -> None:
    decide(world, morning, TYPED, Verdict.DIFFERENT)
    assert asked(world) == asked(world, "北京晟鼎新材料 ") == asked(world, "北京“晟鼎”新材料") == []
    assert [one.firm_id for one in asked(world, "北京晟鼎新材料有限公司")] == [morning.id]


def test_nor_is_one_of_two_entries_offered_to_the_other(world: World, morning: Firm) -> None:
    other = firms.firm(world, TYPED)
    assert [one.firm_id for one in asked(world, TYPED, other)] == [morning.id]
    settled = decide(world, other, morning, Verdict.DIFFERENT)
    assert (settled.firm_id, settled.other_id) == (morning.id, other.id)
    assert asked(world, TYPED, other) == asked(world, morning.name, morning) == []


def test_two_entries_that_are_one_firm_are_surely_that(world: World, morning: Firm) -> None:
    other = firms.firm(world, TYPED)
    decide(world, morning, other, Verdict.SAME)
    (one,) = asked(world, TYPED, other)
    assert (one.firm_id, one.likeness) == (morning.id, Likeness.CERTAIN)
    assert one.evidence[0].says == "已由人核定为同一企业"


def test_what_is_left_open_is_still_offered(world: World, morning: Firm) -> None:
    decide(world, morning, TYPED, Verdict.OPEN)
    assert [one.firm_id for one in asked(world)] == [morning.id]


def test_one_code_is_stronger_than_a_verdict_on_names(world: World, morning: Firm) -> None:
    morning.credit_code = code = "91000000MA0000001R"
    decide(world, morning, TYPED, Verdict.DIFFERENT)
    (one,) = candidates(world.session, FirmQuery(TYPED, credit_code=code))
    assert one.likeness is Likeness.CERTAIN


def test_a_verdict_is_one_event_that_reads_as_a_sentence(world: World, morning: Firm) -> None:
    decide(world, morning, TYPED, Verdict.SAME)
    (event,) = events(world)
    assert (event.subject, event.because, event.on) == (f"firm:{morning.id}", WHY, TODAY)
    said = sentence(event.kind, event.before, event.after)
    assert "北京晨鼎新材料" in said
    assert TYPED in said
    assert "同一企业" in said


def test_the_same_verdict_twice_is_one(world: World, morning: Firm) -> None:
    first = decide(world, morning, TYPED, Verdict.SAME)
    world.session.flush()
    assert decide(world, morning, "北京晟鼎 新材料", Verdict.SAME, "又点了一次") is first
    assert len(settlements(world)) == len(events(world)) == len(morning.aliases) == 1


def test_a_changed_verdict_voids_the_one_before(world: World, morning: Firm) -> None:
    decide(world, morning, TYPED, Verdict.SAME)
    morning.also_called("晟鼎", "两报写法不同")
    decide(world, morning, TYPED, Verdict.DIFFERENT, "营业执照不同")
    first, second = settlements(world)
    assert first.is_void
    assert first.voided_because == "改判为“不同企业”：营业执照不同"
    assert not second.is_void
    assert [alias.name for alias in morning.aliases] == ["晟鼎"]
    assert asked(world) == []
    assert events(world)[-1].before == {"verdict": "same"}


def test_a_verdict_of_two_firms_is_the_same_from_either_side(world: World, morning: Firm) -> None:
    other = firms.firm(world, TYPED)
    first = decide(world, morning, other, Verdict.OPEN)
    world.session.flush()
    assert decide(world, other, morning, Verdict.OPEN) is first


@pytest.mark.parametrize(
    ("other", "because", "field", "says"),
    [
        (TYPED, "  ", "because", "请写明依据"),
        ("（）", WHY, "name", "请写企业名称"),
        ("示" * 121, WHY, "name", "最多 120 个字"),
        ("示例钢管(衡阳)有限公司", WHY, "name", "另有一条企业记录"),
    ],
)
def test_a_verdict_needs_a_reason_and_a_name_that_nobody_else_has(
    world: World, morning: Firm, other: str, because: str, field: str, says: str
) -> None:
    with pytest.raises(Refused) as refused:
        decide(world, morning, other, Verdict.SAME, because)
    assert says in refused.value.fields[field]


def test_a_firm_is_not_settled_with_itself(world: World, morning: Firm) -> None:
    with pytest.raises(Refused, match="同一条企业记录"):
        decide(world, morning, morning, Verdict.SAME)


def test_an_entry_that_went_into_another_is_not_settled(world: World, morning: Firm) -> None:
    gone = firms.firm(world, "例海轴承有限公司")
    merge(morning, gone, because="示例", by=world.by("head"), on=TODAY)
    with pytest.raises(Refused, match="已并入另一家企业"):
        decide(world, gone, TYPED, Verdict.SAME)


def test_its_own_name_in_another_spelling_is_no_alias(world: World, morning: Firm) -> None:
    decide(world, morning, "北京晨鼎·新材料", Verdict.SAME)
    assert morning.aliases == []
