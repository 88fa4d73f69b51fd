"""The project's page: where it stands, what is missing, what happened."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import Response, request
from sqlalchemy import ColumnElement, or_, select, tuple_

from tracker.domain.attachment import attachments_of, papers_by_subject, subject_of
from tracker.domain.calendar import local_day
from tracker.domain.directive import Directive
from tracker.domain.directive.standing import open_directives
from tracker.domain.event import Event
from tracker.domain.permissions import Can, can, forbidden_fields, sees_blocker
from tracker.domain.project import Project
from tracker.domain.project.seen import told_turns
from tracker.domain.project.stages import Fact
from tracker.domain.ranking.said import standings_said
from tracker.domain.readable import readable
from tracker.domain.sentences import quotation, sentence, value_words
from tracker.domain.target import Target
from tracker.domain.target.visible import can_court
from tracker.domain.user import User
from tracker.domain.words import Stage
from tracker.extensions import db
from tracker.pages.projects.blueprint import blueprint
from tracker.pages.projects.talking import crossings_of, first_talk_of
from tracker.web.access import allow, visible_or_404
from tracker.web.asked import number
from tracker.web.identity import actor
from tracker.web.rendering import day_words, moment_words, page, today

EVENTS_A_PAGE = 40
ACTS = (
    Can.REVISE, Can.ADVANCE, Can.FOLLOW_UP, Can.RAISE_BLOCKER, Can.HAND_OVER, Can.VOID,
    Can.PIN_COLOUR, Can.DIRECT,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Happening:
    """One line of the timeline, as the component draws it."""

    id: int
    on: date
    when: str
    kind: str
    sentence: str
    quote: str
    by: str

    @property
    def iso(self) -> str:
        return self.on.isoformat()


@dataclass(frozen=True, slots=True)
class Stop:
    """One stage on the rail: `state` is done, now or ahead; `note` since when and how long."""

    stage: Stage
    state: str
    note: str


@blueprint.get("/<code>")
@allow(Can.SEE_PROJECTS)
def show(code: str) -> Response:
    project = visible_or_404(code, whole=True)
    before = _mark(request.args.get("before", ""))
    shown = [one for one in project.blockers if not one.is_void and sees_blocker(actor(), one)]
    origins = targets_behind(project)
    happenings = timeline(project.id, before, [origin.subject for origin in origins])
    upcoming = project.next_stage()
    has_more = len(happenings) > EVENTS_A_PAGE
    return page(
        "projects/show.html", project=project, blockers=shown,
        happenings=happenings[:EVENTS_A_PAGE],
        last=happenings[EVENTS_A_PAGE - 1] if has_more else None,
        rail=rail(project, today()), exit=exit_words(project), light=project.light_on(today()),
        turns=told_turns(project, actor()),
        upcoming=upcoming, missing=project.missing_for(upcoming) if upcoming else [],
        hidden=forbidden_fields(actor(), project), mine={act for act in ACTS if _may(act, project)},
        must_explain=project.must_explain_on(today()) and _may(Can.FOLLOW_UP, project),
        is_first_page=before is None, known_facts=known_facts(project),
        credit=project.agreement, standings=standings(project, today()),
        first=first_talk_of(project), crossings=crossings_of(project),
        origins=[one for one in origins if can_court(actor(), one, Can.SEE_TARGETS)],
        papers=[one for one in attachments_of(project) if not one.is_void],
        of_meetings=papers_by_subject(project.session, project.meetings), subject_of=subject_of,
        directives=open_directives(db.session(), actor(), Directive.project_id == project.id),
    )  # fmt: skip


def standings(project: Project, now: date) -> list[str]:
    """Which 500 lists its firm stood on when it counted, and by whom; none without a badge."""
    if not project.tier or project.firm_id is None:
        return []
    on = project.signed_on or now
    counted = f"按 {on} 签约计" if project.signed_on else "按今天计"
    said = standings_said(db.session(), project.firm_id, on)
    return [f"{one}（{counted}）" for one in said]


def _may(act: Can, project: Project) -> bool:
    return can(actor(), act, project)


def _mark(text: str) -> tuple[date, int] | None:
    """The timeline's mark "2026-11-23.512": the day and number of the last line shown."""
    on, _, event_id = text.partition(".")
    try:
        return date.fromisoformat(on), number(event_id)
    except ValueError:
        return None


def targets_behind(project: Project) -> Sequence[Target]:
    """The targets that became this project, mostly one or none."""
    return db.session.scalars(select(Target).where(Target.project_id == project.id)).all()


def timeline(
    project_id: int, before: tuple[date, int] | None = None, origins: Sequence[str] = ()
) -> list[Happening]:
    """What happened to a project, newest first; one more than a page, to know of more.

    `origins` are the subjects of what it was before there was a project.
    """
    its: ColumnElement[bool] = Event.project_id == project_id
    if origins:
        its = or_(its, Event.subject.in_(origins))
    statement = (
        select(
            Event.id, Event.on, Event.recorded_at, Event.kind, User.name, Event.before,
            Event.after, Event.because,
        )
        .outerjoin(User, Event.by_id == User.id)
        .where(its, *readable(actor()))
        .order_by(Event.on.desc(), Event.id.desc())
        .limit(EVENTS_A_PAGE + 1)
    )  # fmt: skip
    if before:
        statement = statement.where(tuple_(Event.on, Event.id) < before)
    return [_happening(row) for row in db.session.execute(statement)]


def _happening(row: Any) -> Happening:
    event_id, on, at, kind, who, before, after, because = row
    is_same_day = local_day(at) == on
    return Happening(
        event_id, on, moment_words(at) if is_same_day else day_words(on), kind.label,
        sentence(kind, before, after), quotation(kind, after, because), who or "系统",
    )  # fmt: skip


def rail(project: Project, now: date) -> list[Stop]:
    """The nine stages, each with the day the project last entered it and how long it stayed."""
    moves = project.standing_moves
    reached: dict[Stage, str] = {}
    for place, move in enumerate(moves):
        until = moves[place + 1].on if place + 1 < len(moves) else now
        day = f"{move.on:%m-%d}" if move.on.year == now.year else f"{move.on:%Y-%m-%d}"
        reached[move.to_stage] = f"{day} · {(until - move.on).days} 天"
    on_line = [move.to_stage for move in moves if not move.to_stage.is_exit]
    here = on_line[-1]
    for stage in Stage.line()[here.place + 1 :]:
        reached.pop(stage, None)
    return [Stop(stage, _state(stage, here), reached.get(stage, "")) for stage in Stage.line()]


def _state(stage: Stage, here: Stage) -> str:
    if stage is here:
        return "now"
    return "done" if stage.place < here.place else "ahead"


def known_facts(project: Project) -> list[tuple[str, str]]:
    """(label, words) of every fact that the stage moves brought."""
    return [
        (Fact(name).label, value_words(Fact(name), value)) for name, value in project.facts.items()
    ]


def exit_words(project: Project) -> str:
    """Why and since when a project is out of the line; empty while it is in."""
    if not project.stage.is_exit:
        return ""
    last = project.standing_moves[-1]
    return f"{last.on:%Y-%m-%d} {project.stage.label}：{last.because}"
