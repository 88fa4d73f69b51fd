"""Revising a chain: what it is called, where it stands in lists, and who leads it."""

from typing import Any

from wtforms import IntegerField, StringField
from wtforms.validators import InputRequired, NumberRange

from tracker.domain.chain import Chain
from tracker.domain.event import EventKind
from tracker.domain.permissions import Can
from tracker.pages.chains.blueprint import CHAIN, chain_act, judge_missed
from tracker.web.act import Done
from tracker.web.fields import VersionedForm, text, version_seen
from tracker.web.firm_names import firm_called
from tracker.web.identity import actor
from tracker.web.rendering import today

A_PLACE = "请写 0 到 9999 之间的整数。"


class ChainForm(VersionedForm):
    """What a chain is called, where it stands in lists, and who leads it."""

    name = StringField("名称", text(60, "请写产业链的名称。"))
    leader = StringField("链主", text(120), description="企业全称或别名；空着就是没有")
    position = IntegerField(
        "次序",
        [InputRequired(A_PLACE), NumberRange(0, 9999, A_PLACE)],
        description="列表里数小的在前",
    )
    source = StringField("来源", text(200))

    @classmethod
    def known(cls, chain: Chain) -> dict[str, Any]:
        return {
            "name": chain.name,
            "leader": chain.leader_firm.name if chain.leader_firm else "",
            "position": chain.position,
            "source": chain.source,
        }


@chain_act(
    f"{CHAIN}/edit",
    Can.KEEP_CHAINS,
    form=ChainForm,
    meanwhile=lambda chain, _: judge_missed(
        chain.events_since(version_seen(), EventKind.CHAIN_REVISED)
    ),
    heading="修改产业链",
    button="保存",
)
def edit(chain: Chain, form: ChainForm) -> Done:
    firm = firm_called(form.leader.data, "leader")
    changes = {
        "name": form.name.data,
        "leader_firm_id": firm.id if firm else None,
        "position": form.position.data,
        "source": form.source.data or "",
    }
    is_changed = chain.revise(changes, by=actor(), on=today())
    return Done("已保存。" if is_changed else "没有改动。")
