"""Answering a directive, closing it, sending it back, handing it on; a table of acts."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import Response, abort, flash, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import HiddenField, SelectField, TextAreaField
from wtforms.validators import DataRequired, Length, Optional

from tracker.domain.can import Can
from tracker.domain.directive import Directive
from tracker.domain.directive import directive_acts as verbs
from tracker.domain.directive.visible_directives import sees_directive
from tracker.pages.directives.blueprint import ADDRESS, blueprint, directive_or_404
from tracker.pages.directives.directive import acts_of_mine, days_late
from tracker.pages.directives.new_directive import addressee, whom
from tracker.web.access import allow
from tracker.web.acting import attempt
from tracker.web.fields import TOO_LONG, BaseForm, DayField, not_past, offered, storable
from tracker.web.identity import actor
from tracker.web.rendering import page, today


def text(most: int) -> list[Any]:
    return [Length(max=most, message=TOO_LONG), storable]


class VersionedForm(BaseForm):
    """Carries the version of the directive that the form was opened on."""

    version = HiddenField()


class AnswerForm(VersionedForm):
    """What was done, and what came of it."""

    said = TextAreaField("办理情况", [DataRequired("请写做了什么、结果怎样。"), *text(1000)])


class CloseForm(VersionedForm):
    """A last word, if there is one."""

    said = TextAreaField("办结意见", [Optional(), *text(500)])


class ReturnForm(VersionedForm):
    """What is still wanting, and by when."""

    because = TextAreaField("哪里还不行", [DataRequired("请写明哪里还不行。"), *text(500)])
    due_on = DayField("新期限", [Optional(), not_past])


class HandOnForm(VersionedForm):
    """To whom, and why."""

    whom = SelectField("转给谁", [DataRequired("请选转给谁。")])
    because = TextAreaField("为什么转交", [DataRequired("请写明为什么转交。"), *text(300)])


@dataclass(frozen=True, slots=True)
class Act:
    """One thing done to a directive: its words on the page, its form and its verb.

    The verb returns what to say when it is done.
    """

    name: str
    heading: str
    button: str
    form: type[VersionedForm]
    verb: Callable[[Directive, Any], str]


def _answer(directive: Directive, form: AnswerForm) -> str:
    verbs.answer(directive, form.said.data or "", on=today(), by=actor())
    return "已答复，等领导阅示。"


def _close(directive: Directive, form: CloseForm) -> str:
    verbs.close(directive, said=form.said.data or "", on=today(), by=actor())
    return "已办结。"


def _return(directive: Directive, form: ReturnForm) -> str:
    verbs.send_back(
        directive, form.because.data or "", due_on=form.due_on.data, on=today(), by=actor()
    )
    return "已退回重答。"


def _hand_on(directive: Directive, form: HandOnForm) -> str:
    department, person = addressee(form.whom.data)
    verbs.hand_on(
        directive, department, person, because=form.because.data or "", on=today(), by=actor()
    )
    return f"已转给{department.short_name}{person.name if person else ''}。"


ACTS = {
    act.name: act
    for act in (
        Act("answer", "答复批示", "答复", AnswerForm, _answer),
        Act("close", "办结批示", "办结", CloseForm, _close),
        Act("return", "退回重答", "退回", ReturnForm, _return),
        Act("hand-on", "转交批示", "转交", HandOnForm, _hand_on),
    )
}


@blueprint.route(f"{ADDRESS}/answer", methods=["GET", "POST"])
@allow(Can.ANSWER_DIRECTIVE)
def answer(directive_id: int) -> ResponseReturnValue:
    return _answered(ACTS["answer"], directive_id)


@blueprint.route(f"{ADDRESS}/close", methods=["GET", "POST"])
@allow(Can.DIRECT)
def close(directive_id: int) -> ResponseReturnValue:
    return _answered(ACTS["close"], directive_id)


@blueprint.route(f"{ADDRESS}/return", methods=["GET", "POST"])
@allow(Can.DIRECT)
def send_back(directive_id: int) -> ResponseReturnValue:
    return _answered(ACTS["return"], directive_id)


@blueprint.route(f"{ADDRESS}/hand-on", methods=["GET", "POST"])
@allow(Can.DIRECT, Can.ANSWER_DIRECTIVE)
def hand_on(directive_id: int) -> ResponseReturnValue:
    return _answered(ACTS["hand-on"], directive_id)


def _answered(act: Act, directive_id: int) -> ResponseReturnValue:
    """The form, or what came of sending it."""
    directive = directive_or_404(directive_id)
    if act.name not in acts_of_mine(directive):
        abort(403)
    form = act.form()
    if isinstance(form, HandOnForm):
        form.whom.choices = offered(whom())
    is_sent = request.method == "POST"
    if is_sent and form.version.data != str(directive.version):
        form.version.data = str(directive.version)
        form.form_errors.append("您打开这一页之后，这条批示又有变动。请看下面的经过，再决定。")
        return _page(act, directive, form, 409)
    if not is_sent:
        form.version.data = str(directive.version)
        return _page(act, directive, form)
    return attempt(form, lambda: _do(act, directive, form)) or _page(act, directive, form, 422)


def _do(act: Act, directive: Directive, form: VersionedForm) -> str:
    flash(act.verb(directive, form), "success")
    if sees_directive(actor(), directive):
        return url_for("directives.show", directive_id=directive.id)
    return url_for("directives.list_all")


def _page(act: Act, directive: Directive, form: VersionedForm, status: int = 200) -> Response:
    return page(
        "directives/act.html",
        status,
        act=act,
        directive=directive,
        form=form,
        late=days_late(directive),
    )
