"""Saying why nothing has happened on a project for a month."""

from flask import Response, flash, url_for
from flask.typing import ResponseReturnValue
from wtforms import HiddenField, TextAreaField
from wtforms.validators import DataRequired

from tracker.domain.permissions import Can
from tracker.domain.project import Project
from tracker.pages.projects.blueprint import blueprint
from tracker.pages.projects.new_project import text
from tracker.web.access import allow, require, visible_or_404
from tracker.web.acting import attempt
from tracker.web.fields import BaseForm
from tracker.web.identity import actor
from tracker.web.rendering import page, today


class QuietForm(BaseForm):
    """Why; and where to go back to."""

    because = TextAreaField(
        "为什么没有进展", [DataRequired("请写明为什么一个月没有进展。"), *text(300)]
    )
    next = HiddenField()


@blueprint.get("/<code>/quiet")
@allow(Can.FOLLOW_UP)
def quiet(code: str) -> Response:
    return _page(_theirs(code), QuietForm())


@blueprint.post("/<code>/quiet")
@allow(Can.FOLLOW_UP)
def explain(code: str) -> ResponseReturnValue:
    project, form = _theirs(code), QuietForm()

    def tell() -> str:
        project.explain_quiet(form.because.data or "", on=today(), by=actor())
        flash("原因已记下，一个月内不再问。", "success")
        return url_for("projects.show", code=project.code)

    return attempt(form, tell) or _page(project, form, 422)


def _theirs(code: str) -> Project:
    project = visible_or_404(code)
    require(Can.FOLLOW_UP, project)
    return project


def _page(project: Project, form: QuietForm, status: int = 200) -> Response:
    return page("projects/quiet.html", status, project=project, form=form)
