"""The crowd: any number of lives, planned one by one and written in batches."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from seed.synthetic.batch import write
from seed.synthetic.deck import Card, shuffled_deck
from seed.synthetic.life import Life, life_of, life_pace
from seed.synthetic.setting import Setting
from tracker.domain.project.project_codes import CodeSeries

BATCH = 480
"""Lives written at once; a multiple of TWICE, so that a firm never spans two batches."""

TWICE = 12
"""One project in so many is its firm's second."""


def populate(
    session: Session, setting: Setting, projects: int, prefix: str, after_batch: Callable[[], None]
) -> None:
    """Write that many lives, oldest first, so that ids and codes follow the days of filing."""
    deck = shuffled_deck(setting.rng("deck"))
    order = sorted(
        range(projects),
        key=lambda number: life_pace(number, deck[number % len(deck)], setting).filed_on,
    )
    last = {one.name: one.last for one in session.scalars(select(CodeSeries))}
    used = Counter(last)
    for start in range(0, projects, BATCH):
        lives = list(_lives(order[start : start + BATCH], start, deck, setting))
        write(session, lives, _codes(lives, prefix, used), setting)
        _keep_series(session, used)
        after_batch()


def _lives(
    numbers: Sequence[int], start: int, deck: Sequence[Card], setting: Setting
) -> Iterator[Life]:
    line = ""
    for place, number in enumerate(numbers, start=start):
        is_second = place % TWICE == TWICE - 1
        firm_number = place - 1 if is_second else place
        life = life_of(
            number, deck[number % len(deck)], setting, firm_number, line if is_second else ""
        )
        line = life.firm.line
        yield life


def _codes(lives: Sequence[Life], prefix: str, used: Counter[str]) -> list[str]:
    codes = []
    for life in lives:
        name = f"{prefix}{life.filed_on.year}"
        used[name] += 1
        codes.append(f"{name}-{used[name]:04d}")
    return codes


def _keep_series(session: Session, used: Counter[str]) -> None:
    """Leave each series where the next registration has to go on."""
    kept = {one.name: one for one in session.scalars(select(CodeSeries))}
    for name, last in used.items():
        if name in kept:
            kept[name].last = last
        else:
            session.add(CodeSeries(name=name, last=last))
    session.flush()
