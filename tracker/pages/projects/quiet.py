"""Saying why nothing has happened on a project for a month."""

from wtforms import HiddenField, TextAreaField

from tracker.domain.permissions import Can
from tracker.domain.project import Project
from tracker.pages.projects.blueprint import project_act
from tracker.web.act import Done
from tracker.web.fields import BaseForm, text
from tracker.web.identity import actor
from tracker.web.rendering import today


class QuietForm(BaseForm):
    """Why; and where to go back to."""

    because = TextAreaField("为什么没有进展", text(300, "请写明为什么一个月没有进展。"))
    next = HiddenField()


@project_act(
    "/<code>/quiet",
    Can.FOLLOW_UP,
    opened_as="quiet",
    form=QuietForm,
    template="projects/quiet.html",
)
def explain(project: Project, form: QuietForm) -> Done:
    project.explain_quiet(form.because.data or "", on=today(), by=actor())
    return Done("原因已记下，一个月内不再问。")
