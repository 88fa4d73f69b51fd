"""What may leave the house: the allow-list, the channels, and the letters that nobody took."""

from functools import partial
from typing import Any

from flask import Response, abort, url_for
from sqlalchemy import func, select
from wtforms import IntegerField, PasswordField, SelectField, StringField
from wtforms.validators import InputRequired, Optional

from tracker.domain.outbox import AllowedHost, Channel, ChannelKind, MessageState, OutboxMessage
from tracker.domain.outbox.channels import (
    allow_host,
    forbid_host,
    open_channel,
    send_again,
    switch,
    try_out,
)
from tracker.domain.permissions import Can
from tracker.extensions import db
from tracker.pages.settings.blueprint import blueprint
from tracker.web.access import allow
from tracker.web.act import Done, act, button
from tracker.web.fields import BaseForm, offered, text
from tracker.web.identity import actor
from tracker.web.people_fields import DepartmentField
from tracker.web.rendering import page, today

DEAD_SHOWN = 50


def home(*_: object) -> str:
    return url_for("settings.outward")


outward_button = partial(button, blueprint, home=home)


class HostForm(BaseForm):
    """A host and port that messages may go to."""

    host = StringField("主机", text(200, "请写主机名。"))
    port = IntegerField("端口", [InputRequired("请写端口，https 一般是 443。")], default=443)


class ChannelForm(BaseForm):
    """By what, to which address, for whose group."""

    kind = SelectField("方式", choices=offered(ChannelKind.choices()))
    name = StringField("名称", text(40, "请起个名称，如 商务局工作群。"))
    address = StringField("地址", text(500, "请写地址。"))
    login = StringField("发件人", [Optional(), *text(100)])
    secret = PasswordField("密钥或密码", [Optional(), *text(200)])
    department = DepartmentField("哪个单位的群", [Optional()], none="不分单位")


@blueprint.get("/settings/outward")
@allow(Can.SEND_OUT)
def outward() -> Response:
    return page("settings/outward.html", form=HostForm(), **what_leaves())


@act(
    blueprint,
    "/settings/outward/hosts",
    Can.SEND_OUT,
    opened_as=None,
    form=HostForm,
    template="settings/outward.html",
    context=lambda _: what_leaves(),
    home=home,
)
def let_in(form: HostForm) -> Done:
    allow_host(db.session(), form.host.data, form.port.data, by=actor(), on=today())
    return Done("已加进允许名单。")


@outward_button(
    "/settings/outward/hosts/<int:host_id>/drop",
    Can.SEND_OUT,
    find=lambda host_id: db.session.get(AllowedHost, host_id) or abort(404),
)
def shut_out(allowed: AllowedHost) -> Done:
    said = f"{allowed.host}:{allowed.port} 已移出名单。"
    forbid_host(db.session(), allowed, by=actor(), on=today())
    return Done(said)


@act(
    blueprint,
    "/settings/outward/channels/new",
    Can.SEND_OUT,
    opened_as="new_channel",
    form=ChannelForm,
    template="settings/channel.html",
    home=home,
)
def add_channel(form: ChannelForm) -> Done:
    open_channel(
        db.session(),
        ChannelKind(form.kind.data),
        form.name.data,
        form.address.data,
        login=form.login.data or "",
        secret=form.secret.data or "",
        by=actor(),
        on=today(),
        department=form.department.department,
    )
    return Done("渠道建好了，还没启用；试发之前先启用。")


def channel_or_404(channel_id: int) -> Channel:
    return db.session.get(Channel, channel_id) or abort(404)


@outward_button(
    "/settings/outward/channels/<int:channel_id>/switch", Can.SEND_OUT, find=channel_or_404
)
def switch_channel(channel: Channel) -> Done:
    said = f"“{channel.name}”已{'停用' if channel.in_use else '启用'}。"
    switch(db.session(), channel, on_air=not channel.in_use, by=actor(), on=today())
    return Done(said)


@outward_button(
    "/settings/outward/channels/<int:channel_id>/try", Can.SEND_OUT, find=channel_or_404
)
def try_channel(channel: Channel) -> Done:
    try_out(db.session(), channel, by=actor(), on=today())
    return Done("试发的一条已进队列，一分钟内发出；没收到就看下面“发不出去”。")


@outward_button(
    "/settings/outward/letters/<int:message_id>/again",
    Can.SEND_OUT,
    find=lambda message_id: db.session.get(OutboxMessage, message_id) or abort(404),
)
def again(letter: OutboxMessage) -> Done:
    send_again(db.session(), letter, by=actor(), on=today())
    return Done("已放回队列重发。")


def what_leaves() -> dict[str, Any]:
    session = db.session
    waiting = select(OutboxMessage.channel_id, func.count()).where(
        OutboxMessage.state == MessageState.WAITING
    )
    dead = (
        select(OutboxMessage)
        .where(OutboxMessage.state == MessageState.DEAD)
        .order_by(OutboxMessage.id.desc())
        .limit(DEAD_SHOWN)
    )
    return {
        "hosts": session.scalars(select(AllowedHost).order_by(AllowedHost.host)).all(),
        "channels": session.scalars(select(Channel).order_by(Channel.id)).all(),
        "waiting": dict(session.execute(waiting.group_by(OutboxMessage.channel_id)).tuples().all()),
        "letters": session.scalars(dead).all(),
    }
