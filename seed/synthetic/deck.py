"""The deck: 120 cards of stage and colour, so that any office shows a believable mix of lights."""

from random import Random
from typing import NamedTuple

from tracker.domain.words import Colour, Stage

RED, YELLOW, GREEN = Colour.RED, Colour.YELLOW, Colour.GREEN


class Card(NamedTuple):
    """Where a project stands today and the light it shows; no light when finished or out."""

    stage: Stage
    colour: Colour | None


COUNTS: dict[Stage, dict[Colour | None, int]] = {
    Stage.LEAD: {GREEN: 3, YELLOW: 3, RED: 1},
    Stage.TALKS: {GREEN: 17, YELLOW: 6, RED: 2},
    Stage.REVIEW: {GREEN: 6, YELLOW: 2, RED: 1},
    Stage.SIGNED: {GREEN: 7, YELLOW: 3, RED: 2},
    Stage.REGISTERED: {GREEN: 6, YELLOW: 2, RED: 1},
    Stage.PERMITTED: {GREEN: 5, YELLOW: 2, RED: 1},
    Stage.BUILDING: {GREEN: 13, YELLOW: 2, RED: 1},
    Stage.PRODUCING: {GREEN: 12, YELLOW: 1},
    Stage.FULL_CAPACITY: {None: 7},
    Stage.SHELVED: {None: 5},
    Stage.TRANSFERRED: {None: 3},
    Stage.DROPPED: {None: 6},
}
"""About one red in ten and one yellow in five among the lit."""


def shuffled_deck(rng: Random) -> list[Card]:
    """All cards, in an order of that generator's making."""
    cards = [
        Card(stage, colour)
        for stage, colours in COUNTS.items()
        for colour, count in colours.items()
        for _ in range(count)
    ]
    rng.shuffle(cards)
    return cards
