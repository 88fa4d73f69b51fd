"""The rules of gaps, row by row, and the sums that they show."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.chain.gaps import (
    RULES,
    Gap,
    GapKind,
    Ground,
    Load,
    StatedQuantity,
    gaps_of,
    largest,
    loads_of,
)

STEEL = "衡钢"
TON = "吨"


def told(
    quantity: int,
    *,
    firm: str = STEEL,
    product: str = "",
    year: int = 2017,
    unit: str = TON,
    number: int = 1,
) -> StatedQuantity:
    """One quantity in 万吨, told of a firm in a year."""
    firm_id = len(firm) if firm else None
    return StatedQuantity(number, firm_id, firm, quantity * 10_000, unit, product, year, "示例来源")


def load(name: str, quantity: int, *, year: int = 2017, unit: str = TON) -> dict[str, Load]:
    return loads_of(name, [told(quantity, year=year, unit=unit)])


def kinds(ground: Ground) -> list[GapKind]:
    return [gap.kind for gap in gaps_of(ground)]


def only(ground: Ground) -> Gap:
    (gap,) = gaps_of(ground)
    return gap


PIPES = load("轧管", 150)


@pytest.mark.parametrize(
    ("ground", "expected"),
    [
        (Ground("钢渣处理"), [GapKind.NOBODY]),
        (Ground("钢渣处理", firms=1), []),
        (Ground("钢渣处理", in_line=1, signed=1), []),
        (Ground("钢渣处理", in_line=2), [GapKind.ONLY_TALKS]),
        (Ground("钢渣处理", firms=1, in_line=2), []),
        (
            Ground("热处理", firms=1, capacity=load("热处理", 83), sent=PIPES),
            [GapKind.SHORT_OF_FEED],
        ),
        (Ground("热处理", firms=1, capacity=load("热处理", 150), sent=PIPES), []),
        (Ground("热处理", firms=1, capacity=load("热处理", 151), sent=PIPES), []),
        (Ground("热处理", firms=1, sent=PIPES), []),
        (Ground("热处理", firms=1, capacity=load("热处理", 83, unit="台"), sent=PIPES), []),
        (
            Ground("气瓶", firms=1, capacity=load("气瓶", 5), demand=load("需求", 8)),
            [GapKind.SHORT_OF_DEMAND],
        ),
        (Ground("气瓶", firms=1, capacity=load("气瓶", 8), demand=load("需求", 8)), []),
        (Ground("气瓶", firms=1, demand=load("需求", 8)), []),
        (Ground("气瓶", demand=load("需求", 8)), [GapKind.NOBODY, GapKind.SHORT_OF_DEMAND]),
        (
            Ground("气瓶", in_line=1, demand=load("需求", 8)),
            [GapKind.ONLY_TALKS, GapKind.SHORT_OF_DEMAND],
        ),
        (
            Ground(
                "热处理", firms=1, capacity=load("热处理", 83), sent=PIPES, demand=load("需求", 90)
            ),
            [GapKind.SHORT_OF_FEED, GapKind.SHORT_OF_DEMAND],
        ),
    ],
)
def test_a_rule_finds_what_is_lacking_and_nothing_else(
    ground: Ground, expected: list[GapKind]
) -> None:
    assert kinds(ground) == expected


def test_every_kind_has_its_rule_and_each_rule_its_words() -> None:
    assert [rule.kind for rule in RULES] == list(GapKind)
    assert all(rule.when.endswith("。") for rule in RULES)


def test_the_printed_capacities_leave_67_and_90() -> None:
    heat, threads = load("热处理", 83), load("管端螺纹接箍", 60)
    gap = only(Ground("热处理", firms=1, capacity=heat, sent=PIPES))
    assert gap.said == "67 万吨（轧管 150 − 热处理 83，2017 年）"
    sent = largest([*PIPES.values(), *heat.values()])
    gap = only(Ground("管端螺纹接箍", firms=1, capacity=threads, sent=sent))
    assert gap.said == "90 万吨（轧管 150 − 管端螺纹接箍 60，2017 年）"
    assert gap.sources == ["示例来源"]
    assert [one.quantity for one in gap.told] == [1_500_000, 600_000]


def test_years_that_differ_are_both_told() -> None:
    heat = load("热处理", 83, year=2024)
    gap = only(Ground("热处理", firms=1, capacity=heat, sent=PIPES))
    assert gap.sum == "轧管 150（2017 年）− 热处理 83（2024 年）"


def test_a_demand_that_nobody_meets_is_lacking_whole() -> None:
    short = gaps_of(Ground("气瓶", demand=load("需求", 8)))[-1]
    assert short.said == "8 万吨（需求 8 − 气瓶 0，2017 年）"


def test_a_small_difference_is_said_at_the_scale_of_its_sum() -> None:
    capacity = loads_of(
        "热处理", [StatedQuantity(1, 1, STEEL, 1_495_000, TON, "", 2017, "示例来源")]
    )
    gap = only(Ground("热处理", firms=1, capacity=capacity, sent=PIPES))
    assert gap.said == "0.5 万吨（轧管 150 − 热处理 149.5，2017 年）"


def test_of_each_firm_the_newest_year_counts_and_of_one_year_the_last_word() -> None:
    found = loads_of(
        "轧管",
        [
            told(100, year=2015, number=9),
            told(150, number=1),
            told(140, number=2),
            told(30, firm="示例管业", year=2010),
        ],
    )
    assert found[TON].quantity == 1_700_000
    assert found[TON].years == "2010、2017 年"
    assert found[TON].said == "170 万吨（衡钢 2017 年，示例管业 2010 年）"


def test_different_products_are_not_added_the_largest_stands_for_the_link() -> None:
    found = loads_of("炼铁炼钢连铸", [told(90, product="铁"), told(150, product="钢", number=2)])
    assert found[TON].quantity == 1_500_000
    assert [one.product for one in found[TON].told] == ["钢"]


def test_units_are_kept_apart() -> None:
    found = loads_of("气瓶", [told(5), told(7, unit="只", number=2)])
    assert {unit: one.quantity for unit, one in found.items()} == {TON: 50_000, "只": 70_000}


QUANTITIES = st.lists(
    st.builds(
        told,
        st.integers(1, 10**6),
        firm=st.sampled_from(["", "甲", "乙乙"]),
        product=st.sampled_from(["", "钢"]),
        year=st.integers(2010, 2014),
        unit=st.sampled_from([TON, "台"]),
        number=st.integers(1, 99),
    ),
    max_size=8,
)


@given(QUANTITIES, QUANTITIES)
def test_what_is_lacking_is_the_difference_of_its_two_loads(
    there: list[StatedQuantity], sent: list[StatedQuantity]
) -> None:
    ground = Ground(
        "热处理", firms=1, capacity=loads_of("热处理", there), sent=loads_of("轧管", sent)
    )
    short = {gap.wanted.unit: gap for gap in gaps_of(ground) if gap.wanted}
    for unit in (TON, "台"):
        wanted, made = ground.sent.get(unit), ground.capacity.get(unit)
        is_short = bool(wanted and made and wanted.quantity > made.quantity)
        assert (unit in short) is is_short
