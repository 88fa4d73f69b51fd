"""Added, revised, put out of use and in use again, joined and parted."""

from typing import Any

from flask import url_for
from flask.typing import ResponseReturnValue

from tracker.domain.chain import ChainLink
from tracker.domain.event import EventKind
from tracker.domain.permissions import Can
from tracker.domain.words import Segment
from tracker.pages.chains.acting import Act, answer, missed_by_form
from tracker.pages.chains.blueprint import CHAIN, LINK, blueprint, chain_or_404, link_or_404
from tracker.pages.chains.chain_edits import page_of
from tracker.pages.chains.forms import FeedForm, LinkForm, NewLinkForm, ReasonForm, SureForm
from tracker.web.access import allow
from tracker.web.fields import offered
from tracker.web.identity import actor
from tracker.web.rendering import today

REVISED = (EventKind.LINK_REVISED, EventKind.LINK_CLOSED, EventKind.LINK_REOPENED)


def page_of_link(link: ChainLink) -> str:
    return url_for("chains.link", slug=link.chain.slug, link_id=link.id)


def _columns(form: NewLinkForm) -> dict[str, Any]:
    """The link's columns as typed."""
    plain = {name: form[name].data or "" for name in ("name", "products", "words", "source")}
    return plain | {"segment": Segment(form.segment.data)}


@blueprint.route(f"{CHAIN}/links/new", methods=["GET", "POST"])
@allow(Can.KEEP_CHAINS)
def add_link(slug: str) -> ResponseReturnValue:
    chain, form = chain_or_404(slug), NewLinkForm()

    def verb() -> tuple[str, str]:
        link = chain.add_link(**_columns(form), by=actor(), on=today())
        return f"已加环节“{link.name}”，请接上它供给谁。", page_of_link(link)

    return answer(Act(f"加环节：{chain.name}", "加上", form, verb, page_of(chain), chain.name))


@blueprint.route(f"{LINK}/edit", methods=["GET", "POST"])
@allow(Can.KEEP_CHAINS)
def edit_link(slug: str, link_id: int) -> ResponseReturnValue:
    link = link_or_404(slug, link_id)
    form = LinkForm(obj=link, data={"version": link.chain.version})

    def verb() -> tuple[str, str]:
        changes = _columns(form) | {"position": form.position.data}
        is_changed = link.revise(changes, by=actor(), on=today())
        return "已保存。" if is_changed else "没有改动。", page_of_link(link)

    missed = missed_by_form(link.chain, REVISED, link.id)
    heading, back = f"修改环节：{link.name}", page_of_link(link)
    return answer(Act(heading, "保存", form, verb, back, link.name, link.chain, missed=missed))


@blueprint.route(f"{LINK}/closing", methods=["GET", "POST"])
@allow(Can.KEEP_CHAINS)
def close_link(slug: str, link_id: int) -> ResponseReturnValue:
    link, form = link_or_404(slug, link_id), ReasonForm()
    told = "新项目不能再选它；原有的项目、企业和产能都照旧看得到。"

    def verb() -> tuple[str, str]:
        link.put_out_of_use(because=form.because.data, by=actor(), on=today())
        return f"“{link.name}”已停用。", page_of_link(link)

    return answer(
        Act(f"停用：{link.name}", "停用", form, verb, page_of_link(link), link.name, told=[told])
    )


@blueprint.route(f"{LINK}/reopening", methods=["GET", "POST"])
@allow(Can.KEEP_CHAINS)
def reopen_link(slug: str, link_id: int) -> ResponseReturnValue:
    link, form = link_or_404(slug, link_id), SureForm()

    def verb() -> tuple[str, str]:
        link.put_in_use(by=actor(), on=today())
        return f"“{link.name}”已启用。", page_of_link(link)

    told = "启用后，登记项目时可以选它。"
    return answer(
        Act(f"启用：{link.name}", "启用", form, verb, page_of_link(link), link.name, told=[told])
    )


@blueprint.route(f"{LINK}/feeds", methods=["GET", "POST"])
@allow(Can.KEEP_CHAINS)
def feed(slug: str, link_id: int) -> ResponseReturnValue:
    link, form = link_or_404(slug, link_id), FeedForm()
    others = [one for one in link.chain.links if one not in (link, *link.feeds)]
    form.to.choices = offered([("", "请选择"), *((str(one.id), one.full_name) for one in others)])

    def verb() -> tuple[str, str]:
        other = link_or_404(slug, int(form.to.data))
        link.feed(other, by=actor(), on=today())
        return f"“{link.name}”供给“{other.name}”，已接上。", page_of_link(link)

    return answer(Act(f"{link.name}供给谁", "接上", form, verb, page_of_link(link), link.name))


@blueprint.route(f"{LINK}/feeds/<int:fed_id>/stop", methods=["GET", "POST"])
@allow(Can.KEEP_CHAINS)
def stop_feeding(slug: str, link_id: int, fed_id: int) -> ResponseReturnValue:
    link, other, form = link_or_404(slug, link_id), link_or_404(slug, fed_id), SureForm()

    def verb() -> tuple[str, str]:
        link.stop_feeding(other, by=actor(), on=today())
        return f"“{link.name}”不再供给“{other.name}”。", page_of_link(link)

    told = f"断开“{link.name}”对“{other.name}”的供给？图上的线会去掉，缺口会重算。"
    return answer(Act("断开供给", "断开", form, verb, page_of_link(link), link.name, told=[told]))
