"""Clearing: the acts about blockers and task forces in an invented life."""

from datetime import date, timedelta
from random import Random

from seed.synthetic.act import Act
from seed.synthetic.deck import Card
from seed.synthetic.hurdles import FORCES, OF_OTHERS, OF_THE_STREET, TASKS, Hurdle
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
        return acts + _standing(hurdle, card, pace, setting, rng)
    if number % 60 == 17:
        return acts + _cleared(rng.choice(OF_THE_STREET), pace, setting, rng)
    if rng.random() < 0.1:
        return acts + _cleared(rng.choice(OF_OTHERS), pace, setting, rng)
    return acts


def _drawn_in(name: str, pace: Pace, setting: Setting, rng: Random) -> Act:
    end = _end(pace, setting)
    on = pace.filed_on + (end - pace.filed_on) * rng.random()
    told = {"department": setting.units[name], "task": rng.choice(TASKS)}
    return Act(on, "draw_in", told)


def _standing(hurdle: Hurdle, card: Card, pace: Pace, setting: Setting, rng: Random) -> list[Act]:
    """Overdue on a red project, nearly due on a yellow one, far from due on a green one."""
    today = setting.today
    raised_on = max(pace.filed_on, today - timedelta(days=rng.randint(3, 12)))
    told = {"kind": hurdle.kind, "what": hurdle.what, "wanted": hurdle.wanted}
    if card.colour is Colour.GREEN and rng.random() < 0.25:
        return [Act(raised_on, "raise_blocker", told)]
    due_on = today + timedelta(days=rng.randint(14, 35))
    if card.colour is Colour.YELLOW:
        due_on = today + timedelta(days=rng.randint(0, 1))
    elif card.colour is Colour.RED:
        due_on = today - timedelta(days=rng.randint(1, 15))
        raised_on = max(pace.filed_on, due_on - timedelta(days=rng.randint(6, 15)))
    return _raised(hurdle, raised_on, max(due_on, raised_on), setting, rng)


def _cleared(hurdle: Hurdle, pace: Pace, setting: Setting, rng: Random) -> list[Act]:
    """Raised and closed within the life; one in six was sent back once in between."""
    end = _end(pace, setting)
    room = (end - pace.filed_on).days
    if room < 40:
        return []
    raised_on = pace.filed_on + timedelta(days=rng.randint(1, room - 30))
    closed_on = raised_on + timedelta(days=rng.randint(3, 14))
    acts = _raised(hurdle, raised_on, raised_on + timedelta(days=10), setting, rng)
    by = setting.people["street"] if hurdle.department == STREET else None
    acts.append(Act(closed_on, "close_blocker", {"blocker": 0, "outcome": hurdle.outcome}, by))
    if rng.random() < 0.17:
        back_on, again_on = closed_on + timedelta(days=3), closed_on + timedelta(days=12)
        told = {"blocker": 0, "because": "示例：企业反映还没有办妥", "due_on": again_on}
        acts.append(Act(back_on, "reopen_blocker", told))
        outcome = f"补办后，{hurdle.outcome}"
        acts.append(Act(again_on, "close_blocker", {"blocker": 0, "outcome": outcome}, by))
    return acts


def _raised(hurdle: Hurdle, on: date, due_on: date, setting: Setting, rng: Random) -> list[Act]:
    """Raised and assigned in one breath, or assigned by the head the same day."""
    told = {"kind": hurdle.kind, "what": hurdle.what, "wanted": hurdle.wanted}
    to = {"department": setting.units[hurdle.department], "due_on": due_on}
    if rng.random() < 0.7:
        return [Act(on, "raise_blocker", told | to)]
    head = setting.people["head"]
    return [
        Act(on, "raise_blocker", told),
        Act(on, "assign_blocker", {"blocker": 0} | to, by=head),
    ]


def _end(pace: Pace, setting: Setting) -> date:
    """The last day on which anything may have happened: yesterday, or the day it was left."""
    stage, on = pace.steps[-1]
    return on if stage.is_exit else setting.today - timedelta(days=1)
