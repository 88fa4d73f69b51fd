"""Other names of a firm, added and taken away."""

from functools import partial

from flask import abort
from wtforms import StringField

from tracker.domain.firm import Firm
from tracker.domain.firm.aliases import FirmAlias
from tracker.domain.permissions import Can
from tracker.pages.firms.blueprint import ADDRESS, firm_act, page_of
from tracker.queries.visible_firms import visible_firms
from tracker.web.access import firm_or_404
from tracker.web.act import Done
from tracker.web.fields import BaseForm, text
from tracker.web.identity import actor, asker
from tracker.web.reason_forms import ReasonForm
from tracker.web.rendering import today

alias_act = partial(firm_act, home=partial(page_of, part="names"))


class AliasForm(BaseForm):
    """Another name, and who calls it so."""

    name = StringField("别名", text(120, "请写别名。"))
    source = StringField("哪里这样叫", text(200), description="如 曾用名、简称、报道里的写法")


@alias_act(f"{ADDRESS}/aliases", Can.KEEP_FIRMS, form=AliasForm, heading="加别名", button="加上")
def add_alias(firm: Firm, form: AliasForm) -> Done:
    firm.add_alias(
        form.name.data,
        source=form.source.data or "",
        by=actor(),
        on=today(),
        seen=visible_firms(asker()),
    )
    return Done(f"别名“{form.name.data}”已记下，以后按它也找得到。")


def alias_or_404(firm_id: int, alias_id: int) -> tuple[Firm, FirmAlias]:
    firm = firm_or_404(firm_id)
    alias = next((one for one in firm.aliases if one.id == alias_id), None)
    return firm, alias or abort(404)


@alias_act(
    f"{ADDRESS}/aliases/<int:alias_id>/drop",
    Can.KEEP_FIRMS,
    find=alias_or_404,
    form=ReasonForm,
    heading="去掉别名",
    button="去掉",
    notice=lambda _, alias: f"去掉别名“{alias.name}”？以后按它找不到这家企业。",
)
def drop_alias(firm: Firm, alias: FirmAlias, form: ReasonForm) -> Done:
    firm.drop_alias(alias, because=form.because.data, by=actor(), on=today())
    return Done(f"别名“{alias.name}”已去掉。")
