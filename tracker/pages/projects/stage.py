"""Moving along the stage line: the form asks for the facts that the stage needs."""

from typing import Any

from flask import Response, abort, flash, request, url_for
from flask.typing import ResponseReturnValue
from stdnum.cn import uscc
from stdnum.exceptions import ValidationError as NotACode
from wtforms import HiddenField, RadioField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from tracker.domain.event import EventKind
from tracker.domain.permissions import Can
from tracker.domain.project import Project
from tracker.domain.project.stage_rules import (
    FACT_RULES,
    Fact,
    FactType,
    doubt_of,
    facts_to_enter,
    needs_reason,
    optional_facts,
)
from tracker.domain.words import Stage
from tracker.pages.projects.blueprint import blueprint
from tracker.refusal import Refused, refuse
from tracker.web.access import allow, require, visible_or_404
from tracker.web.acting import attempt
from tracker.web.fields import (
    TOO_LONG,
    AreaField,
    BaseForm,
    CountField,
    DayField,
    SumField,
    near,
    not_ahead,
    offered,
    storable,
    version_seen,
)
from tracker.web.identity import actor
from tracker.web.rendering import page, today

ALREADY_TOLD = {Fact.FILED_ON, Fact.AGREED_ON}
"""Days of what has happened; the others are planned with."""

MOVES = (EventKind.STAGE_ADVANCED, EventKind.STAGE_MOVE_VOIDED)


class StageForm(BaseForm):
    """What every move tells: where to, since when, and why if it goes back or out."""

    last_sum: int | None = None

    to = HiddenField()
    version = HiddenField()
    on = DayField("哪天进入", [InputRequired("请选是哪一天。"), not_ahead, near], default=today)
    because = TextAreaField("原因", [Length(max=500, message=TOO_LONG), storable])

    @property
    def fact_fields(self) -> list[Any]:
        return [self[name] for name in self._fields if name in set(Fact)]

    def facts(self) -> dict[str, Any]:
        """What was told, as the domain keeps it; raises Refused with every fault found."""
        told: dict[str, Any] = {}
        faults: dict[str, str] = {}
        for field in self.fact_fields:
            try:
                told[field.name] = READ[FACT_RULES[Fact(field.name)].type](self, field)
            except Refused as refusal:
                faults |= refusal.fields
        faults |= self.doubts(told)
        if faults:
            raise Refused("请按提示修改。", **faults)
        return told

    def doubts(self, told: dict[str, Any]) -> dict[str, str]:
        """What may be so but seldom is, and was not confirmed yet."""
        asked = {}
        for name, value in told.items():
            doubt = doubt_of(Fact(name), value, self.on.data) if value is not None else ""
            if doubt and str(value) not in self.sure.data:
                self[name].question, asked[name] = value, doubt
        return asked


def _money(form: StageForm, field: Any) -> int | None:
    """A sum from a paper; a contract's is held against the last one that was told."""
    if field.words():
        refuse(field.name, "合同、执照上写的是准数，请不写“约”。")
    before = form.last_sum if field.name == Fact.CONTRACT_YUAN else None
    yuan: int | None = field.read(form, before=before)
    return yuan


def _credit_code(_: StageForm, field: Any) -> str | None:
    if not field.data:
        return None
    try:
        return uscc.validate(field.data)
    except NotACode:
        refuse(field.name, "统一社会信用代码应为 18 位，校验位不对，请对照营业执照。")


READ = {
    FactType.TEXT: lambda form, field: field.data,
    FactType.CHOICE: lambda form, field: field.data,
    FactType.MONEY: _money,
    FactType.AREA: lambda form, field: field.read(),
    FactType.DAY: lambda form, field: field.data.isoformat() if field.data else None,
    FactType.CREDIT_CODE: _credit_code,
    FactType.PERCENT: lambda form, field: field.read(FACT_RULES[Fact(field.name)].unit),
    FactType.COUNT: lambda form, field: field.read(FACT_RULES[Fact(field.name)].unit),
}
"""How each type of fact becomes what the domain keeps."""


