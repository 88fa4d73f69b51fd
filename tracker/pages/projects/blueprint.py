"""The blueprint that the project pages hang on, and what every act on a project shares."""

from functools import partial

from flask import Blueprint, url_for

from tracker.domain.permissions import can
from tracker.domain.project import Project
from tracker.web.access import visible_or_404
from tracker.web.act import act
from tracker.web.identity import actor

blueprint = Blueprint("projects", __name__, url_prefix="/projects")


def page_of(project: Project, *_: object, part: str = "") -> str:
    """The project's page, at one of its parts."""
    return url_for("projects.show", code=project.code, _anchor=part or None)


project_act = partial(
    act,
    blueprint,
    find=visible_or_404,
    may=lambda one, project, *_: can(actor(), one, project),
    names=("project",),
    home=page_of,
)
