"""What may leave the house: the allow-list, the channels, and the letters that nobody took."""

from collections.abc import Callable
from typing import TypeVar

from flask import Response, abort, flash, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import func, select
from wtforms import IntegerField, PasswordField, SelectField, StringField
from wtforms.validators import DataRequired, InputRequired, Length, Optional

from tracker.domain.outbox import AllowedHost, Channel, ChannelKind, MessageState, OutboxMessage
from tracker.domain.outbox.channels import (
    allow_host,
    forbid_host,
    open_channel,
    send_again,
    switch,
    try_out,
)
from tracker.domain.people.department import Department
from tracker.domain.permissions import Can
from tracker.extensions import db
from tracker.pages.settings.blueprint import blueprint
from tracker.refusal import Refused
from tracker.web.access import allow
from tracker.web.acting import attempt
from tracker.web.fields import TOO_LONG, BaseForm, offered, storable
from tracker.web.identity import actor
from tracker.web.rendering import page, today
from tracker.web.submissions import lead_to, save_and_lead_to

DEAD_SHOWN = 50
HOME = "settings.outward"
R = TypeVar("R", AllowedHost, Channel, OutboxMessage)


def text(most: int) -> list[object]:
    return [Length(max=most, message=TOO_LONG), storable]


class HostForm(BaseForm):
    """A host and port that messages may go to."""

    host = StringField("主机", [DataRequired("请写主机名。"), *text(200)])
    port = IntegerField("端口", [InputRequired("请写端口，https 一般是 443。")], default=443)


class ChannelForm(BaseForm):
    """By what, to which address, for whose group."""

    kind = SelectField("方式", choices=offered(ChannelKind.choices()))
    name = StringField("名称", [DataRequired("请起个名称，如 商务局工作群。"), *text(40)])
    address = StringField("地址", [DataRequired("请写地址。"), *text(500)])
    login = StringField("发件人", [Optional(), *text(100)])
    secret = PasswordField("密钥或密码", [Optional(), *text(200)])
    department = SelectField("哪个单位的群", [Optional()])


@blueprint.get("/settings/outward")
@allow(Can.SEND_OUT)
def outward() -> Response:
    return _page(HostForm())


@blueprint.post("/settings/outward/hosts")
@allow(Can.SEND_OUT)
def let_in() -> ResponseReturnValue:
    form = HostForm()

    def add() -> str:
        allow_host(db.session(), form.host.data, form.port.data, by=actor(), on=today())
        flash("已加进允许名单。", "success")
        return url_for(HOME)

    return attempt(form, add) or _page(form, 422)


@blueprint.post("/settings/outward/hosts/<int:host_id>/drop")
@allow(Can.SEND_OUT)
def shut_out(host_id: int) -> Response:
    allowed = _one(AllowedHost, host_id)
    forbid_host(db.session(), allowed, by=actor(), on=today())
    flash(f"{allowed.host}:{allowed.port} 已移出名单。", "success")
    return save_and_lead_to(url_for(HOME))


@blueprint.get("/settings/outward/channels/new")
@allow(Can.SEND_OUT)
def new_channel() -> Response:
    return page("settings/channel.html", form=_channel_form())


@blueprint.post("/settings/outward/channels/new")
@allow(Can.SEND_OUT)
def add_channel() -> ResponseReturnValue:
    form = _channel_form()

    def add() -> str:
        whose = form.department.data
        open_channel(
            db.session(),
            ChannelKind(form.kind.data),
            form.name.data,
            form.address.data,
            login=form.login.data or "",
            secret=form.secret.data or "",
            by=actor(),
            on=today(),
            department=db.session.get_one(Department, int(whose)) if whose else None,
        )
        flash("渠道建好了，还没启用；试发之前先启用。", "success")
        return url_for(HOME)

    return attempt(form, add) or page("settings/channel.html", 422, form=form)


@blueprint.post("/settings/outward/channels/<int:channel_id>/switch")
@allow(Can.SEND_OUT)
def switch_channel(channel_id: int) -> Response:
    one = _one(Channel, channel_id)
    return _done(
        lambda: switch(db.session(), one, on_air=not one.in_use, by=actor(), on=today()),
        f"“{one.name}”已{'停用' if one.in_use else '启用'}。",
    )


@blueprint.post("/settings/outward/channels/<int:channel_id>/try")
@allow(Can.SEND_OUT)
def try_channel(channel_id: int) -> Response:
    one = _one(Channel, channel_id)
    return _done(
        lambda: try_out(db.session(), one, by=actor(), on=today()),
        "试发的一条已进队列，一分钟内发出；没收到就看下面“发不出去”。",
    )


@blueprint.post("/settings/outward/letters/<int:message_id>/again")
@allow(Can.SEND_OUT)
def again(message_id: int) -> Response:
    letter = _one(OutboxMessage, message_id)
    return _done(
        lambda: send_again(db.session(), letter, by=actor(), on=today()), "已放回队列重发。"
    )


def _channel_form() -> ChannelForm:
    form = ChannelForm()
    found = db.session.execute(
        select(Department.id, Department.name).where(Department.in_use).order_by(Department.id)
    )
    everybody = [("", "不分单位")]
    form.department.choices = offered([*everybody, *((str(row.id), row.name) for row in found)])
    return form


def _one(kind: type[R], number: int) -> R:
    found = db.session.get(kind, number)
    if found is None:
        abort(404)
    return found


def _done(act: Callable[[], object], told: str) -> Response:
    """One act of one button; a refusal is told on the page where the button stands."""
    try:
        act()
    except Refused as refusal:
        db.session.rollback()
        flash(refusal.message, "error")
        return lead_to(url_for(HOME))
    flash(told, "success")
    return save_and_lead_to(url_for(HOME))


def _page(form: HostForm, status: int = 200) -> Response:
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
    return page(
        "settings/outward.html",
        status,
        form=form,
        hosts=session.scalars(select(AllowedHost).order_by(AllowedHost.host)).all(),
        channels=session.scalars(select(Channel).order_by(Channel.id)).all(),
        waiting=dict(session.execute(waiting.group_by(OutboxMessage.channel_id)).tuples().all()),
        letters=session.scalars(dead).all(),
    )
