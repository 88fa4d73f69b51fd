"""Clearing: whether anything stands in an invented life's way, and who is drawn together for it."""

from datetime import date, timedelta
from random import Random

from seed.synthetic.act import Act
from seed.synthetic.clearing_acts import cleared_acts, standing_acts
from seed.synthetic.deck import Card
from seed.synthetic.hurdles import FORCES, OF_OTHERS, OF_THE_STREET, TASKS
from seed.synthetic.pace import Pace
from seed.synthetic.people import STREET
from seed.synthetic.setting import Setting
from tracker.domain.words import Colour, Stage

ON_THE_WAY = frozenset(Stage.line()) - {Stage.LEAD, Stage.FULL_CAPACITY}
COLOURED_BY_BLOCKER = frozenset({Stage.BUILDING, Stage.PRODUCING})


def clearing_acts(number: int, card: Card, pace: Pace, setting: Setting, rng: Random) -> list[Act]:
    """At most one blocker a life: standing where the light asks for one, else cleared."""
    acts = []
    if number % 40 == 7:
        acts.append(_drawn_in(STREET, pace, setting, rng))
    elif rng.random() < 0.1:
        acts.append(_drawn_in(rng.choice(FORCES), pace, setting, rng))
    coloured = card.stage in COLOURED_BY_BLOCKER and card.colour is not Colour.GREEN
    if coloured or (card.stage in ON_THE_WAY and rng.random() < 0.07):
        of_street = coloured and card.stage is Stage.BUILDING
        hurdle = rng.choice(OF_THE_STREET if of_street else OF_OTHERS)
        return acts + standing_acts(hurdle, card, pace.filed_on, setting, rng)
    if number % 60 == 17:
        return acts + cleared_acts(
            rng.choice(OF_THE_STREET), pace.filed_on, _end(pace, setting), setting, rng
        )
    if rng.random() < 0.1:
        return acts + cleared_acts(
            rng.choice(OF_OTHERS), pace.filed_on, _end(pace, setting), setting, rng
        )
    return acts


def _drawn_in(name: str, pace: Pace, setting: Setting, rng: Random) -> Act:
    end = _end(pace, setting)
    on = pace.filed_on + (end - pace.filed_on) * rng.random()
    told = {"department": setting.units[name], "task": rng.choice(TASKS)}
    return Act(on, "draw_in", told)


def _end(pace: Pace, setting: Setting) -> date:
    """The last day on which anything may have happened: yesterday, or the day it was left."""
    stage, on = pace.steps[-1]
    return on if stage.is_exit else setting.today - timedelta(days=1)
