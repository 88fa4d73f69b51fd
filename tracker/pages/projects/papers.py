"""Papers put behind a project."""

from flask import Response, url_for
from flask.typing import ResponseReturnValue

from tracker.domain.attachment.file_kinds import LARGEST
from tracker.domain.permissions import Can
from tracker.domain.project import Project
from tracker.pages.projects.blueprint import blueprint
from tracker.web.access import allow, require, visible_or_404
from tracker.web.attachments import PaperForm, put_behind
from tracker.web.rendering import page
from tracker.web.uploads import takes_up_to


def _mine(code: str) -> Project:
    """Whoever follows a project up puts its papers behind it."""
    project = visible_or_404(code)
    require(Can.FOLLOW_UP, project)
    return project


@blueprint.get("/<code>/attachments")
@allow(Can.FOLLOW_UP)
def papers(code: str) -> Response:
    return _page(_mine(code), PaperForm())


@blueprint.post("/<code>/attachments")
@allow(Can.FOLLOW_UP)
@takes_up_to(LARGEST)
def keep_paper(code: str) -> ResponseReturnValue:
    project, form = _mine(code), PaperForm()
    there = url_for("projects.show", code=code, _anchor="papers")
    return put_behind(form, lambda: _mine(code), there) or _page(project, form, 422)


def _page(project: Project, form: PaperForm, status: int = 200) -> Response:
    back = url_for("projects.show", code=project.code, _anchor="papers")
    return page("attachments/new.html", status, form=form, behind=project.name, back=back)
