"""Money as typed and as said."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.amounts import (
    LARGEST_YUAN,
    WAN,
    YI,
    doubtful_sum,
    in_yuan,
    spoken,
    typed_unit,
    vague_words,
)
from tracker.refusal import Refused

READ = [
    ("5000", "万", 50_000_000),
    ("1.2", "亿", 120_000_000),
    ("1,200", "万", 12_000_000),
    ("1，200", "万", 12_000_000),
    (" 1 200 ", "万", 12_000_000),
    ("5亿", "万", 500_000_000),
    ("5 亿元", "万", 500_000_000),
    ("5000万元", "亿", 50_000_000),
    ("300元", "万", 300),
    ("约2亿", "万", 200_000_000),
    ("0", "万", 0),
    ("0.00005", "万", 1),
    ("0.00004", "万", 0),
    ("100000亿", "万", LARGEST_YUAN),
]


@pytest.mark.parametrize(("text", "unit", "yuan"), READ)
def test_a_typed_sum_is_whole_yuan(text: str, unit: str, yuan: int) -> None:
    assert in_yuan(text, unit) == yuan


@pytest.mark.parametrize(
    ("text", "words"),
    [("约5000", "约5000万元"), (" 约2亿 ", "约2亿"), ("5000", ""), ("5000万", ""), ("", "")],
)
def test_about_so_much_keeps_its_words(text: str, words: str) -> None:
    assert vague_words(text, "万") == words


NOT_READ = [
    "",
    "约",
    "5000万-1亿",
    "2亿（一期0.8亿）",
    "五亿",
    "1.2.3",
    "-5",
    "１２亿吧",
    "1e9",
    "$5",
    "5 美元",
    "5亿亿",
    "NaN",
    "万",
    ".5",
    "100001亿",
]


@pytest.mark.parametrize("text", NOT_READ)
def test_what_is_no_plain_sum_is_refused_at_its_field(text: str) -> None:
    with pytest.raises(Refused) as refusal:
        in_yuan(text, "万", field="contract_yuan")
    assert set(refusal.value.fields) == {"contract_yuan"}


SPOKEN = [
    (None, "未报"),
    (0, "0 万元"),
    (300, "300 元"),
    (9_999, "9,999 元"),
    (10_000, "1 万元"),
    (12_345, "1.23 万元"),
    (18_000_000, "1,800 万元"),
    (99_999_999, "10,000 万元"),
    (100_000_000, "1.00 亿元"),
    (180_000_000, "1.80 亿元"),
    (1_234_500_000_000, "12,345.00 亿元"),
]


@pytest.mark.parametrize(("yuan", "words"), SPOKEN)
def test_a_sum_is_said_in_wan_below_a_yi_and_in_yi_above(yuan: int | None, words: str) -> None:
    assert spoken(yuan) == words


@given(st.integers(0, LARGEST_YUAN // WAN))
def test_a_sum_in_whole_wan_is_read_back_as_it_was_typed(wan: int) -> None:
    assert in_yuan(f"{wan:,}", "万") == in_yuan(str(wan), "万") == wan * WAN


@pytest.mark.parametrize(
    ("text", "unit"),
    [("5亿", "亿"), ("5 万元", "万"), ("300元", "元"), ("5", None), ("许多", None)],
)
def test_the_unit_behind_a_number_is_seen(text: str, unit: str | None) -> None:
    assert typed_unit(text) == unit


@pytest.mark.parametrize(
    ("yuan", "before"),
    [(100 * YI + 1, None), (301 * WAN, 100 * WAN), (100 * WAN, 301 * WAN), (9 * WAN, None)],
)
def test_a_sum_that_looks_wrong_is_asked_about(yuan: int, before: int | None) -> None:
    question = doubtful_sum(yuan, before)
    assert question
    assert spoken(yuan) in question


@pytest.mark.parametrize(
    ("yuan", "before"),
    [(100 * YI, None), (300 * WAN, 100 * WAN), (100 * WAN, 300 * WAN), (10 * WAN, 0)],
)
def test_an_ordinary_sum_is_not_asked_about(yuan: int, before: int | None) -> None:
    assert doubtful_sum(yuan, before) is None
