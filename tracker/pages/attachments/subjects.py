"""What papers stand behind: how each noun is found, who strikes its papers out, and its page."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import abort, url_for
from sqlalchemy import select

from tracker.domain.attachment import Attachment, Papered
from tracker.domain.blocker import BlockerStep
from tracker.domain.event import DatedFact
from tracker.domain.permissions import Can, can, may, visible_projects
from tracker.domain.project import Project
from tracker.domain.task_force import TaskForceMeeting
from tracker.extensions import db
from tracker.web.access import blocker_or_404, firm_or_404
from tracker.web.identity import actor, asker


@dataclass(frozen=True, slots=True)
class Subject:
    """One noun; `find` ends in 404 for what the person does not see."""

    find: Callable[[int], Any]
    may_void: Callable[[Any], bool]
    page: Callable[[Any], str]


def _project(project_id: int) -> Project:
    seen = select(Project).where(Project.id == project_id, visible_projects(asker()))
    return db.session.scalar(seen) or abort(404)


def _step(step_id: int) -> BlockerStep:
    step = db.session.get(BlockerStep, step_id) or abort(404)
    blocker_or_404(step.blocker_id)
    return step


def _meeting(meeting_id: int) -> TaskForceMeeting:
    meeting = db.session.get(TaskForceMeeting, meeting_id) or abort(404)
    if meeting.blocker_id:
        blocker_or_404(meeting.blocker_id)
    else:
        _project(meeting.project_id)
    return meeting


def _is_mine(witnessed: DatedFact, project: Project) -> bool:
    """Whoever told of it strikes out what came along, and whoever voids on the project."""
    return witnessed.by_id == actor().id or can(actor(), Can.VOID, project)


def _of_meeting(meeting: TaskForceMeeting) -> str:
    if meeting.blocker_id:
        return url_for("blockers.show", blocker_id=meeting.blocker_id)
    return url_for("projects.show", code=meeting.project.code)


SUBJECTS: dict[str, Subject] = {
    "project": Subject(
        _project,
        lambda project: can(actor(), Can.VOID, project),
        lambda project: url_for("projects.show", code=project.code, _anchor="papers"),
    ),
    "firm": Subject(
        firm_or_404,
        lambda firm: may(actor(), Can.KEEP_FIRMS),
        lambda firm: url_for("firms.show", firm_id=firm.id, _anchor="papers"),
    ),
    "blocker": Subject(
        blocker_or_404,
        lambda blocker: _is_mine(blocker, blocker.project),
        lambda blocker: url_for("blockers.show", blocker_id=blocker.id),
    ),
    "blocker_step": Subject(
        _step,
        lambda step: _is_mine(step, step.blocker.project),
        lambda step: url_for("blockers.show", blocker_id=step.blocker_id),
    ),
    "task_force_meeting": Subject(
        _meeting, lambda meeting: _is_mine(meeting, meeting.project), _of_meeting
    ),
}
"""A new noun that papers stand behind is joined here."""


def paper_or_404(attachment_id: int) -> tuple[Attachment, Subject, Papered]:
    """The paper of that number, if it stands and this person sees what it stands behind."""
    paper = db.session.get(Attachment, attachment_id)
    if paper is None or paper.is_void:
        abort(404)
    noun, _, number = paper.subject.partition(":")
    subject = SUBJECTS[noun]
    return paper, subject, subject.find(int(number))
