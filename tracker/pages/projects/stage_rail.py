"""The stage rail: the nine stages, and when the project last entered each of them."""

from dataclasses import dataclass
from datetime import date

from tracker.domain.project import Project
from tracker.domain.words import Stage
from tracker.queries.project_list.columns import IN_PRINT


@dataclass(frozen=True, slots=True)
class Stop:
    """One stage on the rail: `state` is done, now or ahead; `note` since when and how long."""

    stage: Stage
    state: str
    note: str


def rail(project: Project, now: date) -> list[Stop]:
    """The nine stages, each with the day the project last entered it and how long it stayed."""
    moves = project.standing_moves
    reached: dict[Stage, str] = {}
    for place, move in enumerate(moves):
        until = moves[place + 1].on if place + 1 < len(moves) else now
        day = f"{move.on:%m-%d}" if move.on.year == now.year else f"{move.on:%Y-%m-%d}"
        days = IN_PRINT if project.is_known_from_print_only else f"{(until - move.on).days} 天"
        reached[move.to_stage] = f"{day} · {days}"
    on_line = [move.to_stage for move in moves if not move.to_stage.is_exit]
    here = on_line[-1]
    for stage in Stage.line()[here.place + 1 :]:
        reached.pop(stage, None)
    return [Stop(stage, _state(stage, here), reached.get(stage, "")) for stage in Stage.line()]


def _state(stage: Stage, here: Stage) -> str:
    if stage is here:
        return "now"
    return "done" if stage.place < here.place else "ahead"


def exit_words(project: Project) -> str:
    """Why and since when a project is out of the line; empty while it is in."""
    if not project.stage.is_exit:
        return ""
    last = project.standing_moves[-1]
    return f"{last.on:%Y-%m-%d} {project.stage.label}：{last.because}"
