"""A new chain: empty, or with the links of another one."""

from flask import url_for
from wtforms import StringField

from tracker.domain.chain import Chain
from tracker.domain.permissions import Can
from tracker.extensions import db
from tracker.pages.chains.blueprint import CHAIN, chain_act, new_chain_act, page_of
from tracker.web.act import Done
from tracker.web.fields import BaseForm, text
from tracker.web.identity import actor
from tracker.web.rendering import today


class MakeForm(BaseForm):
    """A new chain."""

    name = StringField("名称", text(60, "请写产业链的名称。"))
    slug = StringField(
        "网址里的名字", text(40), description="小写字母、数字、连字符；空着用拼音。定了不再改"
    )
    source = StringField("来源", text(200), description="哪份文件、哪次会议定的")


class CopyForm(BaseForm):
    """Another chain with the same links."""

    name = StringField("新链的名称", text(60, "请写新链的名称。"))
    slug = StringField(
        "网址里的名字", text(40), description="小写字母、数字、连字符；空着用拼音。定了不再改"
    )


@new_chain_act(
    "/chains/new",
    Can.KEEP_CHAINS,
    form=MakeForm,
    heading="新建产业链",
    button="建链",
    home=lambda: url_for("chains.list_all"),
)
def make(form: MakeForm) -> Done:
    chain = Chain.make(
        db.session(),
        form.name.data,
        slug=form.slug.data or "",
        source=form.source.data or "",
        by=actor(),
        on=today(),
    )
    return Done(f"已建“{chain.name}”，请加上环节。", page_of(chain))


@chain_act(
    f"{CHAIN}/copy",
    Can.KEEP_CHAINS,
    form=CopyForm,
    heading=lambda chain: f"复制：{chain.name}",
    button="复制",
    notice="环节和供给关系照抄；企业、产能、项目留在原链。新链先停用，看过再启用。",
)
def copy(chain: Chain, form: CopyForm) -> Done:
    twin = chain.copy_as(form.name.data, slug=form.slug.data or "", by=actor(), on=today())
    return Done(f"已照“{chain.name}”建了“{twin.name}”。", page_of(twin))
