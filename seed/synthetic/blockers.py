"""Blockers: what stands in the way of an invented project, told act by act, and who helps."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from random import Random
from typing import Any

from seed.synthetic.act import Act
from seed.synthetic.deck import Card
from seed.synthetic.hurdles import FORCES, HELPERS, OF_OTHERS, OF_THE_STREET, TASKS, Hurdle
from seed.synthetic.pace import Pace
from seed.synthetic.people import CLEARS, STREET
from seed.synthetic.setting import Setting
from tracker.domain.blocker import Blocker, escalation, report_blocker
from tracker.domain.people.user import User
from tracker.domain.project import Project
from tracker.domain.words import Colour, Stage

A_DAY = timedelta(days=1)
LATER = "示例：外单位会签没有回来"
NOT_YET = "示例：企业反映还没有办妥"
MEETING = "示例：逐户明确责任人，三天一碰头"
ON_THE_WAY = frozenset(Stage.line()) - {Stage.LEAD, Stage.FULL_CAPACITY}
COLOURED_BY_BLOCKER = frozenset({Stage.BUILDING, Stage.PRODUCING})


def blocker_acts(number: int, card: Card, pace: Pace, setting: Setting, rng: Random) -> list[Act]:
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
        return acts + _standing(hurdle, card, pace.filed_on, setting, rng)
    if number % 60 == 17:
        return acts + _cleared(
            rng.choice(OF_THE_STREET), pace.filed_on, _end(pace, setting), setting, rng
        )
    if rng.random() < 0.1:
        return acts + _cleared(
            rng.choice(OF_OTHERS), pace.filed_on, _end(pace, setting), setting, rng
        )
    return acts


def _drawn_in(name: str, pace: Pace, setting: Setting, rng: Random) -> Act:
    end = _end(pace, setting)
    on = pace.filed_on + (end - pace.filed_on) * rng.random()
    told = {"department": setting.departments[name], "task": rng.choice(TASKS)}
    return Act(on, Project.draw_in, told)


def _end(pace: Pace, setting: Setting) -> date:
    """The last day on which anything may have happened: yesterday, or the day it was left."""
    stage, on = pace.steps[-1]
    return on if stage.is_exit else setting.today - timedelta(days=1)


def _standing(hurdle: Hurdle, card: Card, since: date, setting: Setting, rng: Random) -> list[Act]:
    """Overdue on a red project, nearly due on a yellow one, far from due on a green one."""
    today = setting.today
    raised_on = max(since, today - timedelta(days=rng.randint(3, 12)))
    if card.colour is Colour.GREEN and rng.random() < 0.25:
        return [Act(raised_on, report_blocker, _told(hurdle))]
    due_on = today + timedelta(days=rng.randint(14, 35))
    if card.colour is Colour.YELLOW:
        due_on = today + timedelta(days=rng.randint(0, 1))
    elif card.colour is Colour.RED:
        due_on = today - timedelta(days=rng.randint(1, 15))
        raised_on = max(since, due_on - timedelta(days=rng.randint(6, 15)))
    due_on = max(due_on, raised_on)
    story = _Story(hurdle, setting, rng)
    acts = [
        *story.raised(raised_on, due_on),
        *story.worked_on(raised_on + A_DAY),
        *story.asking(card.colour, min(due_on, today) - A_DAY, due_on),
        *story.climbing(due_on, today),
    ]
    if card.colour is Colour.GREEN and rng.random() < 0.4:
        acts.append(story.answered(raised_on + 3 * A_DAY))
    return [act for act in sorted(acts, key=lambda act: act.on) if act.on < today]


def _cleared(hurdle: Hurdle, since: date, end: date, setting: Setting, rng: Random) -> list[Act]:
    """Raised and closed within the life; one in six was sent back once in between."""
    room = (end - since).days
    if room < 40:
        return []
    raised_on = since + timedelta(days=rng.randint(1, room - 30))
    closed_on, due_on = raised_on + timedelta(days=rng.randint(3, 14)), raised_on + 10 * A_DAY
    story = _Story(hurdle, setting, rng)
    acts = [
        *story.raised(raised_on, due_on),
        *story.worked_on(raised_on + A_DAY),
        *story.backed(raised_on + A_DAY),
        *story.given_time(raised_on + 2 * A_DAY, due_on),
        *story.climbing(due_on, closed_on - A_DAY),
        story.answered(closed_on - A_DAY),
        story.closed(closed_on),
    ]
    if rng.random() < 0.17:
        acts += story.sent_back(closed_on + 3 * A_DAY, closed_on + 12 * A_DAY)
    return sorted(acts, key=lambda act: act.on)


class _Story:
    """One blocker told act by act; always the first of its project."""

    def __init__(self, hurdle: Hurdle, setting: Setting, rng: Random) -> None:
        self.hurdle, self.setting, self.rng = hurdle, setting, rng
        self.by: User = setting.people[CLEARS[hurdle.department]]
        self.has_more_time = False

    def raised(self, on: date, due_on: date) -> list[Act]:
        """Raised and assigned in one breath, or assigned by the head the same day."""
        to: dict[str, Any] = {
            "department": self.setting.departments[self.hurdle.department],
            "due_on": due_on,
        }
        if self.rng.random() < 0.2:
            to["helpers"] = [self.setting.departments[self.rng.choice(HELPERS)]]
        told = _told(self.hurdle, on + 20 * A_DAY if self.rng.random() < 0.5 else None)
        if self.rng.random() < 0.7:
            return [Act(on, report_blocker, told | to)]
        head = self.setting.people["head"]
        return [Act(on, report_blocker, told), _of(Blocker.assign_to, on, head, **to)]

    def worked_on(self, on: date) -> list[Act]:
        """Taken on the day after, and told of once."""
        return [
            _of(Blocker.accept, on, self.by),
            _of(Blocker.report, on + A_DAY, self.by, said=f"示例：{self.hurdle.done}"),
        ]

    def backed(self, on: date) -> list[Act]:
        """The street draws people together and meets."""
        if self.hurdle.department != STREET:
            return []
        unit = self.setting.departments[STREET]
        return [
            _of(Blocker.draw_in, on, self.by, department=unit, task="牵头协调"),
            _of(Blocker.hold_meeting, on + A_DAY, self.by, minutes=MEETING, present="示例社区"),
        ]

    def asking(self, colour: Colour | None, on: date, due_on: date) -> Iterator[Act]:
        """More time asked for on the eve of the deadline: not decided yet, or refused."""
        if colour not in (Colour.RED, Colour.YELLOW) or self.rng.random() < 0.5:
            return
        yield _of(Blocker.ask_for_time, on, self.by, due_on=due_on + 7 * A_DAY, because=LATER)
        if colour is Colour.RED and self.rng.random() < 0.5:
            head, because = self.setting.people["head"], "示例：项目等不起，请按期办"
            yield _of(Blocker.refuse_time, on, head, because=because)

    def given_time(self, on: date, due_on: date) -> list[Act]:
        """More time asked for and granted, in about one life of three."""
        self.has_more_time = self.rng.random() < 0.3
        if not self.has_more_time:
            return []
        later, head = due_on + 7 * A_DAY, self.setting.people["head"]
        return [
            _of(Blocker.ask_for_time, on, self.by, due_on=later, because=LATER),
            _of(Blocker.grant_time, on, head, due_on=later),
        ]

    def climbing(self, due_on: date, until: date) -> list[Act]:
        """What the night did meanwhile, each level on its day."""
        if self.has_more_time:
            return []
        days = {day for _, day in escalation.USUAL.days(due_on) if day < until}
        return [_of(climb, day, None) for day in sorted(days)]

    def answered(self, on: date) -> Act:
        said, proof = f"示例：{self.hurdle.outcome}", self.hurdle.proof
        return _of(Blocker.answer, on, self.by, said=said, proof=proof)

    def closed(self, on: date) -> Act:
        return _of(Blocker.close, on, None, outcome=f"示例：{self.hurdle.outcome}")

    def sent_back(self, on: date, due_on: date) -> list[Act]:
        """Not done after all; done the day before the new deadline, and closed on it."""
        return [
            _of(Blocker.reopen, on, None, because=NOT_YET, due_on=due_on),
            self.answered(due_on - A_DAY),
            self.closed(due_on),
        ]


def _told(hurdle: Hurdle, wished_on: date | None = None) -> dict[str, Any]:
    told = {"kind": hurdle.kind, "what": hurdle.what, "wanted": hurdle.wanted}
    return told | ({"wished_on": wished_on} if wished_on else {})


def _of(verb: Callable[..., object], on: date, by: User | None, **arguments: Any) -> Act:
    return Act(on, verb, arguments, by, is_on_blocker=True)


def climb(blocker: Blocker, *, on: date, **_: Any) -> None:
    """As the night does; nobody is named for it."""
    escalation.escalate(blocker, on=on)
