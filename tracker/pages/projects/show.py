"""The project's page: where it stands, what is missing, what happened."""

from collections.abc import Sequence
from datetime import date

from flask import Response, request
from sqlalchemy import bindparam, select

from tracker.domain.attachment import attachments_of, papers_by_subject, subject_of
from tracker.domain.directive.standing import open_directives
from tracker.domain.permissions import Can, can, forbidden_fields, sees_blocker
from tracker.domain.project import Project
from tracker.domain.project.seen import told_turns
from tracker.domain.project.stages import Fact
from tracker.domain.ranking.said import standings_said
from tracker.domain.sentences import value_words
from tracker.domain.target import Target
from tracker.domain.target.visible import can_court
from tracker.extensions import db
from tracker.pages.projects.blueprint import blueprint
from tracker.pages.projects.deadlines import deadlines
from tracker.pages.projects.rail import exit_words, rail
from tracker.pages.projects.talking import crossings_of, first_talk_of
from tracker.pages.projects.timeline import timeline
from tracker.web.access import allow, visible_or_404
from tracker.web.happenings import mark_of
from tracker.web.identity import actor
from tracker.web.rendering import page, today

ACTS = (
    Can.REVISE, Can.ADVANCE, Can.FOLLOW_UP, Can.RAISE_BLOCKER, Can.HAND_OVER, Can.VOID,
    Can.PIN_COLOUR, Can.DIRECT,
)  # fmt: skip
BEHIND = select(Target).where(Target.project_id == bindparam("project"))


@blueprint.get("/<code>")
@allow(Can.SEE_PROJECTS)
def show(code: str) -> Response:
    project = visible_or_404(code, whole=True)
    before, mine = request.args.get("before", ""), {act for act in ACTS if _may(act, project)}
    shown = [one for one in project.blockers if not one.is_void and sees_blocker(actor(), one)]
    origins = targets_behind(project)
    happened = timeline(
        db.session(), actor(), project.id, before, [origin.subject for origin in origins],
        may_void=Can.VOID in mine,
    )  # fmt: skip
    upcoming, turns = project.next_stage(), told_turns(project, actor())
    return page(
        "projects/show.html", project=project, blockers=shown,
        happened=happened,
        rail=rail(project, today()), exit=exit_words(project), light=project.light_on(today()),
        turns=turns, deadlines=deadlines(project, turns, today()),
        upcoming=upcoming, missing=project.missing_for(upcoming) if upcoming else [],
        hidden=forbidden_fields(actor(), project), mine=mine,
        must_explain=project.must_explain_on(today()) and _may(Can.FOLLOW_UP, project),
        is_first_page=mark_of(before) is None, known_facts=known_facts(project),
        credit=project.agreement, standings=standings(project, today()),
        first=first_talk_of(project), crossings=crossings_of(project),
        origins=[one for one in origins if can_court(actor(), one, Can.SEE_TARGETS)],
        papers=[one for one in attachments_of(project) if not one.is_void],
        of_meetings=papers_by_subject(project.session, project.meetings), subject_of=subject_of,
        directives=open_directives(db.session(), actor(), "project_id", project.id),
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


def targets_behind(project: Project) -> Sequence[Target]:
    """The targets that became this project, mostly one or none."""
    return db.session.scalars(BEHIND, {"project": project.id}).all()


def known_facts(project: Project) -> list[tuple[str, str]]:
    """(label, words) of every fact that the stage moves brought."""
    return [
        (Fact(name).label, value_words(Fact(name), value)) for name, value in project.facts.items()
    ]
