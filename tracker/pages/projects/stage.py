"""Moving along the stage line: the form asks for the facts that the stage needs."""

from typing import Any, Self

from flask import abort, request
from wtforms import HiddenField, RadioField, StringField, TextAreaField
from wtforms.validators import InputRequired, Optional

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
from tracker.pages.projects.blueprint import project_act
from tracker.refusal import Refused, refuse
from tracker.web.access import visible_or_404
from tracker.web.act import Done, Overtaken
from tracker.web.fields import (
    AreaField,
    BaseForm,
    CountField,
    CreditCodeField,
    DayField,
    SumField,
    VersionedForm,
    near,
    not_ahead,
    offered,
    text,
    version_seen,
)
from tracker.web.identity import actor
from tracker.web.reason_forms import VoidForm
from tracker.web.rendering import today

ALREADY_TOLD = {Fact.FILED_ON, Fact.AGREED_ON}
"""Days of what has happened; the others are planned with."""

MOVES = (EventKind.STAGE_ADVANCED, EventKind.STAGE_MOVE_VOIDED)


class StageForm(BaseForm):
    """What every move tells: where to, since when, and why if it goes back or out."""

    last_sum: int | None = None

    to = HiddenField()
    version = HiddenField()
    on = DayField("哪天进入", [InputRequired("请选是哪一天。"), not_ahead, near], default=today)
    because = TextAreaField("原因", text(500))

    @classmethod
    def of(cls, project: Project, to: Stage) -> Self:
        """A form that asks for just what this project still needs to enter that stage."""
        asked = project.missing_for(to)
        may_add = [one for one in optional_facts(project.stage, to) if not project.knows(one)]
        fields = {fact.value: _field(fact, is_asked=True) for fact in asked}
        fields |= {fact.value: _field(fact, is_asked=False) for fact in may_add}
        form: Self = type("StageFormFor", (cls,), fields)()
        form.last_sum = project.amount_yuan
        if not form.is_submitted():
            form.to.data, form.version.data = to.value, str(project.version)
        return form

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


READ = {
    FactType.TEXT: lambda form, field: field.data,
    FactType.CHOICE: lambda form, field: field.data,
    FactType.MONEY: _money,
    FactType.AREA: lambda form, field: field.read(),
    FactType.DAY: lambda form, field: field.data.isoformat() if field.data else None,
    FactType.CREDIT_CODE: lambda form, field: field.read() or None,
    FactType.PERCENT: lambda form, field: field.read(FACT_RULES[Fact(field.name)].unit),
    FactType.COUNT: lambda form, field: field.read(FACT_RULES[Fact(field.name)].unit),
}
"""How each type of fact becomes what the domain keeps."""


def _field(fact: Fact, is_asked: bool) -> Any:
    rule = FACT_RULES[fact]
    label = fact.label if is_asked else f"{fact.label}（选填）"
    checks = [Optional(), *text(100)]
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
        case FactType.CREDIT_CODE:
            return CreditCodeField(label, checks, **more)
        case FactType.PERCENT | FactType.COUNT:
            return CountField(f"{label}（{rule.unit}）", checks, **more)
        case _:
            return StringField(label, checks, **more)


def target(project: Project) -> Stage:
    """Where the address or the form says to go; else the next stage, or back into the line."""
    asked = request.values.get("to")
    if asked is None:
        return project.next_stage() or Stage.TALKS
    if asked not in set(Stage):
        abort(404)
    return Stage(asked)


def project_and_stage(code: str) -> tuple[Project, Stage]:
    project = visible_or_404(code)
    return project, target(project)


def judge_moves(project: Project, *_: object) -> None:
    """Somebody else moved it first: where it stands now is said, and what was typed stays."""
    if project.events_since(version_seen(), *MOVES):
        last = project.standing_moves[-1]
        raise Overtaken(
            f"您打开这一页之后，项目已被移到“{project.stage.label}”（{last.on:%m-%d}）。"
            "请看一眼再决定：还要移动就再点一次保存。"
        )


def way(project: Project, to: Stage, _: StageForm) -> dict[str, Any]:
    asked = project.missing_for(to)
    return {
        "known": [one for one in facts_to_enter(project.stage, to) if one not in asked],
        "needs_reason": needs_reason(project.stage, to) if to is not project.stage else False,
        "line": Stage.line(),
        "exits": [one for one in Stage if one.is_exit],
    }


@project_act(
    "/<code>/stage",
    Can.ADVANCE,
    opened_as="stage",
    find=project_and_stage,
    names=("project", "to"),
    form=StageForm,
    template="projects/stage.html",
    context=way,
    meanwhile=judge_moves,
)
def advance(project: Project, to: Stage, form: StageForm) -> Done:
    project.advance_to(
        to, on=form.on.data, by=actor(), because=form.because.data or "", facts=form.facts()
    )
    is_seen = "/board" in request.headers.get("HX-Current-URL", "")
    return Done("" if is_seen else f"“{project.name}”已进入“{to.label}”。")


class VoidMoveForm(VoidForm, VersionedForm):
    """Why the last move is struck out, and which one was seen."""


def judge_last_move(project: Project, _: VoidMoveForm) -> None:
    if project.events_since(version_seen(), *MOVES):
        raise Overtaken("您打开这一页之后，阶段又变了。下面是现在的最后一步，请看清再作废。")


@project_act(
    "/<code>/stage/void",
    Can.VOID,
    opened_as="void_move",
    form=VoidMoveForm,
    template="projects/void_move.html",
    meanwhile=judge_last_move,
)
def take_back(project: Project, form: VoidMoveForm) -> Done:
    project.void_last_move(by=actor(), on=today(), because=form.because.data or "")
    return Done(f"已作废，项目回到“{project.stage.label}”。")
