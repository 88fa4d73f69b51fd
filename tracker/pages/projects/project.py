"""The project's page: where it stands, what is missing, what falls due, what happened."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import Response, request
from sqlalchemy import Row, Select, bindparam, select
from sqlalchemy.orm import Session

from tracker.domain.attachment import papers_by_subject, subject_of
from tracker.domain.base import FAR_OFF
from tracker.domain.people.user import Actor
from tracker.domain.permissions import Can, can, forbidden_fields, sees_blocker
from tracker.domain.project import Project
from tracker.domain.project.light_rules import RunningClock
from tracker.domain.project.stage_rules import Fact
from tracker.domain.ranking.standing import standings_said
from tracker.domain.sentences import value_words
from tracker.domain.statement_cache import kept
from tracker.domain.targeting import Target
from tracker.domain.targeting.visible_targets import question_of_targets
from tracker.domain.words import Colour
from tracker.extensions import db
from tracker.pages.projects.blueprint import blueprint
from tracker.pages.projects.first_talk import crossings_of, first_talk_of
from tracker.pages.projects.stage_rail import exit_words, rail
from tracker.pages.projects.timeline import timeline
from tracker.queries.open_directives import open_directives
from tracker.queries.project_list.row_columns import visible_clocks
from tracker.web.access import allow, visible_or_404
from tracker.web.identity import actor
from tracker.web.rendering import page, today
from tracker.web.timeline import mark_of


@dataclass(frozen=True, slots=True)
class Deadline:
    """A day and what is due on it; `turns` is the light that it will show from then on."""

    on: date
    what: str
    turns: Colour | None = None


def deadlines(project: Project, turns: Sequence[RunningClock], now: date) -> list[Deadline]:
    found = [_of(turn, now) for turn in turns if now < turn.red_on]
    if project.next_on != FAR_OFF and not project.stage.is_exit:
        step = f"：{project.next_step}" if project.next_step else ""
        found.append(Deadline(project.next_on, f"下次跟进{step}"))
    return sorted(found, key=lambda one: one.on)


def _of(turn: RunningClock, now: date) -> Deadline:
    if now < turn.yellow_on:
        return Deadline(turn.yellow_on, f"{turn.reason.label}到期", Colour.YELLOW)
    return Deadline(turn.red_on, f"{turn.reason.label}仍未动", Colour.RED)


ACTS = (
    Can.REVISE,
    Can.ADVANCE,
    Can.FOLLOW_UP,
    Can.RAISE_BLOCKER,
    Can.HAND_OVER,
    Can.VOID,
    Can.PIN_COLOUR,
    Can.DIRECT,
)


@blueprint.get("/<code>")
@allow(Can.SEE_PROJECTS)
def show(code: str) -> Response:
    project, me, session, now = visible_or_404(code, whole=True), actor(), db.session(), today()
    before, mine = request.args.get("before", ""), {act for act in ACTS if can(me, act, project)}
    shown = [one for one in project.blockers if not one.is_void and sees_blocker(me, one)]
    origins = targets_behind(session, project.id)
    happened = timeline(
        session,
        me,
        project.id,
        before,
        [f"{Target.NOUN}:{one.id}" for one in origins],
        may_void=Can.VOID in mine,
    )
    upcoming, turns = project.next_stage(), visible_clocks(project, me)
    papers = papers_by_subject(session, [project, *project.meetings])
    return page(
        "projects/show.html",
        project=project,
        blockers=shown,
        happened=happened,
        rail=rail(project, now),
        exit=exit_words(project),
        light=project.light_on(now),
        turns=turns,
        deadlines=deadlines(project, turns, now),
        upcoming=upcoming,
        missing=project.missing_for(upcoming) if upcoming else [],
        hidden=forbidden_fields(me, project),
        mine=mine,
        must_explain=Can.FOLLOW_UP in mine and project.must_explain_on(now),
        is_first_page=mark_of(before) is None,
        known_facts=known_facts(project),
        credit=project.agreement,
        standings=standings(project, now),
        first=first_talk_of(project),
        crossings=crossings_of(project),
        origins=seen_of(origins, me),
        papers=papers.get(subject_of(project), [])[::-1],
        of_meetings=papers,
        subject_of=subject_of,
        directives=open_directives(session, me, "project_id", project.id),
    )


def standings(project: Project, now: date) -> list[str]:
    """Which 500 lists its firm stood on when it counted, and by whom; none without a badge."""
    if not project.tier or project.firm_id is None:
        return []
    on = project.signed_on or now
    counted = f"按 {on} 签约计" if project.signed_on else "按今天计"
    said = standings_said(db.session(), project.firm_id, on)
    return [f"{one}（{counted}）" for one in said]


def targets_behind(session: Session, project_id: int) -> Sequence[Row[Any]]:
    """The targets that became this project, mostly one or none."""
    return _behind().rows(session, project=project_id)


def seen_of(targets: Sequence[Row[Any]], by: Actor) -> list[Row[Any]]:
    """Those of the targets that this person sees."""
    is_seen = question_of_targets(by, Can.SEE_TARGETS)
    return [one for one in targets if is_seen(one.owner_id, one.owner_department_id)]


def known_facts(project: Project) -> list[tuple[str, str]]:
    """(label, words) of every fact that the stage moves brought."""
    return [
        (Fact(name).label, value_words(Fact(name), value)) for name, value in project.facts.items()
    ]


@kept(1)
def _behind() -> Select[Any]:
    of_project = Target.project_id == bindparam("project")
    return select(Target.id, Target.owner_id, Target.owner_department_id).where(of_project)
