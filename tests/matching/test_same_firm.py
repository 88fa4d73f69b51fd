"""The same firm? Judged on four hundred labelled pairs, a quarter of them held back."""

import pytest

from tests.firm_pairs import Pair, labelled_pairs, quality_of
from tracker.matching.evidence import EvidenceKind
from tracker.matching.firm_identity import FirmIdentity
from tracker.matching.likeness import RULES, WEIGHTS, Likeness, judge

PAIRS = labelled_pairs()
HELD_BACK = [pair for pair in PAIRS if pair.is_held_back]
CODE, OTHER_CODE = "91000000MA0000001R", "91000000MA0000002W"


def test_there_are_enough_pairs_of_every_truth() -> None:
    assert len(PAIRS) >= 400
    assert {pair.truth for pair in PAIRS} == {"same", "maybe", "different"}
    assert len({(pair.one, pair.other, pair.aliases) for pair in PAIRS}) == len(PAIRS)


@pytest.mark.parametrize("pairs", [PAIRS, HELD_BACK], ids=["all", "held back"])
def test_who_is_called_certain_is_one_firm_and_who_may_be_one_is_found(pairs: list[Pair]) -> None:
    quality = quality_of(pairs)
    assert quality.precision >= 0.98
    assert quality.recall >= 0.95


def test_strangers_are_seldom_asked_about() -> None:
    quality = quality_of(PAIRS)
    assert quality.quiet >= 0.9
    assert quality.sureness >= 0.95


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: f"{pair.one}/{pair.other}")
def test_it_does_not_matter_which_name_comes_first(pair: Pair) -> None:
    one, other = FirmIdentity.of(pair.one), FirmIdentity.of(pair.other, *pair.aliases)
    ahead, back = judge(one, other), judge(other, one)
    assert (ahead.likeness, ahead.weight) == (back.likeness, back.weight)


def test_two_papers_two_spellings_are_asked_about() -> None:
    found = judge(FirmIdentity.of("北京晨鼎新材料"), FirmIdentity.of("北京晟鼎新材料"))
    assert found.likeness is Likeness.DOUBTFUL
    assert [said.says for said in found.evidence] == [
        "“晨鼎”与“晟鼎”读音相近",
        "行业同为“新材料”",
        "地区同为北京",
    ]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("鲁丽钢铁", "鲁丽钢管"),
        ("金弘", "金鸿"),
        ("河北示瑞钢管有限公司", "河南示瑞钢管有限公司"),
        ("示例管材有限公司", "示例管具有限公司"),
    ],
)
def test_near_names_of_two_firms_are_not_asked_about(one: str, other: str) -> None:
    assert judge(FirmIdentity.of(one), FirmIdentity.of(other)).likeness is Likeness.DIFFERENT


@pytest.mark.parametrize(
    "other", ["示瑞钢管有限公司", "湖南示瑞新材料股份有限公司", "示瑞有限公司"]
)
def test_a_group_and_its_firm_are_never_surely_one(other: str) -> None:
    assert (
        judge(FirmIdentity.of("示瑞集团有限公司"), FirmIdentity.of(other)).likeness
        is Likeness.DOUBTFUL
    )


def test_unless_an_alias_says_so() -> None:
    group = FirmIdentity.of("示瑞集团有限公司", "示瑞钢管有限公司")
    found = judge(FirmIdentity.of("示瑞钢管有限公司"), group)
    assert found.likeness is Likeness.CERTAIN
    assert found.has(EvidenceKind.ALIAS)


def test_one_code_is_one_firm_whatever_the_names() -> None:
    found = judge(
        FirmIdentity.of("甲示例", credit_code=CODE), FirmIdentity.of("乙例示", credit_code=CODE)
    )
    assert found.likeness is Likeness.CERTAIN
    assert found.evidence[0].says == f"统一社会信用代码同为 {CODE}"


def test_two_codes_are_two_firms_unless_the_name_is_the_same() -> None:
    def likeness(name: str) -> Likeness:
        one = FirmIdentity.of("湖南示瑞钢管有限公司", credit_code=CODE)
        return judge(one, FirmIdentity.of(name, credit_code=OTHER_CODE)).likeness

    assert likeness("湖南示瑞钢管有限责任公司") is Likeness.DIFFERENT
    assert likeness("湖南示瑞钢管有限公司") is Likeness.DOUBTFUL


def test_a_code_with_a_wrong_check_digit_says_nothing() -> None:
    wrong = FirmIdentity.of("示瑞钢管有限公司", credit_code=CODE[:-1] + "S")
    assert wrong.credit_code == ""
    same = FirmIdentity.of("示瑞钢管有限公司", credit_code=CODE.lower())
    assert same.credit_code == CODE


def test_a_shared_telephone_is_asked_about_and_tells_its_end_alone() -> None:
    phone = frozenset({"13800001234"})
    found = judge(
        FirmIdentity.of("示瑞钢管", phones=phone), FirmIdentity.of("例海航运", phones=phone)
    )
    assert found.likeness is Likeness.DOUBTFUL
    assert [said.says for said in found.evidence] == ["联系电话相同，尾号 1234"]


def test_one_name_in_two_provinces_is_asked_about() -> None:
    one, other = (FirmIdentity.of("示达", province=where) for where in ("湖南省", "浙江省"))
    assert judge(one, other).likeness is Likeness.DOUBTFUL
    assert judge(one, one).likeness is Likeness.CERTAIN


def test_no_name_is_like_no_name() -> None:
    assert judge(FirmIdentity.of("（）"), FirmIdentity.of("")).likeness is Likeness.DIFFERENT
    assert (
        judge(FirmIdentity.of("ＴＣＬ科技"), FirmIdentity.of("TCN科技")).likeness
        is Likeness.DIFFERENT
    )


def test_every_rule_decides_some_case_that_no_earlier_one_does() -> None:
    for number, late in enumerate(RULES):
        shadows = [early for early in RULES[:number] if early.signs <= late.signs and not early.but]
        assert not shadows, f"{late} is never reached"


def test_every_sign_has_a_weight_and_a_side() -> None:
    assert set(WEIGHTS) == set(EvidenceKind)
    for sign in EvidenceKind:
        assert sign.tone == ("for" if WEIGHTS[sign] > 0 else "against")
