"""Follow-ups: the dated contacts of an invented life, each with its next step."""

from datetime import date, timedelta
from random import Random

from seed.synthetic.act import Act
from seed.synthetic.deck import Card
from seed.synthetic.firms import SampleFirm
from seed.synthetic.ideas import Idea
from seed.synthetic.pace import Between, Pace
from seed.synthetic.phrases import NEXT_STEPS, contact_at, said_at, someone
from seed.synthetic.setting import Setting
from tracker.domain.calendar import is_workday
from tracker.domain.project import Project
from tracker.domain.words import Stage

HOW_MANY: dict[Stage, Between] = {
    Stage.LEAD: (1, 2),
    Stage.TALKS: (5, 10),
    Stage.REVIEW: (7, 12),
    Stage.SIGNED: (8, 13),
    Stage.REGISTERED: (9, 14),
    Stage.PERMITTED: (10, 14),
    Stage.BUILDING: (11, 16),
    Stage.PRODUCING: (11, 17),
    Stage.FULL_CAPACITY: (12, 17),
    Stage.SHELVED: (6, 10),
    Stage.TRANSFERRED: (6, 9),
    Stage.DROPPED: (5, 9),
}
"""Follow-ups by where a life stands today; ten on the average."""

DUE_IN = (0, 3, -2, 6, 1, -5, 9, 2)
"""Days from today to the next step, in turn, so that everybody has all kinds on the desk."""


def follow_up_acts(
    number: int,
    card: Card,
    pace: Pace,
    idea: Idea,
    firm: SampleFirm,
    setting: Setting,
    rng: Random,
) -> list[Act]:
    """The contacts in order; the last one falls on the day that the pace says."""
    days, brand = _days(card, pace, rng), firm.brand
    acts = []
    for place, on in enumerate(days):
        stage, done = _progress(pace, on, setting.today)
        contact = contact_at(stage, rng)
        if place + 1 < len(days):
            later = days[place + 1] + timedelta(days=rng.randint(-3, 2))
            next_on: date | None = min(max(on, later), on + timedelta(days=30))
        else:
            next_on = _next_on(number, card, on, setting)
        acts.append(
            Act(
                on,
                Project.log_follow_up,
                {
                    "kind": contact,
                    "said": said_at(stage, done, contact, brand, idea.product, rng),
                    "present": f"示例{someone(rng)}" if rng.random() < 0.7 else "",
                    "next_step": rng.choice(NEXT_STEPS[stage]) if next_on else "",
                    "next_on": next_on,
                },
            )
        )
    return acts


def _days(card: Card, pace: Pace, rng: Random) -> list[date]:
    count = rng.randint(*HOW_MANY[card.stage])
    room = (pace.last_on - pace.filed_on).days
    earlier = [int(room * (place + rng.random()) / count) for place in range(count - 1)]
    return [*(_office_day(pace.filed_on, after) for after in earlier), pace.last_on]


def _progress(pace: Pace, on: date, today: date) -> tuple[Stage, float]:
    """The stage on that day, and the share of it that was over; exits are not talked about."""
    place = max(
        place
        for place, (stage, since) in enumerate(pace.steps)
        if since <= on and stage in NEXT_STEPS
    )
    stage, since = pace.steps[place]
    until = pace.steps[place + 1][1] if place + 1 < len(pace.steps) else today
    return stage, (on - since).days / max(1, (until - since).days)


def _office_day(filed_on: date, after: int) -> date:
    """That day, or the workday before it where there is one since the filing."""
    on = filed_on + timedelta(days=after)
    while not is_workday(on) and on > filed_on:
        on -= timedelta(days=1)
    return on


def _next_on(number: int, card: Card, on: date, setting: Setting) -> date | None:
    if card.stage.is_exit or card.stage is Stage.FULL_CAPACITY:
        return None
    turn = number // len(setting.owners)
    return max(on, setting.today + timedelta(days=DUE_IN[turn % len(DUE_IN)]))
