"""Feeding lines as the server draws them: tiles in the gutters between three columns of cards.

A tile is one gutter in one row. It is stretched to whatever height its row has, so a
line that is drawn from tile to tile meets its cards however their text wraps, without
a script. Within a tile 0 to 100 is from left to right and from top to bottom.

A line leaves its card in the middle, runs along a trunk of its own, and comes in at the
middle of a left edge or low on a right edge. A line that passes over the middle column
does so below the row that it starts from.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

MIDDLE, LOW, BELOW = 50.0, 78.0, 100.0
LEFT, RIGHT = 0.0, 100.0
TURN_X, TURN_Y = 12.0, 7.0
"""How wide and how high the round of a turn is."""

LAST_COLUMN = 2


class Place(NamedTuple):
    """Where a card stands; columns and rows count from 0."""

    column: int
    row: int


class End(NamedTuple):
    """Where a line comes into a gutter or leaves it: at a row's height, on the left or right."""

    row: int
    y: float
    edge: float


@dataclass(frozen=True, slots=True)
class Leg:
    """A line's way through one gutter."""

    gutter: int
    source: int
    to: int
    start: End
    end: End

    @property
    def is_straight(self) -> bool:
        return self.start[:2] == self.end[:2] and self.start.edge != self.end.edge

    @property
    def span(self) -> int:
        return abs(self.end.row - self.start.row)


@dataclass(frozen=True, slots=True)
class Stroke:
    """A piece of a line within one tile."""

    source: int
    to: int
    d: str


@dataclass(frozen=True, slots=True)
class Tile:
    """What is drawn in one gutter in one row."""

    gutter: int
    row: int
    strokes: tuple[Stroke, ...]


@dataclass(frozen=True, slots=True)
class Drawing:
    """All tiles; the rows below which lines pass the middle column; the edges lines come in at."""

    tiles: tuple[Tile, ...]
    crossings: tuple[int, ...]
    entries: Mapping[int, frozenset[str]]


def drawing_of(places: Mapping[int, Place], feeds: Iterable[tuple[int, int]]) -> Drawing:
    """The lines of these feeds between these cards; a feed whose card is not shown is left out."""
    shown = [(one, other) for one, other in feeds if one in places and other in places]
    legs = [leg for one, other in shown for leg in _legs(one, other, places)]
    trunks = _trunks(legs)
    strokes: dict[tuple[int, int], list[Stroke]] = defaultdict(list)
    for leg in legs:
        for row, d in _drawn(leg, trunks.get((leg.gutter, leg.source), MIDDLE)):
            strokes[leg.gutter, row].append(Stroke(leg.source, leg.to, d))
    tiles = tuple(Tile(*key, tuple(found)) for key, found in sorted(strokes.items()))
    crossings = {leg.start.row for leg in legs if leg.start.y == BELOW}
    return Drawing(tiles, tuple(sorted(crossings)), _entries(legs))


def _legs(one: int, other: int, places: Mapping[int, Place]) -> Iterator[Leg]:
    here, there = places[one], places[other]
    goes_right = there.column > here.column or (
        there.column == here.column and here.column < LAST_COLUMN
    )
    start_edge = LEFT if goes_right else RIGHT
    enters_left = there.column > here.column or (
        there.column == here.column and here.column == LAST_COLUMN
    )
    # A gutter's left edge is a card's right one, and the other way round.
    out_y = MIDDLE if goes_right else LOW
    in_y = MIDDLE if enters_left else LOW
    end_edge = RIGHT if enters_left else LEFT
    first = here.column if goes_right else here.column - 1
    last = there.column - 1 if enters_left else there.column
    start, end = End(here.row, out_y, start_edge), End(there.row, in_y, end_edge)
    if first == last:
        yield Leg(first, one, other, start, end)
    else:
        far = RIGHT if goes_right else LEFT
        yield Leg(first, one, other, start, End(here.row, BELOW, far))
        yield Leg(last, one, other, End(here.row, BELOW, RIGHT - far), end)


def _trunks(legs: Iterable[Leg]) -> dict[tuple[int, int], float]:
    """Where each source's trunk runs in a gutter: short ones near their own side, none shared."""
    spans: dict[tuple[int, int], tuple[float, int]] = {}
    for leg in legs:
        if not leg.is_straight:
            key = (leg.gutter, leg.source)
            reach = max(leg.span, spans.get(key, (0.0, 0))[1])
            spans[key] = (leg.start.edge, reach)
    found: dict[tuple[int, int], float] = {}
    for gutter in {key[0] for key in spans}:
        own = [key for key in spans if key[0] == gutter]
        own.sort(key=lambda key: _nearness(*spans[key]))
        for number, key in enumerate(own, start=1):
            found[key] = round(RIGHT * number / (len(own) + 1), 1)
    return found


def _nearness(edge: float, reach: int) -> tuple[float, int]:
    return (edge, reach) if edge == LEFT else (edge, -reach)


def _drawn(leg: Leg, trunk: float) -> Iterator[tuple[int, str]]:
    """(row, path) of every tile that the leg passes."""
    start, end = leg.start, leg.end
    if leg.is_straight:
        yield start.row, f"M{start.edge:g} {start.y:g}H{end.edge:g}"
        return
    down = 1 if _along(end) > _along(start) else -1
    if start.y == BELOW and down > 0:
        start = End(start.row + 1, 0.0, start.edge)
    if start.row == end.row:
        yield start.row, _out(start, trunk, down) + _in(end, trunk, down)
        return
    edge_out, edge_in = (BELOW, 0.0) if down > 0 else (0.0, BELOW)
    yield start.row, f"{_out(start, trunk, down)}V{edge_out:g}"
    for row in range(start.row + down, end.row, down):
        yield row, f"M{trunk:g} 0V{BELOW:g}"
    yield end.row, f"M{trunk:g} {edge_in:g}{_in(end, trunk, down)}"


def _along(end: End) -> float:
    return end.row * BELOW + end.y


def _out(start: End, trunk: float, down: int) -> str:
    """From the edge into the trunk, round the corner."""
    turn = _turn(trunk - start.edge)
    return (
        f"M{start.edge:g} {start.y:g}H{trunk - turn:g}"
        f"Q{trunk:g} {start.y:g} {trunk:g} {start.y + down * TURN_Y:g}"
    )


def _in(end: End, trunk: float, down: int) -> str:
    """Along the trunk and out of it to the edge, round the corner."""
    turn = _turn(end.edge - trunk)
    return f"V{end.y - down * TURN_Y:g}Q{trunk:g} {end.y:g} {trunk + turn:g} {end.y:g}H{end.edge:g}"


def _turn(room: float) -> float:
    """As wide as usual, or as there is room for; to the right where that is positive."""
    return max(-TURN_X, min(TURN_X, room))


def _entries(legs: Iterable[Leg]) -> dict[int, frozenset[str]]:
    """For each card the edges that lines come in at, where an arrow head stands."""
    found: dict[int, set[str]] = defaultdict(set)
    for leg in legs:
        if leg.end.y != BELOW:
            found[leg.to].add("left" if leg.end.edge == RIGHT else "right")
    return {card: frozenset(edges) for card, edges in found.items()}
