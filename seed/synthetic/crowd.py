"""The crowd: any number of invented lives, oldest first."""

from collections.abc import Iterator

from seed.synthetic.deck import shuffled_deck
from seed.synthetic.life import Life, life_of, life_pace
from seed.synthetic.setting import Setting

TWICE = 12
"""One project in so many is its firm's second."""


def crowd_of(projects: int, setting: Setting) -> Iterator[Life]:
    """That many lives in the order of their filing, so that numbers and codes follow it too."""
    deck = shuffled_deck(setting.rng("deck"))
    cards = {number: deck[number % len(deck)] for number in range(projects)}
    filed_on = {number: life_pace(number, card, setting).filed_on for number, card in cards.items()}
    line = ""
    for place, number in enumerate(sorted(cards, key=filed_on.__getitem__)):
        is_second = place % TWICE == TWICE - 1
        firm_number = place - 1 if is_second else place
        life = life_of(number, cards[number], setting, firm_number, line if is_second else "")
        line = life.firm.line
        yield life
