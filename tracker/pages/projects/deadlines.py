"""What falls due on a project, soonest first: the next follow-up, and when each clock turns it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tracker.domain.base import FAR_OFF
from tracker.domain.project import Project
from tracker.domain.project.light_rules import Turn
from tracker.domain.words import Colour


@dataclass(frozen=True, slots=True)
class Deadline:
    """A day and what is due on it; `turns` is the light that it will show from then on."""

    on: date
    what: str
    turns: Colour | None = None


def deadlines(project: Project, turns: Sequence[Turn], now: date) -> list[Deadline]:
    found = [_of(turn, now) for turn in turns if now < turn.red_on]
    if project.next_on != FAR_OFF and not project.stage.is_exit:
        step = f"：{project.next_step}" if project.next_step else ""
        found.append(Deadline(project.next_on, f"下次跟进{step}"))
    return sorted(found, key=lambda one: one.on)


def _of(turn: Turn, now: date) -> Deadline:
    if now < turn.yellow_on:
        return Deadline(turn.yellow_on, f"{turn.reason.label}到期", Colour.YELLOW)
    return Deadline(turn.red_on, f"{turn.reason.label}仍未动", Colour.RED)
