"""Answering a directive, closing it, sending it back, handing it on."""

from collections.abc import Callable
from functools import partial
from typing import Any

from flask import abort, url_for
from wtforms import SelectField, TextAreaField
from wtforms.validators import DataRequired, Optional

from tracker.domain.can import Can
from tracker.domain.directive import Directive, directive_acts
from tracker.domain.directive.visible_directives import sees_directive
from tracker.pages.directives.blueprint import ADDRESS, blueprint, directive_or_404
from tracker.pages.directives.directive import acts_of_mine, days_late
from tracker.pages.directives.new_directive import addressee, whom
from tracker.web.act import Done, Overtaken, Verb, act
from tracker.web.fields import DayField, VersionedForm, not_past, offered, text
from tracker.web.identity import actor
from tracker.web.rendering import today


class AnswerForm(VersionedForm):
    """What was done, and what came of it."""

    said = TextAreaField("办理情况", text(1000, "请写做了什么、结果怎样。"))


class CloseForm(VersionedForm):
    """A last word, if there is one."""

    said = TextAreaField("办结意见", [Optional(), *text(500)])


class ReturnForm(VersionedForm):
    """What is still wanting, and by when."""

    because = TextAreaField("哪里还不行", text(500, "请写明哪里还不行。"))
    due_on = DayField("新期限", [Optional(), not_past])


class HandOnForm(VersionedForm):
    """To whom, and why."""

    whom = SelectField("转给谁", [DataRequired("请选转给谁。")])
    because = TextAreaField("为什么转交", text(300, "请写明为什么转交。"))

    def fit(self, _: Directive) -> None:
        self.whom.choices = offered(whom())


def directive_act(name: str, *who: Can, **declared: Any) -> Callable[[Verb], Verb]:
    """What is done to a directive, for whom its own rule allows it."""
    return act(
        blueprint,
        f"{ADDRESS}/{name}",
        *who,
        find=partial(_mine, name),
        names=("directive",),
        template="directives/act.html",
        context=lambda directive, _: {"late": days_late(directive)},
        home=lambda directive: url_for("directives.show", directive_id=directive.id),
        meanwhile=_judge_version,
        **declared,
    )


def _mine(name: str, directive_id: int) -> Directive:
    directive = directive_or_404(directive_id)
    if name not in acts_of_mine(directive):
        abort(403)
    return directive


def _judge_version(directive: Directive, form: VersionedForm) -> None:
    if form.version.data != str(directive.version):
        raise Overtaken("您打开这一页之后，这条批示又有变动。请看下面的经过，再决定。")


@directive_act("answer", Can.ANSWER_DIRECTIVE, form=AnswerForm, heading="答复批示", button="答复")
def answer(directive: Directive, form: AnswerForm) -> Done:
    directive_acts.answer(directive, form.said.data or "", on=today(), by=actor())
    return Done("已答复，等领导阅示。")


@directive_act("close", Can.DIRECT, form=CloseForm, heading="办结批示", button="办结")
def close(directive: Directive, form: CloseForm) -> Done:
    directive_acts.close(directive, said=form.said.data or "", on=today(), by=actor())
    return Done("已办结。")


@directive_act("return", Can.DIRECT, form=ReturnForm, heading="退回重答", button="退回")
def send_back(directive: Directive, form: ReturnForm) -> Done:
    directive_acts.send_back(
        directive, form.because.data or "", due_on=form.due_on.data, on=today(), by=actor()
    )
    return Done("已退回重答。")


@directive_act(
    "hand-on",
    Can.DIRECT,
    Can.ANSWER_DIRECTIVE,
    form=HandOnForm,
    heading="转交批示",
    button="转交",
)
def hand_on(directive: Directive, form: HandOnForm) -> Done:
    department, person = addressee(form.whom.data)
    directive_acts.hand_on(
        directive, department, person, because=form.because.data or "", on=today(), by=actor()
    )
    to = "" if sees_directive(actor(), directive) else url_for("directives.list_all")
    return Done(f"已转给{department.short_name}{person.name if person else ''}。", to)
