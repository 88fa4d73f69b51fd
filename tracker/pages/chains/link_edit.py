"""A link added to a chain, and revised."""

from typing import Any

from wtforms import IntegerField, RadioField, StringField
from wtforms.validators import InputRequired, NumberRange

from tracker.domain.chain import Chain, ChainLink
from tracker.domain.event import EventKind
from tracker.domain.permissions import Can
from tracker.domain.words import Segment
from tracker.pages.chains.blueprint import (
    CHAIN,
    LINK,
    chain_act,
    judge_missed,
    link_act,
    link_or_404,
    page_of_link,
)
from tracker.pages.chains.edit import A_PLACE
from tracker.web.act import Done
from tracker.web.fields import BaseForm, VersionedForm, offered, text, version_seen
from tracker.web.identity import actor
from tracker.web.rendering import today

REVISED = (EventKind.LINK_REVISED, EventKind.LINK_CLOSED, EventKind.LINK_REOPENED)


class NewLinkForm(BaseForm):
    """A link: what is made there, and where that is known from."""

    name = StringField("环节名称", text(60, "请写环节的名称。"))
    segment = RadioField(
        "上中下游", [InputRequired("请选上游、中游还是下游。")], choices=offered(Segment.choices())
    )
    products = StringField("产品", text(200), description="用顿号隔开，如 油管、套管")
    words = StringField("行业词", text(200), description="用空格隔开；按这些词去找目标企业")
    source = StringField("来源", text(200))

    def columns(self) -> dict[str, Any]:
        """The link's columns as typed."""
        plain = {name: self[name].data or "" for name in ("name", "products", "words", "source")}
        return plain | {"segment": Segment(self.segment.data)}


class LinkForm(NewLinkForm, VersionedForm):
    """A link as it is, with its place in the column."""

    position = IntegerField(
        "次序",
        [InputRequired(A_PLACE), NumberRange(0, 9999, A_PLACE)],
        description="同一列里数小的在上",
    )

    @classmethod
    def known(cls, _: Chain, link: ChainLink) -> dict[str, Any]:
        names = ("name", "segment", "products", "words", "source", "position")
        return {name: getattr(link, name) for name in names}


@chain_act(
    f"{CHAIN}/links/new",
    Can.KEEP_CHAINS,
    form=NewLinkForm,
    heading=lambda chain: f"加环节：{chain.name}",
    button="加上",
)
def add_link(chain: Chain, form: NewLinkForm) -> Done:
    link = chain.add_link(**form.columns(), by=actor(), on=today())
    return Done(f"已加环节“{link.name}”，请接上它供给谁。", page_of_link(link))


def versioned_link_or_404(slug: str, link_id: int) -> tuple[Chain, ChainLink]:
    """A link has its chain's version."""
    link = link_or_404(slug, link_id)
    return link.chain, link


def judge_link(chain: Chain, link: ChainLink, _: LinkForm) -> None:
    events = chain.events_since(version_seen(), *REVISED)
    judge_missed([one for one in events if one.after.get("link_id") == link.id])


@link_act(
    f"{LINK}/edit",
    Can.KEEP_CHAINS,
    find=versioned_link_or_404,
    form=LinkForm,
    meanwhile=judge_link,
    context=lambda _, link, form: {"back_to": link.name},
    home=lambda _, link: page_of_link(link),
    heading=lambda _, link: f"修改环节：{link.name}",
    button="保存",
)
def edit_link(_: Chain, link: ChainLink, form: LinkForm) -> Done:
    changes = form.columns() | {"position": form.position.data}
    is_changed = link.revise(changes, by=actor(), on=today())
    return Done("已保存。" if is_changed else "没有改动。")
