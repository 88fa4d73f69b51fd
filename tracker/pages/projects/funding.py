"""A newer figure for a project's amount; the trail keeps the older ones."""

from flask import Response, flash, url_for
from flask.typing import ResponseReturnValue
from wtforms import RadioField, SelectField, StringField
from wtforms.validators import InputRequired

from tracker.domain.permissions import Can
from tracker.domain.project import Project
from tracker.domain.words import AmountKind
from tracker.pages.projects.blueprint import blueprint
from tracker.pages.projects.registering import UNITS, text
from tracker.web.access import allow, require, visible_or_404
from tracker.web.acting import attempt
from tracker.web.fields import BaseForm, DayField, SumField, not_ahead, offered
from tracker.web.identity import actor
from tracker.web.rendering import page, today


class AmountForm(BaseForm):
    """What kind of figure, how much, since when and who says so."""

    kind = SelectField("哪种金额", choices=offered(AmountKind.choices()))
    amount = SumField("金额", text(30))
    amount_unit = RadioField("单位", choices=UNITS, default="万")
    words = StringField("原话", text(100), description="约数、区间、外币照原话写")
    source = StringField("依据", text(100), description="谁说的、哪份文件")
    on = DayField("哪天", [InputRequired("请选日子。"), not_ahead], default=today)


@blueprint.get("/<code>/amounts")
@allow(Can.REVISE)
def amount(code: str) -> Response:
    project = visible_or_404(code)
    require(Can.REVISE, project)
    return page("projects/amount.html", project=project, form=AmountForm())


@blueprint.post("/<code>/amounts")
@allow(Can.REVISE)
def note_amount(code: str) -> ResponseReturnValue:
    project = visible_or_404(code)
    require(Can.REVISE, project)
    form = AmountForm()
    return attempt(form, lambda: _note(project, form)) or page(
        "projects/amount.html", 422, project=project, form=form
    )


def _note(project: Project, form: AmountForm) -> str:
    yuan = form.amount.read(form, form.amount_unit.data, before=project.amount_yuan)
    project.note_amount(
        yuan, AmountKind(form.kind.data), on=form.on.data, by=actor(),
        words=form.words.data or "", source=form.source.data or "",
    )  # fmt: skip
    flash("金额已记下。", "success")
    return url_for("projects.show", code=project.code)
