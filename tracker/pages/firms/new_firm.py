"""Entering a firm in its own right, past those that it may be already."""

from dataclasses import replace
from typing import Any, Self

from flask import request
from wtforms import SelectField, StringField, TextAreaField
from wtforms.validators import Optional

from tracker.domain.firm import Firm
from tracker.domain.lead.lead_filing import firm_of
from tracker.domain.lead.lead_matches import LeadMatches
from tracker.domain.permissions import Can
from tracker.extensions import db
from tracker.matching.provinces import PROVINCES
from tracker.pages.firms.blueprint import blueprint, page_of
from tracker.pages.projects.lead_questions import answers_in, met_by, questioned
from tracker.queries.visible_firms import visible_firms
from tracker.web.act import Done, act
from tracker.web.forms.fields import BaseForm, CreditCodeField, offered, text
from tracker.web.identity import actor, asker
from tracker.web.rendering import today


class FirmForm(BaseForm):
    """What a new firm's page and the edit page share."""

    credit_code = CreditCodeField(
        "统一社会信用代码", text(40), description="18 位，营业执照右上角；保存时核对校验位"
    )
    province = SelectField("省份", [Optional()])
    city = StringField("城市", text(40), description="境外企业写国家")
    industry = StringField("行业", text(100), description="主营什么，如 石油专用管")
    website = StringField("网址", text(200))
    remark = TextAreaField("备注", text(2000), description="看得到这家企业的人都看得到")

    def fit(self, firm: Firm | None = None) -> None:
        """Fill the select; a province that is none of ours stays as it is."""
        known = list(PROVINCES)
        if firm and firm.province and firm.province not in known:
            known.insert(0, firm.province)
        self.province.choices = offered([("", "—"), *((one, one) for one in known)])

    def columns(self) -> dict[str, Any]:
        """The firm's columns as typed."""
        plain = ("province", "city", "industry", "website", "remark")
        return {name: self[name].data or "" for name in plain} | {
            "credit_code": self.credit_code.read() or None
        }


class NewFirmForm(FirmForm):
    """Besides: its name, and what that name meets in the office's own books."""

    met: LeadMatches = LeadMatches()

    firm = StringField(
        "企业名称",
        text(120, "请写企业名称，以营业执照为准。"),
        description="营业执照上的全称；还没有执照就写对方怎么称呼",
    )

    @classmethod
    def of(cls) -> Self:
        """Who is talking with the firm is told of, and decides nothing here."""
        met = replace(met_by(request.form), first=None)
        form = questioned(cls, met)()
        form.met = met
        form.fit()
        if not form.is_submitted():
            form.firm.data = request.args.get("name", "")[:120]
        return form


@act(
    blueprint,
    "/firms/new",
    Can.KEEP_FIRMS,
    opened_as="new",
    form=NewFirmForm,
    template="firms/new.html",
    context=lambda form: {"met": form.met},
)
def register(form: NewFirmForm) -> Done:
    answers, columns = answers_in(form, form.met), form.columns()
    firm = firm_of(
        db.session(),
        form.firm.data or "",
        columns.pop("credit_code") or "",
        form.met,
        answers,
        by=actor(),
        on=today(),
    )
    if firm.is_listed:
        return Done(f"“{firm.name}”库里已经有了，没有重复建档。", page_of(firm))
    firm.enter(columns, by=actor(), on=today(), seen=visible_firms(asker()))
    return Done(f"“{firm.name}”已建档。", page_of(firm))
