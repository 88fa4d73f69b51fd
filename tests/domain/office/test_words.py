"""The vocabulary: stored values and labels tell words apart."""

import re

import pytest

from tests.client.page_checks import WORDS
from tracker.domain.words import Colour, Stage
from tracker.word import Word


@pytest.mark.parametrize("kind", WORDS, ids=lambda kind: kind.__name__)
def test_the_values_of_a_word_are_unique_and_plain(kind: type[Word]) -> None:
    values = [word.value for word in kind]
    assert len(set(values)) == len(values)
    assert all(re.fullmatch(r"[a-z]+([-_][a-z]+)*", value) and len(value) <= 32 for value in values)


@pytest.mark.parametrize(
    "kind", [kind for kind in WORDS if kind.__name__ != "EventKind"], ids=lambda kind: kind.__name__
)
def test_no_two_words_of_a_kind_look_alike(kind: type[Word]) -> None:
    labels = [word.label for word in kind]
    assert all(labels)
    assert len(set(labels)) == len(labels)


@pytest.mark.parametrize("kind", WORDS, ids=lambda kind: kind.__name__)
def test_a_word_is_found_again_by_its_value(kind: type[Word]) -> None:
    assert [kind(word.value) for word in kind] == list(kind)
    assert kind.choices() == [(word.value, word.label) for word in kind]


def test_the_line_has_nine_stages_and_three_exits_beside_it() -> None:
    assert [stage.label for stage in Stage.line()] == (
        ["线索", "在谈", "评审", "签约", "注册", "报批", "开工", "投产", "达产"]
    )
    assert [stage.label for stage in Stage if stage.is_exit] == ["暂停", "流转", "终止"]
    assert [stage.place for stage in Stage] == list(range(12))


def test_each_colour_has_a_shape_of_its_own() -> None:
    assert {colour.label: colour.shape for colour in Colour} == {"红": "●", "黄": "▲", "绿": "■"}
