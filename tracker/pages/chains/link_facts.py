"""A link's facts: which firms stand on it and how much it makes, noted and taken back."""

from flask import url_for
from flask.typing import ResponseReturnValue

from tracker.domain.chain.link_facts import (
    Capacity,
    CapacityKind,
    LinkFirm,
    note_capacity,
    stand_on,
    step_off,
    void_capacity,
)
from tracker.domain.chain.quantities import read_quantity, spoken
from tracker.domain.permissions import Can
from tracker.pages.chains.acting import Act, answer
from tracker.pages.chains.blueprint import LINK, blueprint, fact_or_404, link_or_404
from tracker.pages.chains.forms import CapacityForm, ReasonForm, StandingForm, firm_called
from tracker.pages.chains.link_edits import page_of_link
from tracker.refusal import refuse
from tracker.web.access import allow
from tracker.web.identity import actor
from tracker.web.rendering import today


@blueprint.route(f"{LINK}/firms", methods=["GET", "POST"])
@allow(Can.KEEP_CHAINS)
def stand(slug: str, link_id: int) -> ResponseReturnValue:
    link, form = link_or_404(slug, link_id), StandingForm()

    def verb() -> tuple[str, str]:
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
        return f"已记下：{firm.name}在“{link.name}”上。", page_of_link(link)

    return answer(Act(f"{link.name}上的企业", "记下", form, verb, page_of_link(link), link.name))


@blueprint.route(f"{LINK}/firms/<int:standing_id>/void", methods=["GET", "POST"])
@allow(Can.KEEP_CHAINS)
def void_standing(slug: str, link_id: int, standing_id: int) -> ResponseReturnValue:
    place, form = fact_or_404(LinkFirm, slug, link_id, standing_id), ReasonForm()
    back = url_for("chains.link", slug=slug, link_id=link_id)

    def verb() -> tuple[str, str]:
        step_off(place, because=form.because.data, by=actor(), on=today())
        return "已作废，记录和原因都留着。", back

    told = f"{place.firm.name}在“{place.chain_link.name}”上（{place.source}）"
    return answer(
        Act("作废：企业在这一环", "作废", form, verb, back, place.chain_link.name, told=[told])
    )


@blueprint.route(f"{LINK}/capacities", methods=["GET", "POST"])
@allow(Can.KEEP_CHAINS)
def measure(slug: str, link_id: int) -> ResponseReturnValue:
    link, form = link_or_404(slug, link_id), CapacityForm()

    def verb() -> tuple[str, str]:
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
        return f"已记下 {spoken(quantity, unit)}。", page_of_link(link)

    return answer(
        Act(f"{link.name}的产能、需求", "记下", form, verb, page_of_link(link), link.name)
    )


@blueprint.route(f"{LINK}/capacities/<int:capacity_id>/void", methods=["GET", "POST"])
@allow(Can.KEEP_CHAINS)
def void_measure(slug: str, link_id: int, capacity_id: int) -> ResponseReturnValue:
    told, form = fact_or_404(Capacity, slug, link_id, capacity_id), ReasonForm()
    back = url_for("chains.link", slug=slug, link_id=link_id)

    def verb() -> tuple[str, str]:
        void_capacity(told, because=form.because.data, by=actor(), on=today())
        return "已作废，记录和原因都留着。", back

    said = f"{told.year} 年{told.kind.label} {spoken(told.quantity, told.unit)}（{told.source}）"
    return answer(
        Act(
            f"作废一个{told.kind.label}数",
            "作废",
            form,
            verb,
            back,
            told.chain_link.name,
            told=[said],
        )
    )
