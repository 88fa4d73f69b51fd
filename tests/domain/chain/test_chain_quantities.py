"""Quantities as people type them: with 万 or without, never rounded, never guessed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.chain.quantities import UNITS, read_quantity, scaled, spoken, unit_choices
from tracker.refusal import Refused


@pytest.mark.parametrize(
    ("typed", "unit", "expected"),
    [
        ("83", "万吨", (830_000, "吨")),
        ("83万吨", "台", (830_000, "吨")),
        ("1,200.5", "万吨", (12_005_000, "吨")),
        ("１５０", "万吨", (1_500_000, "吨")),
        ("0.0001", "万吨", (1, "吨")),
        ("5", "台", (5, "台")),
        ("5万", "台", (50_000, "台")),
        ("5 万 台", "吨", (50_000, "台")),
        ("2亿千瓦时", "吨", (200_000_000, "千瓦时")),
    ],
)
def test_what_is_typed_is_kept_in_whole_units(
    typed: str, unit: str, expected: tuple[int, str]
) -> None:
    assert read_quantity(typed, unit) == expected


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "只写数字"),
        ("约83", "只写数字"),
        ("80-90", "只写数字"),
        ("-5", "只写数字"),
        ("83万头", "不认识单位“头”"),
        ("0.00001", "不是整吨数"),
        ("0", "大于 0"),
        ("9" * 20, "不超过 100 万亿"),
        ("9" * 40, "只写数字"),
        ("NaN", "只写数字"),
    ],
)
def test_what_is_no_quantity_is_refused_with_what_to_do(typed: str, said: str) -> None:
    with pytest.raises(Refused, match=said) as refusal:
        read_quantity(typed, "万吨")
    assert list(refusal.value.fields) == ["quantity"]


def test_every_unit_is_offered_with_and_without_wan_and_can_be_read() -> None:
    for name, _ in unit_choices():
        assert read_quantity("2", name)[1] in UNITS


@given(st.integers(1, 10**14), st.sampled_from(UNITS))
def test_what_is_said_is_read_again(quantity: int, unit: str) -> None:
    assert read_quantity(spoken(quantity, unit), unit) == (quantity, unit)


def test_quantities_that_are_compared_stand_at_one_scale() -> None:
    assert scaled([1_500_000, 8_300], "吨") == (["150", "0.83"], "万吨")
    assert scaled([800, 0], "台") == (["800", "0"], "台")
    assert spoken(123_456_789, "千瓦时") == "12,345.6789 万千瓦时"