def _field(fact: Fact, is_asked: bool) -> Any:
    rule = FACT_RULES[fact]
    label = fact.label if is_asked else f"{fact.label}（选填）"
    checks = [Optional(), Length(max=100, message=TOO_LONG), storable]
    more = {"description": rule.hint}
    match rule.type:
        case FactType.CHOICE:
            choices = offered((one, one) for one in rule.choices)
            return RadioField(label, [Optional()], choices=choices, **more)
        case FactType.MONEY:
            return SumField(f"{label}（万元）", checks, **more)
        case FactType.AREA:
            return AreaField(f"{label}（亩）", checks, **more)
        case FactType.DAY:
            told = not_ahead if fact in ALREADY_TOLD else near
            return DayField(label, [Optional(), told], **more)
        case FactType.PERCENT | FactType.COUNT:
            return CountField(f"{label}（{rule.unit}）", checks, **more)
        case _:
            return StringField(label, checks, **more)


def form_for(project: Project, to: Stage) -> StageForm:
    """A form that asks for just what this project still needs to enter that stage."""
    asked = project.missing_for(to)
    may_add = [one for one in optional_facts(project.stage, to) if not project.knows(one)]
    fields = {fact.value: _field(fact, is_asked=True) for fact in asked}
    fields |= {fact.value: _field(fact, is_asked=False) for fact in may_add}
    made = type("StageFormFor", (StageForm,), fields)
    form: StageForm = made()
    form.last_sum = project.amount_yuan
    if not form.is_submitted():
        form.to.data, form.version.data = to.value, str(project.version)
    return form


def target(project: Project) -> Stage:
    """Where the address or the form says to go; else the next stage, or back into the line."""
    asked = request.values.get("to")
    if asked is None:
        return project.next_stage() or Stage.TALKS
    if asked not in set(Stage):
        abort(404)
    return Stage(asked)


@blueprint.get("/<code>/stage")
@allow(Can.ADVANCE)
def stage(code: str) -> Response:
    project = visible_or_404(code)
    require(Can.ADVANCE, project)
    to = target(project)
    return _page(project, to, form_for(project, to))


@blueprint.post("/<code>/stage")
@allow(Can.ADVANCE)
def advance(code: str) -> ResponseReturnValue:
    project = visible_or_404(code)
    require(Can.ADVANCE, project)
    to = target(project)
    if project.events_since(version_seen(), *MOVES):
        return _moved_meanwhile(project, to)
    form = form_for(project, to)
    return attempt(form, lambda: _advance(project, to, form)) or _page(project, to, form, 422)


def _advance(project: Project, to: Stage, form: StageForm) -> str:
    project.advance_to(
        to, on=form.on.data, by=actor(), because=form.because.data or "", facts=form.facts()
    )
    if "/board" not in request.headers.get("HX-Current-URL", ""):
        flash(f"“{project.name}”已进入“{to.label}”。", "success")
    return url_for("projects.show", code=project.code)


def _page(project: Project, to: Stage, form: StageForm, status: int = 200) -> Response:
    asked = project.missing_for(to)
    known = [one for one in facts_to_enter(project.stage, to) if one not in asked]
    return page(
        "projects/stage.html",
        status,
        project=project,
        to=to,
        form=form,
        known=known,
        needs_reason=needs_reason(project.stage, to) if to is not project.stage else False,
        line=Stage.line(),
        exits=Stage.exits(),
    )


def _moved_meanwhile(project: Project, to: Stage) -> Response:
    """Somebody else moved it first: show where it stands now, keep what was typed."""
    form = form_for(project, to)
    form.version.data = str(project.version)
    last = project.standing_moves[-1]
    form.form_errors.append(
        f"您打开这一页之后，项目已被移到“{project.stage.label}”（{last.on:%m-%d}）。"
        "请看一眼再决定：还要移动就再点一次保存。"
    )
    return _page(project, to, form, 409)
