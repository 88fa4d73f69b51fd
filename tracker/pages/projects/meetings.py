"""Writing down what a project's task force agreed when it met."""

from flask import Response, flash, url_for
from flask.typing import ResponseReturnValue

from tracker.domain.attachment import Papered
from tracker.domain.permissions import Can
from tracker.domain.project import Project
from tracker.pages.blockers.task_force import MeetingForm
from tracker.pages.projects.blueprint import blueprint
from tracker.web.access import allow, require, visible_or_404
from tracker.web.identity import actor
from tracker.web.paper_fields import MOST, attempt_with_papers
from tracker.web.rendering import page
from tracker.web.uploads import takes_up_to


@blueprint.get("/<code>/meetings")
@allow(Can.HAND_OVER)
def meeting(code: str) -> Response:
    return _page(_mine(code), MeetingForm())


@blueprint.post("/<code>/meetings")
@allow(Can.HAND_OVER)
@takes_up_to(MOST)
def hold_meeting(code: str) -> ResponseReturnValue:
    project, form = _mine(code), MeetingForm()
    return attempt_with_papers(form, lambda: _hold(code, form)) or _page(project, form, 422)


def _mine(code: str) -> Project:
    project = visible_or_404(code)
    require(Can.HAND_OVER, project)
    return project


def _hold(code: str, form: MeetingForm) -> tuple[Papered, str]:
    held = _mine(code).hold_meeting(
        form.minutes.data, by=actor(), on=form.on.data, present=form.present.data or ""
    )
    flash("会议已记下。", "success")
    return held, url_for("projects.show", code=code)


def _page(project: Project, form: MeetingForm, status: int = 200) -> Response:
    return page("projects/meeting.html", status, project=project, form=form)
