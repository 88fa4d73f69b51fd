"""Made, copied, renamed, put out of use and in use again."""

from flask import url_for
from flask.typing import ResponseReturnValue

from tracker.domain.chain import Chain
from tracker.domain.event import EventKind
from tracker.domain.permissions import Can
from tracker.extensions import db
from tracker.pages.chains.acting import Act, answer, missed_by_form
from tracker.pages.chains.blueprint import CHAIN, blueprint, chain_or_404
from tracker.pages.chains.forms import (
    ChainForm,
    CopyForm,
    MakeForm,
    ReasonForm,
    SureForm,
    firm_called,
)
from tracker.web.access import allow
from tracker.web.identity import actor
from tracker.web.rendering import today

REVISED = (EventKind.CHAIN_REVISED,)


def page_of(chain: Chain) -> str:
    return url_for("chains.show", slug=chain.slug)


@blueprint.route("/chains/new", methods=["GET", "POST"])
@allow(Can.KEEP_CHAINS)
def make() -> ResponseReturnValue:
    form = MakeForm()

    def verb() -> tuple[str, str]:
        chain = Chain.make(
            db.session(),
            form.name.data,
            slug=form.slug.data or "",
            source=form.source.data or "",
            by=actor(),
            on=today(),
        )
        return f"已建“{chain.name}”，请加上环节。", page_of(chain)

    return answer(Act("新建产业链", "建链", form, verb, url_for("chains.list_all")))


@blueprint.route(f"{CHAIN}/copy", methods=["GET", "POST"])
@allow(Can.KEEP_CHAINS)
def copy(slug: str) -> ResponseReturnValue:
    chain, form = chain_or_404(slug), CopyForm()
    told = "环节和供给关系照抄；企业、产能、项目留在原链。新链先停用，看过再启用。"

    def verb() -> tuple[str, str]:
        twin = chain.copy_as(form.name.data, slug=form.slug.data or "", by=actor(), on=today())
        return f"已照“{chain.name}”建了“{twin.name}”。", page_of(twin)

    return answer(
        Act(f"复制：{chain.name}", "复制", form, verb, page_of(chain), chain.name, told=[told])
    )


@blueprint.route(f"{CHAIN}/edit", methods=["GET", "POST"])
@allow(Can.KEEP_CHAINS)
def edit(slug: str) -> ResponseReturnValue:
    chain = chain_or_404(slug)
    leader = chain.leader_firm.name if chain.leader_firm else ""
    form = ChainForm(obj=chain, data={"leader": leader})

    def verb() -> tuple[str, str]:
        firm = firm_called(form.leader.data, "leader")
        changes = {
            "name": form.name.data,
            "leader_firm_id": firm.id if firm else None,
            "position": form.position.data,
            "source": form.source.data or "",
        }
        is_changed = chain.revise(changes, by=actor(), on=today())
        return "已保存。" if is_changed else "没有改动。", page_of(chain)

    missed = missed_by_form(chain, REVISED)
    return answer(
        Act("修改产业链", "保存", form, verb, page_of(chain), chain.name, chain, missed=missed)
    )


@blueprint.route(f"{CHAIN}/closing", methods=["GET", "POST"])
@allow(Can.KEEP_CHAINS)
def close(slug: str) -> ResponseReturnValue:
    chain, form = chain_or_404(slug), ReasonForm()
    told = "新项目不能再选它的环节；原有的项目、企业和产能都照旧看得到。"

    def verb() -> tuple[str, str]:
        chain.put_out_of_use(because=form.because.data, by=actor(), on=today())
        return f"“{chain.name}”已停用。", page_of(chain)

    return answer(
        Act(f"停用：{chain.name}", "停用", form, verb, page_of(chain), chain.name, told=[told])
    )


@blueprint.route(f"{CHAIN}/reopening", methods=["GET", "POST"])
@allow(Can.KEEP_CHAINS)
def reopen(slug: str) -> ResponseReturnValue:
    chain, form = chain_or_404(slug), SureForm()
    told = f"启用后，登记项目时可以选它的 {len(chain.links_in_use)} 个环节。"

    def verb() -> tuple[str, str]:
        chain.put_in_use(by=actor(), on=today())
        return f"“{chain.name}”已启用。", page_of(chain)

    return answer(
        Act(f"启用：{chain.name}", "启用", form, verb, page_of(chain), chain.name, told=[told])
    )
