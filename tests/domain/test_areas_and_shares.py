"""Areas and shares as people type them: at most two decimals, kept as hundredths."""

import pytest

from tracker.domain.numbers import read_area, read_share
from tracker.refusal import Refused


@pytest.mark.parametrize(
    ("typed", "hundredths"),
    [
        ("0", 0),
        ("35.5", 3550),
        ("35.55亩", 3555),
        (" 35.50 亩 ", 3550),
        ("１２", 1200),
        ("1,200", 120_000),
        ("999999.99", 99_999_999),
    ],
)
def test_an_area_is_kept_in_hundredths_of_a_mu(typed: str, hundredths: int) -> None:
    assert read_area(typed) == hundredths


@pytest.mark.parametrize(
    "typed", ["-1", "35.555", "1000000", "三十亩", "NaN", "1e400", "5 顷", "亩"]
)
def test_what_is_no_area_is_refused_at_its_field(typed: str) -> None:
    with pytest.raises(Refused, match="最多两位小数") as refusal:
        read_area(typed)
    assert list(refusal.value.fields) == ["area_mu"]


@pytest.mark.parametrize(
    ("typed", "hundredths"),
    [("0", 0), ("51", 5100), ("33.33%", 3333), ("100 ％", 10_000), ("５０", 5000)],
)
def test_a_share_is_kept_in_hundredths_of_a_percent(typed: str, hundredths: int) -> None:
    assert read_share(typed) == hundredths


@pytest.mark.parametrize("typed", ["", "-1", "101", "100.01", "33.333", "1/3", "一半", "50%%"])
def test_what_is_no_share_is_refused_at_its_field(typed: str) -> None:
    with pytest.raises(Refused, match="0 到 100 之间的数") as refusal:
        read_share(typed)
    assert list(refusal.value.fields) == ["share"]
