"""A newer figure for a project's amount, and a wrong one taken back; the trail keeps them all."""

from flask import Response, abort, flash, url_for
from flask.typing import ResponseReturnValue
from wtforms import RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired

from tracker.domain.permissions import Can
from tracker.domain.project import Project
from tracker.domain.project.amount_trail import Amount
from tracker.domain.words import AmountKind
from tracker.extensions import db
from tracker.pages.projects.blueprint import blueprint
from tracker.pages.projects.new_project import UNITS, text
from tracker.web.access import allow, require, visible_or_404
from tracker.web.acting import attempt
from tracker.web.fields import BaseForm, DayField, SumField, near, not_ahead, offered
from tracker.web.identity import actor
from tracker.web.rendering import page, today


class AmountForm(BaseForm):
    """What kind of figure, how much, since when and who says so."""

    kind = SelectField("哪种金额", choices=offered(AmountKind.choices()))
    amount = SumField("金额", text(30))
    amount_unit = RadioField("单位", choices=UNITS, default="万")
    words = StringField("原话", text(100), description="约数、区间、外币照原话写")
    source = StringField("依据", text(100), description="谁说的、哪份文件")
    on = DayField("哪天", [InputRequired("请选日子。"), not_ahead, near], default=today)


class VoidForm(BaseForm):
    """Why it is taken back."""

    because = TextAreaField("作废原因", [DataRequired("请写明为什么作废。"), *text(500)])


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
        yuan,
        AmountKind(form.kind.data),
        on=form.on.data,
        by=actor(),
        words=form.words.data or form.amount.words(form.amount_unit.data),
        source=form.source.data or "",
    )
    flash("金额已记下。", "success")
    return url_for("projects.show", code=project.code)


@blueprint.get("/<code>/amounts/<int:amount_id>/void")
@allow(Can.VOID)
def void_amount(code: str, amount_id: int) -> Response:
    project, wrong = _amount_or_404(code, amount_id)
    return page("projects/void_amount.html", project=project, wrong=wrong, form=VoidForm())


@blueprint.post("/<code>/amounts/<int:amount_id>/void")
@allow(Can.VOID)
def take_amount_back(code: str, amount_id: int) -> ResponseReturnValue:
    project, wrong = _amount_or_404(code, amount_id)
    form = VoidForm()
    return attempt(form, lambda: _void(project, wrong, form)) or page(
        "projects/void_amount.html", 422, project=project, wrong=wrong, form=form
    )


def _amount_or_404(code: str, amount_id: int) -> tuple[Project, Amount]:
    project = visible_or_404(code)
    require(Can.VOID, project)
    amount = db.session.get(Amount, amount_id)
    if amount is None or amount.project_id != project.id:
        abort(404)
    return project, amount


def _void(project: Project, wrong: Amount, form: VoidForm) -> str:
    project.void_amount(wrong, by=actor(), on=today(), because=form.because.data or "")
    flash("金额已作废。", "success")
    return url_for("projects.show", code=project.code)
