"""The same firm? What is known of a name, code or telephone, while it is being typed."""

from dataclasses import replace

from flask import Blueprint, render_template, request

from tracker.domain.permissions import Can
from tracker.pages.projects.lead_questions import met_by, questioned
from tracker.web.access import allow, part_of_a_page, visible_or_404
from tracker.web.forms.fields import BaseForm

blueprint = Blueprint("alike", __name__)


@blueprint.get("/firms/alike")
@allow(Can.REGISTER)
@part_of_a_page
def ask() -> str:
    """A part of a form: the firms that it may be, and the questions that they raise.

    `project` is the code of the project that is being edited; a `target` crosses no lead.
    """
    code = request.args.get("project", "")
    project = visible_or_404(code) if code else None
    met = met_by(request.args, name="name", phone="phone", but=project.id if project else None)
    if request.args.get("target"):
        met = replace(met, first=None)
    form = questioned(BaseForm, met, may_merge=project is None)(formdata=request.args)
    return render_template("projects/alike.html", form=form, met=met)
