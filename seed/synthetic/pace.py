"""Pace: the days of a life, counted back from today so that its light comes out right."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from seed.synthetic.deck import GREEN, RED, YELLOW, Card
from tracker.domain.calendar import add_months
from tracker.domain.words import Colour, Stage

Between = tuple[int, int]
LONGEST_LIFE = 540
"""Days; a year and a half."""


@dataclass(frozen=True, slots=True)
class Span:
    """Days in the last stage and since the last follow-up, months ahead to the planned start."""

    age: Between
    gap: Between = (1, 17)
    is_filed: bool = True
    planned: Between = (1, 5)


SPANS: dict[tuple[Stage, Colour | None], tuple[Span, ...]] = {
    (Stage.LEAD, GREEN): (Span((1, 2), gap=(1, 1)),),
    (Stage.LEAD, YELLOW): (Span((3, 5), gap=(1, 2)),),
    (Stage.LEAD, RED): (Span((7, 14), gap=(1, 6)),),
    (Stage.TALKS, GREEN): (Span((5, 55)),),
    (Stage.TALKS, YELLOW): (Span((63, 86)), Span((35, 57), gap=(31, 34))),
    (Stage.TALKS, RED): (Span((95, 150)), Span((95, 130), gap=(61, 80))),
    (Stage.REVIEW, GREEN): (Span((2, 17)),),
    (Stage.REVIEW, YELLOW): (Span((21, 38)),),
    (Stage.REVIEW, RED): (Span((42, 70)),),
    (Stage.SIGNED, GREEN): (Span((2, 80)),),
    (Stage.SIGNED, YELLOW): (
        Span((5, 8), is_filed=False),
        Span((24, 70), gap=(21, 23)),
        Span((95, 165)),
        Span((62, 85), planned=(-1, -1)),
    ),
    (Stage.SIGNED, RED): (
        Span((11, 19), is_filed=False),
        Span((190, 230)),
        Span((45, 80), gap=(42, 44)),
    ),
    (Stage.REGISTERED, GREEN): (Span((3, 50)),),
    (Stage.REGISTERED, YELLOW): (Span((62, 85)),),
    (Stage.REGISTERED, RED): (Span((125, 160)),),
    (Stage.PERMITTED, GREEN): (Span((3, 50)),),
    (Stage.PERMITTED, YELLOW): (Span((93, 105)),),
    (Stage.PERMITTED, RED): (Span((190, 220)),),
}
"""What gives a card its colour under the seeded clocks; later stages are coloured by blockers."""

LATER = {
    Stage.BUILDING: Span((10, 300)),
    Stage.PRODUCING: Span((10, 240)),
    Stage.FULL_CAPACITY: Span((10, 150), gap=(5, 40)),
}
LEFT = Span((5, 120), gap=(5, 30))

USUAL: dict[Stage, Between] = {
    Stage.LEAD: (2, 12),
    Stage.TALKS: (15, 75),
    Stage.REVIEW: (6, 25),
    Stage.SIGNED: (8, 35),
    Stage.REGISTERED: (12, 45),
    Stage.PERMITTED: (15, 70),
    Stage.BUILDING: (90, 200),
    Stage.PRODUCING: (60, 150),
}
BRISK: dict[Stage, Between] = {Stage.SIGNED: (5, 15), Stage.REGISTERED: (5, 15)}
"""Days in each stage on the way; brisk ones keep a signing within its three months."""

LEAVES_FROM = {
    Stage.SHELVED: (Stage.TALKS, Stage.REVIEW, Stage.SIGNED, Stage.PERMITTED),
    Stage.TRANSFERRED: (Stage.TALKS, Stage.REVIEW),
    Stage.DROPPED: (Stage.LEAD, Stage.TALKS, Stage.REVIEW, Stage.SIGNED),
}


@dataclass(frozen=True, slots=True)
class Pace:
    """The days of one life: each stage entered, the last follow-up, the planned start."""

    steps: tuple[tuple[Stage, date], ...]
    last_on: date
    is_filed: bool
    planned_on: date | None

    @property
    def filed_on(self) -> date:
        return self.steps[0][1]


def pace_of(card: Card, today: date, rng: Random, stretch: int = 0) -> Pace:
    """Count the days of a life back from where its card says it stands.

    By `stretch` days it may have stood there longer than usual: around long holidays,
    when clocks wait for the next workday, no usual age has the card's colour.
    """
    span = _span(card, rng)
    path = _path(card.stage, rng)
    brisk = BRISK if card.stage in (Stage.REGISTERED, Stage.PERMITTED) else {}
    stays = [rng.randint(*brisk.get(stage, USUAL.get(stage, (5, 20)))) for stage in path[:-1]]
    age = rng.randint(span.age[0], span.age[1] + stretch)
    stays = _fitted(stays, LONGEST_LIFE - age)
    days = [today - timedelta(days=age)]
    for stay in reversed(stays):
        days.insert(0, days[0] - timedelta(days=stay))
    steps = tuple(zip(path, days, strict=True))
    last_on = today - timedelta(days=rng.randint(*span.gap))
    if card.stage.is_exit:
        last_on = days[-1] - timedelta(days=1)
    return Pace(steps, max(last_on, days[0]), span.is_filed, _planned(steps, span, today, rng))


def _span(card: Card, rng: Random) -> Span:
    if card.stage.is_exit:
        return LEFT
    return LATER.get(card.stage) or rng.choice(SPANS[card])


def _path(stage: Stage, rng: Random) -> list[Stage]:
    line = Stage.line()
    if stage.is_exit:
        return [*line[: line.index(rng.choice(LEAVES_FROM[stage])) + 1], stage]
    path = line[: line.index(stage) + 1]
    if stage.place > Stage.SIGNED.place and rng.random() < 0.1:
        path.remove(Stage.REVIEW)
    if stage.place > Stage.TALKS.place and rng.random() < 0.06:
        path[2:2] = [Stage.SHELVED, Stage.TALKS]
    return path


def _fitted(stays: list[int], room: int) -> list[int]:
    """The stays, shortened in proportion when they are longer than the room."""
    total = sum(stays)
    return stays if total <= room else [max(1, stay * room // total) for stay in stays]


def _planned(
    steps: tuple[tuple[Stage, date], ...], span: Span, today: date, rng: Random
) -> date | None:
    """The 15th of some month ahead; for what has started, near the day it started."""
    days = dict(steps)
    if Stage.SIGNED not in days:
        return None
    if Stage.BUILDING in days:
        return max(days[Stage.SIGNED], days[Stage.BUILDING] + timedelta(days=rng.randint(-20, 30)))
    return add_months(today.replace(day=15), rng.randint(*span.planned))
