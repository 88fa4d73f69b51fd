"""A newer figure for a project's amount, and a wrong one taken back; the trail keeps them all."""

from flask import abort
from wtforms import RadioField, SelectField, StringField
from wtforms.validators import InputRequired

from tracker.domain.permissions import Can
from tracker.domain.project import Project
from tracker.domain.project.amount_trail import Amount
from tracker.domain.words import AmountKind
from tracker.extensions import db
from tracker.pages.projects.blueprint import project_act
from tracker.pages.projects.new_project import UNITS
from tracker.web.access import visible_or_404
from tracker.web.act import Done
from tracker.web.fields import BaseForm, DayField, SumField, near, not_ahead, offered, text
from tracker.web.identity import actor
from tracker.web.reason_forms import VoidForm
from tracker.web.rendering import today


class AmountForm(BaseForm):
    """What kind of figure, how much, since when and who says so."""

    kind = SelectField("哪种金额", choices=offered(AmountKind.choices()))
    amount = SumField("金额", text(30))
    amount_unit = RadioField("单位", choices=UNITS, default="万")
    words = StringField("原话", text(100), description="约数、区间、外币照原话写")
    source = StringField("依据", text(100), description="谁说的、哪份文件")
    on = DayField("哪天", [InputRequired("请选日子。"), not_ahead, near], default=today)


@project_act(
    "/<code>/amounts",
    Can.REVISE,
    opened_as="amount",
    form=AmountForm,
    template="projects/amount.html",
)
def note_amount(project: Project, form: AmountForm) -> Done:
    yuan = form.amount.read(form, form.amount_unit.data, before=project.amount_yuan)
    project.note_amount(
        yuan,
        AmountKind(form.kind.data),
        on=form.on.data,
        by=actor(),
        words=form.words.data or form.amount.words(form.amount_unit.data),
        source=form.source.data or "",
    )
    return Done("金额已记下。")


def amount_or_404(code: str, amount_id: int) -> tuple[Project, Amount]:
    project, amount = visible_or_404(code), db.session.get(Amount, amount_id)
    if amount is None or amount.project_id != project.id:
        abort(404)
    return project, amount


@project_act(
    "/<code>/amounts/<int:amount_id>/void",
    Can.VOID,
    opened_as="void_amount",
    find=amount_or_404,
    names=("project", "wrong"),
    form=VoidForm,
    template="projects/void_amount.html",
)
def take_amount_back(project: Project, wrong: Amount, form: VoidForm) -> Done:
    project.void_amount(wrong, by=actor(), on=today(), because=form.because.data or "")
    return Done("金额已作废。")
