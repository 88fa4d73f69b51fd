"""What papers stand behind: how each noun is found, who strikes its papers out, and its page."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import abort, url_for
from sqlalchemy import select

from tracker.domain.attachment import Attachment, Papered
from tracker.domain.permissions import Can, can, may, visible_projects
from tracker.domain.project import Project
from tracker.extensions import db
from tracker.web.access import firm_or_404
from tracker.web.identity import actor


@dataclass(frozen=True, slots=True)
class Subject:
    """One noun; `find` ends in 404 for what the person does not see."""

    find: Callable[[int], Any]
    may_void: Callable[[Any], bool]
    page: Callable[[Any], str]


def _project(project_id: int) -> Project:
    seen = select(Project).where(Project.id == project_id, visible_projects(actor()))
    return db.session.scalar(seen) or abort(404)


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
