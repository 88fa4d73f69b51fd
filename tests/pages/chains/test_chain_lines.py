"""The lines of a map: whatever feeds whatever, a line runs without a break from card to card."""

import re
from collections import defaultdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.pages.chains.feeding_lines import Drawing, Place, Stroke, drawing_of

Spot = tuple[float, float]
"""Where a pen stands: gutters and the middle column from 0 on, rows from 0 on."""

STEP = re.compile(r"([MHVQ])([-\d. ]+)")
PLACES = st.lists(st.tuples(st.integers(0, 2), st.integers(0, 5)), unique=True, min_size=2)


def ends_of(stroke: Stroke) -> tuple[Spot, Spot]:
    """Where a stroke begins and ends within its tile."""
    x = y = 0.0
    start: Spot | None = None
    for command, numbers in STEP.findall(stroke.d):
        values = [float(one) for one in numbers.split()]
        if command == "H":
            x = values[0]
        elif command == "V":
            y = values[0]
        else:
            x, y = values[-2:]
        start = start or (x, y)
    assert start is not None
    return start, (x, y)


def path_of(drawing: Drawing, one: int, other: int) -> list[tuple[Spot, Spot]]:
    """The strokes of one line as spots of the whole drawing; a gutter is 1 wide."""
    found = []
    for tile in drawing.tiles:
        for stroke in tile.strokes:
            if (stroke.source, stroke.to) == (one, other):
                start, end = (
                    (round(tile.gutter + x / 100, 4), round(tile.row + y / 100, 4))
                    for x, y in ends_of(stroke)
                )
                found.append((start, end))
    return found


@given(PLACES, st.lists(st.tuples(st.integers(0, 17), st.integers(0, 17)), max_size=20))
def test_a_line_runs_from_edge_to_edge_without_a_break(
    spots: list[tuple[int, int]], pairs: list[tuple[int, int]]
) -> None:
    places = {number: Place(*spot) for number, spot in enumerate(spots)}
    feeds = {(one, other) for one, other in pairs if one in places and one != other}
    drawing = drawing_of(places, feeds)
    for one, other in feeds:
        strokes = path_of(drawing, one, other)
        if other not in places:
            assert strokes == []
            continue
        degree: dict[Spot, int] = defaultdict(int)
        for start, end in strokes:
            degree[start] += 1
            degree[end] += 1
        loose = sorted(spot for spot, times in degree.items() if times % 2)
        assert len(loose) == 2, (one, other, strokes)
        assert {int(spot[1]) for spot in loose} == {places[one].row, places[other].row}
        for spot in loose:
            assert spot[0] in (0.0, 1.0, 2.0), "a line begins and ends at an edge of a gutter"


@given(PLACES)
def test_no_two_sources_share_a_trunk(spots: list[tuple[int, int]]) -> None:
    places = {number: Place(*spot) for number, spot in enumerate(spots)}
    feeds = [(one, other) for one in places for other in places if one != other]
    drawing = drawing_of(places, feeds)
    owners: dict[tuple[int, str], set[int]] = defaultdict(set)
    for tile in drawing.tiles:
        for stroke in tile.strokes:
            for trunk in re.findall(r"M([\d.]+) 0V100", stroke.d):
                owners[tile.gutter, trunk].add(stroke.source)
    assert all(len(sources) == 1 for sources in owners.values())


@pytest.mark.parametrize(
    ("here", "there", "edge"),
    [
        (Place(0, 0), Place(1, 0), "left"),
        (Place(1, 0), Place(0, 1), "right"),
        (Place(1, 0), Place(1, 3), "right"),
        (Place(2, 0), Place(2, 1), "left"),
        (Place(0, 0), Place(2, 2), "left"),
        (Place(2, 3), Place(0, 0), "right"),
    ],
)
def test_an_arrow_head_stands_at_the_edge_that_the_line_comes_in_at(
    here: Place, there: Place, edge: str
) -> None:
    drawing = drawing_of({1: here, 2: there}, [(1, 2)])
    assert drawing.entries == {2: frozenset({edge})}


def test_a_neighbour_in_the_same_row_gets_a_straight_line() -> None:
    drawing = drawing_of({1: Place(0, 2), 2: Place(1, 2)}, [(1, 2)])
    assert [stroke.d for tile in drawing.tiles for stroke in tile.strokes] == ["M0 50H100"]


def test_a_line_over_the_middle_column_passes_below_its_row() -> None:
    drawing = drawing_of({1: Place(0, 1), 2: Place(2, 3)}, [(1, 2)])
    assert drawing.crossings == (1,)
    assert {tile.gutter for tile in drawing.tiles} == {0, 1}


def test_a_feed_of_a_card_that_is_not_shown_is_left_out() -> None:
    assert drawing_of({1: Place(0, 0)}, [(1, 2), (2, 1)]).tiles == ()
