"""A chain or a link put out of use, and in use again."""

from tracker.domain.chain import Chain, ChainLink
from tracker.domain.permissions import Can
from tracker.pages.chains.blueprint import CHAIN, LINK, chain_act, link_act
from tracker.web.act import Done
from tracker.web.fields import BaseForm
from tracker.web.identity import actor
from tracker.web.reason_forms import ReasonForm
from tracker.web.rendering import today


@chain_act(
    f"{CHAIN}/closing",
    Can.KEEP_CHAINS,
    form=ReasonForm,
    heading=lambda chain: f"停用：{chain.name}",
    button="停用",
    notice="新项目不能再选它的环节；原有的项目、企业和产能都照旧看得到。",
)
def close(chain: Chain, form: ReasonForm) -> Done:
    chain.put_out_of_use(because=form.because.data, by=actor(), on=today())
    return Done(f"“{chain.name}”已停用。")


@chain_act(
    f"{CHAIN}/reopening",
    Can.KEEP_CHAINS,
    form=BaseForm,
    heading=lambda chain: f"启用：{chain.name}",
    button="启用",
    notice=lambda chain: f"启用后，登记项目时可以选它的 {len(chain.links_in_use)} 个环节。",
)
def reopen(chain: Chain, _: BaseForm) -> Done:
    chain.put_in_use(by=actor(), on=today())
    return Done(f"“{chain.name}”已启用。")


@link_act(
    f"{LINK}/closing",
    Can.KEEP_CHAINS,
    form=ReasonForm,
    heading=lambda link: f"停用：{link.name}",
    button="停用",
    notice="新项目不能再选它；原有的项目、企业和产能都照旧看得到。",
)
def close_link(link: ChainLink, form: ReasonForm) -> Done:
    link.put_out_of_use(because=form.because.data, by=actor(), on=today())
    return Done(f"“{link.name}”已停用。")


@link_act(
    f"{LINK}/reopening",
    Can.KEEP_CHAINS,
    form=BaseForm,
    heading=lambda link: f"启用：{link.name}",
    button="启用",
    notice="启用后，登记项目时可以选它。",
)
def reopen_link(link: ChainLink, _: BaseForm) -> Done:
    link.put_in_use(by=actor(), on=today())
    return Done(f"“{link.name}”已启用。")
