"""When the next step with a project falls, seen from today."""

from collections.abc import Callable
from datetime import date, timedelta

from sqlalchemy import ColumnElement, and_

from tracker.domain.project import Project
from tracker.domain.words import Stage
from tracker.word import Word

FRIDAY = 4


class Due(Word):
    """By when the next follow-up was promised; `tone` says it in full."""

    NOW = "now", "该跟进了", "约在今天或以前"
    AHEAD = "ahead", "本周要跟进", "约在今天以后，到周日；从周五起看到下周日"


def due(when: Due, today: date) -> ColumnElement[bool]:
    """The condition that a project's next step falls then; out of the line nothing is due."""
    return and_(FALLS[when](today), Project.stage.not_in(Stage.exits()))


def looked_ahead_to(today: date) -> date:
    """Until which Sunday one looks ahead; from Friday on, the next week is what counts."""
    sunday = today + timedelta(days=6 - today.weekday())
    return sunday if today.weekday() < FRIDAY else sunday + timedelta(days=7)


FALLS: dict[Due, Callable[[date], ColumnElement[bool]]] = {
    Due.NOW: lambda today: Project.next_on <= today,
    Due.AHEAD: lambda today: and_(
        Project.next_on > today, Project.next_on <= looked_ahead_to(today)
    ),
}
