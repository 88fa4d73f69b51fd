"""Other names of a firm, added and taken away."""

from flask import abort
from flask.typing import ResponseReturnValue

from tracker.domain.permissions import Can
from tracker.pages.firms.acting import Act, answer
from tracker.pages.firms.blueprint import ADDRESS, blueprint
from tracker.pages.firms.forms import AliasForm, ReasonForm
from tracker.queries.visible_firms import visible_firms
from tracker.web.access import allow, firm_or_404
from tracker.web.identity import actor, asker
from tracker.web.rendering import today


@blueprint.route(f"{ADDRESS}/aliases", methods=["GET", "POST"])
@allow(Can.KEEP_FIRMS)
def add_alias(firm_id: int) -> ResponseReturnValue:
    firm, form = firm_or_404(firm_id), AliasForm()

    def verb() -> str:
        firm.add_alias(
            form.name.data,
            source=form.source.data or "",
            by=actor(),
            on=today(),
            seen=visible_firms(asker()),
        )
        return f"别名“{form.name.data}”已记下，以后按它也找得到。"

    return answer(Act(firm, "加别名", "加上", form, verb, part="names"))


@blueprint.route(f"{ADDRESS}/aliases/<int:alias_id>/drop", methods=["GET", "POST"])
@allow(Can.KEEP_FIRMS)
def drop_alias(firm_id: int, alias_id: int) -> ResponseReturnValue:
    firm, form = firm_or_404(firm_id), ReasonForm()
    alias = next((one for one in firm.aliases if one.id == alias_id), None) or abort(404)

    def verb() -> str:
        firm.drop_alias(alias, because=form.because.data, by=actor(), on=today())
        return f"别名“{alias.name}”已去掉。"

    told = [f"去掉别名“{alias.name}”？以后按它找不到这家企业。"]
    return answer(Act(firm, "去掉别名", "去掉", form, verb, told, part="names"))
