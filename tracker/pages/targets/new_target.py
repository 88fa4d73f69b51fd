"""A target that somebody thought of: which firm, for which link, and why."""

from dataclasses import replace
from typing import Any, Self

from flask import request
from wtforms import SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, Optional

from tracker.domain.chain import ChainLink
from tracker.domain.lead.lead_filing import firm_of
from tracker.domain.lead.lead_matches import LeadMatches
from tracker.domain.people.user import User
from tracker.domain.permissions import Can
from tracker.domain.targeting import Target, TargetState
from tracker.extensions import db
from tracker.pages.projects.lead_questions import answers_in, met_by, questioned
from tracker.pages.targets import choices
from tracker.pages.targets.blueprint import blueprint, page_of
from tracker.web.act import Done, act
from tracker.web.forms.fields import BaseForm, CreditCodeField, DayField, not_past, offered, text
from tracker.web.identity import actor
from tracker.web.rendering import today

NOBODY_YET = ("", "先列为建议，还没人跟")


class TargetForm(BaseForm):
    """`met` is what the typed firm meets: other firms that it may be, and who talks with it."""

    met: LeadMatches = LeadMatches()

    firm = StringField("企业", text(120, "请写企业。"))
    credit_code = CreditCodeField("统一社会信用代码", text(40), description="18 位，有就填")
    link = SelectField("为哪个环节", [DataRequired("请选环节。")])
    because = TextAreaField("为什么", text(500, "请写为什么是它。"))
    owner = SelectField("谁跟进", [Optional()])
    next_step = StringField("下一步", text(200), description="有人跟就要写")
    next_on = DayField("哪天做", [Optional(), not_past])

    @classmethod
    def of(cls) -> Self:
        """Who talks with the firm about a project is told of, but decides nothing here."""
        met = met_by(request.form)
        form = questioned(cls, replace(met, first=None))()
        form.met = met
        form.link.choices = offered([("", "请选择"), *choices.links()])
        form.owner.choices = offered([NOBODY_YET, *choices.colleagues()])
        if not form.is_submitted():
            form.link.data = request.args.get("link", "")
            form.owner.data = str(actor().id)
        return form


@act(
    blueprint,
    "/targets/new",
    Can.COURT,
    opened_as="new",
    form=TargetForm,
    template="targets/new.html",
    context=lambda form: {"met": replace(form.met, first=None)},
)
def make(form: TargetForm) -> Done:
    session = db.session()
    told: dict[str, Any] = {"by": actor(), "on": today(), "because": form.because.data}
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
    return Done(f"“{firm.name}”已列为“{link.name}”的目标。", page_of(target))
