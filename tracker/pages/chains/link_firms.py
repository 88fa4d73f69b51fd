"""Which firms stand on a link, noted and taken back."""

from wtforms import StringField
from wtforms.validators import InputRequired

from tracker.domain.chain import ChainLink
from tracker.domain.chain.link_facts import LinkFirm, stand_on, step_off
from tracker.domain.permissions import Can
from tracker.pages.chains.blueprint import LINK, fact_or_404, link_act
from tracker.refusal import refuse
from tracker.web.act import Done
from tracker.web.fields import BaseForm, DayField, not_ahead, text
from tracker.web.firm_names import firm_called
from tracker.web.identity import actor
from tracker.web.reason_forms import ReasonForm
from tracker.web.rendering import today


class StandingForm(BaseForm):
    """Which firm, what it does there, since when, and who says so."""

    firm = StringField("企业", text(120, "请写企业。"), description="全称、简称或别名")
    does = StringField("做什么", text(100), description="如 调质热处理")
    since = DayField("何时起知道", [InputRequired("请选日子。"), not_ahead], default=today)
    source = StringField("依据", text(200, "请写依据：谁说的、哪份文件、哪个网页。"))


@link_act(
    f"{LINK}/firms",
    Can.KEEP_CHAINS,
    form=StandingForm,
    heading=lambda link: f"{link.name}上的企业",
    button="记下",
)
def stand(link: ChainLink, form: StandingForm) -> Done:
    firm = firm_called(form.firm.data) or refuse("firm", "请写企业。")
    stand_on(
        firm,
        link,
        since=form.since.data,
        does=form.does.data or "",
        source=form.source.data,
        by=actor(),
        on=today(),
    )
    return Done(f"已记下：{firm.name}在“{link.name}”上。")


@link_act(
    f"{LINK}/firms/<int:standing_id>/void",
    Can.KEEP_CHAINS,
    find=lambda slug, link_id, standing_id: fact_or_404(LinkFirm, slug, link_id, standing_id),
    form=ReasonForm,
    heading="作废：企业在这一环",
    button="作废",
    notice=lambda link, place: f"{place.firm.name}在“{link.name}”上（{place.source}）",
)
def void_standing(_: ChainLink, place: LinkFirm, form: ReasonForm) -> Done:
    step_off(place, because=form.because.data, by=actor(), on=today())
    return Done("已作废，记录和原因都留着。")
