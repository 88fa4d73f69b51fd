"""How much a link makes or needs, noted and taken back."""

from wtforms import IntegerField, RadioField, SelectField, StringField
from wtforms.validators import InputRequired

from tracker.domain.chain import ChainLink
from tracker.domain.chain.link_facts import Capacity, CapacityKind, note_capacity, void_capacity
from tracker.domain.chain.quantities import read_quantity, spoken, unit_choices
from tracker.domain.permissions import Can
from tracker.pages.chains.blueprint import LINK, fact_or_404, link_act
from tracker.web.act import Done
from tracker.web.fields import BaseForm, offered, text
from tracker.web.firm_names import firm_called
from tracker.web.identity import actor
from tracker.web.reason_forms import ReasonForm
from tracker.web.rendering import today

A_YEAR = "请写四位数的年份，如 2025。"


class CapacityForm(BaseForm):
    """How much a year, of what, in which year, and who says so."""

    kind = RadioField(
        "记什么", choices=offered(CapacityKind.choices()), default=CapacityKind.CAPACITY.value
    )
    quantity = StringField("一年多少", text(30, "请写数量。"))
    unit = SelectField("单位", choices=offered(unit_choices()), default="万吨")
    product = StringField(
        "产品", text(60), description="同一产品各家相加；不同产品不相加，取最大的一种"
    )
    firm = StringField("哪家企业", text(120), description="全称、简称或别名；说的是整个环节就空着")
    year = IntegerField("哪一年的数", [InputRequired(A_YEAR)], default=lambda: today().year)
    source = StringField("来源", text(200, "请写来源：哪份文件、哪个网页、谁说的。"))


@link_act(
    f"{LINK}/capacities",
    Can.KEEP_CHAINS,
    form=CapacityForm,
    heading=lambda link: f"{link.name}的产能、需求",
    button="记下",
)
def measure(link: ChainLink, form: CapacityForm) -> Done:
    quantity, unit = read_quantity(form.quantity.data, form.unit.data)
    note_capacity(
        link,
        CapacityKind(form.kind.data),
        quantity=quantity,
        unit=unit,
        year=form.year.data,
        firm=firm_called(form.firm.data),
        product=form.product.data or "",
        source=form.source.data,
        by=actor(),
        on=today(),
    )
    return Done(f"已记下 {spoken(quantity, unit)}。")


@link_act(
    f"{LINK}/capacities/<int:capacity_id>/void",
    Can.KEEP_CHAINS,
    find=lambda slug, link_id, capacity_id: fact_or_404(Capacity, slug, link_id, capacity_id),
    form=ReasonForm,
    heading=lambda _, capacity: f"作废一个{capacity.kind.label}数",
    button="作废",
    notice=lambda _, capacity: (
        f"{capacity.year} 年{capacity.kind.label} "
        f"{spoken(capacity.quantity, capacity.unit)}（{capacity.source}）"
    ),
)
def void_measure(_: ChainLink, capacity: Capacity, form: ReasonForm) -> Done:
    void_capacity(capacity, because=form.because.data, by=actor(), on=today())
    return Done("已作废，记录和原因都留着。")
