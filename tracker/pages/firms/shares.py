"""Shares that are held of a firm, told and struck out."""

from functools import partial

from flask import abort
from sqlalchemy import select
from wtforms import StringField
from wtforms.validators import InputRequired

from tracker.domain.firm import Firm
from tracker.domain.firm.shareholdings import Shareholding, percent
from tracker.domain.numbers import read_share
from tracker.domain.permissions import Can
from tracker.domain.ranking_matching import project_badges
from tracker.extensions import db
from tracker.pages.firms.blueprint import ADDRESS, firm_act, page_of
from tracker.queries.visible_firms import visible_firms
from tracker.web.access import firm_or_404
from tracker.web.act import Done
from tracker.web.forms.fields import BaseForm, DayField, not_ahead, text
from tracker.web.forms.firm_names import firm_called
from tracker.web.forms.reason_forms import ReasonForm
from tracker.web.identity import actor, asker
from tracker.web.rendering import today

share_act = partial(firm_act, home=partial(page_of, part="kin"))


class PercentField(StringField):
    """A share typed as a percentage, kept in hundredths of a percent."""

    def read(self) -> int:
        """Raises Refused at this field for what is none."""
        return read_share(self.data or "", field=self.name)


class ShareForm(BaseForm):
    """Who holds how much of it, from which day on, and who says so."""

    parent = StringField(
        "股东企业",
        text(120, "请写股东企业。"),
        description="全称、简称或别名；库里没有的请先建档",
    )
    share = PercentField(
        "持股比例（%）",
        [InputRequired("请写持股比例。"), *text(12)],
        description="最多两位小数；0 表示从这天起不再持股",
    )
    on = DayField("从哪天起", [InputRequired("请选日子。"), not_ahead], default=today)
    source = StringField("依据", text(200, "请写依据，如年报、工商登记、报道。"))


@share_act(f"{ADDRESS}/shares", Can.KEEP_FIRMS, form=ShareForm, heading="记股东", button="记下")
def hold_share(firm: Firm, form: ShareForm) -> Done:
    parent = firm_called(form.parent.data, "parent")
    assert parent is not None, "the form asks for a parent"
    held = project_badges.hold_share(
        parent,
        firm,
        form.share.read(),
        since=form.on.data,
        source=form.source.data,
        by=actor(),
        on=today(),
    )
    return Done(f"“{parent.name}”持股 {percent(held.share_bp)} 已记下。")


def share_or_404(firm_id: int, share_id: int) -> tuple[Firm, Shareholding]:
    """The share of that number, if it is one of this firm and its parent is known here."""
    firm = firm_or_404(firm_id)
    asked = select(Shareholding).join(Firm, Firm.id == Shareholding.parent_id)
    held = db.session.scalar(
        asked.where(
            Shareholding.id == share_id, Shareholding.firm_id == firm.id, visible_firms(asker())
        )
    )
    return firm, held or abort(404)


@share_act(
    f"{ADDRESS}/shares/<int:share_id>/void",
    Can.KEEP_FIRMS,
    find=share_or_404,
    form=ReasonForm,
    heading="作废持股记录",
    button="作废",
    notice=lambda _, held: f"作废：{held.on} 起“{held.parent.name}”持股 {percent(held.share_bp)}。",
)
def void_share(firm: Firm, held: Shareholding, form: ReasonForm) -> Done:
    project_badges.void_share(firm, held, because=form.because.data, by=actor(), on=today())
    return Done("持股记录已作废。")
