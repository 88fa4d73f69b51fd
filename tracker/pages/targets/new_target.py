"""A target that somebody thought of: which firm, for which link, and why."""

from dataclasses import replace
from typing import Any

from flask import Response, flash, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, Optional

from tracker.domain.chain import ChainLink
from tracker.domain.lead.lead_filing import firm_of
from tracker.domain.lead.lead_matches import Met
from tracker.domain.people.user import User
from tracker.domain.permissions import Can
from tracker.domain.targeting import Target, TargetState
from tracker.extensions import db
from tracker.pages.projects.lead_questions import answers_in, met_by, questioned
from tracker.pages.targets import choices
from tracker.pages.targets.blueprint import blueprint
from tracker.pages.targets.forms import text
from tracker.web.access import allow
from tracker.web.acting import attempt
from tracker.web.fields import BaseForm, CreditCodeField, DayField, not_past, offered
from tracker.web.identity import actor
from tracker.web.rendering import page, today

NOBODY_YET = ("", "先列为建议，还没人跟")


class TargetForm(BaseForm):
    """`met` is what the typed firm meets: other firms that it may be, and who talks with it."""

    met: Met = Met()

    firm = StringField("企业", [DataRequired("请写企业。"), *text(120)])
    credit_code = CreditCodeField("统一社会信用代码", text(40), description="18 位，有就填")
    link = SelectField("为哪个环节", [DataRequired("请选环节。")])
    because = TextAreaField("为什么", [DataRequired("请写为什么是它。"), *text(500)])
    owner = SelectField("谁跟进", [Optional()])
    next_step = StringField("下一步", text(200), description="有人跟就要写")
    next_on = DayField("哪天做", [Optional(), not_past])


def _form() -> TargetForm:
    """A project that is being talked over with the firm is told of, but decides nothing here."""
    met = met_by(request.form)
    form = questioned(TargetForm, replace(met, first=None))()
    form.met = met
    form.link.choices = offered([("", "请选择"), *choices.links()])
    form.owner.choices = offered([NOBODY_YET, *choices.colleagues()])
    if not form.is_submitted():
        form.link.data = request.args.get("link", "")
        form.owner.data = str(actor().id)
    return form


@blueprint.get("/targets/new")
@allow(Can.COURT)
def new() -> Response:
    return _page(_form())


@blueprint.post("/targets/new")
@allow(Can.COURT)
def make() -> ResponseReturnValue:
    form = _form()
    return attempt(form, lambda: _made(form)) or _page(form, 422)


def _made(form: TargetForm) -> str:
    session, told = db.session(), {"by": actor(), "on": today(), "because": form.because.data}
    met = replace(form.met, first=None)
    firm = firm_of(
        session,
        form.firm.data,
        form.credit_code.read(),
        met,
        answers_in(form, met),
        by=actor(),
        on=today(),
    )
    link = session.get_one(ChainLink, int(form.link.data))
    target = Target.propose(session, firm, link, **told)
    if form.owner.data:
        target.move_to(
            TargetState.ACCEPTED,
            owner=session.get_one(User, int(form.owner.data)),
            next_step=form.next_step.data or "",
            next_on=form.next_on.data,
            **told,
        )
    flash(f"“{firm.name}”已列为“{link.name}”的目标。", "success")
    return url_for("targets.show", target_id=target.id)


def _page(form: Any, status: int = 200) -> Response:
    return page("targets/new.html", status, form=form, met=replace(form.met, first=None))
