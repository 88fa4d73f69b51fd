"""The allow-list and the channels, as the system admin keeps them."""

import ipaddress
import re
import socket
from collections.abc import Callable, Iterable
from datetime import date
from urllib.parse import urlsplit
from uuid import uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.domain.base import utc_now
from tracker.domain.event import Event, note_event
from tracker.domain.event.kinds import EventKind
from tracker.domain.outbox import AllowedHost, Channel, ChannelKind, MessageState, OutboxMessage
from tracker.domain.people.department import Department
from tracker.domain.people.user import Actor, User
from tracker.refusal import Refused, refuse

HOST = re.compile(r"(?=.{1,200}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*")
WRITABLE = re.compile(r"[!-~]+")
PORTS = {"https": 443, "http": 80, "smtp": 25, "smtps": 465}
SCHEMES = {ChannelKind.MAIL: ("smtp", "smtps")}
ROBOTS = ("https", "http")

Lookup = Callable[[str, int], Iterable[str]]


def addresses_of(host: str, port: int) -> list[str]:
    """Every address that the name stands for at this moment."""
    return [str(found[4][0]) for found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


def judge_reach(host: str, port: int, lookup: Lookup = addresses_of) -> None:
    """Refuse a host that is this very machine, however it is spelled, or that is nobody.

    Asked when a host is allowed and again before each sending, for names may come
    to stand for another address.
    """
    try:
        found = [ipaddress.ip_address(one.split("%")[0]) for one in lookup(host, port)]
    except (OSError, ValueError, UnicodeError) as problem:
        raise Refused(f"找不到主机 {host}，请核对拼写，或问网络管理员。") from problem
    for address in found:
        plain = getattr(address, "ipv4_mapped", None) or address
        if plain.is_loopback or plain.is_unspecified or plain.is_link_local or plain.is_multicast:
            raise Refused(f"{host} 指向本机或保留地址，不能发。")


def allow_host(session: Session, host: str, port: int, *, by: Actor, on: date) -> AllowedHost:
    """Add a host and port that messages may go to."""
    host = host.strip().rstrip(".").lower()
    if not HOST.fullmatch(host):
        refuse("host", "请只写主机名，如 qyapi.weixin.qq.com，不带 https:// 和路径。")
    if not 1 <= port <= 65535:
        refuse("port", "端口是 1 到 65535 之间的整数，https 一般是 443。")
    if session.scalar(
        select(AllowedHost).where(AllowedHost.host == host, AllowedHost.port == port)
    ):
        refuse("host", f"{host}:{port} 已经在名单里。")
    allowed = AllowedHost(host=host, port=port)
    session.add(allowed)
    session.flush()
    note_event(
        session,
        EventKind.HOST_ALLOWED,
        by=by,
        on=on,
        subject=f"host:{allowed.id}",
        after={"host": host, "port": port},
    )
    return allowed


def forbid_host(session: Session, allowed: AllowedHost, *, by: Actor, on: date) -> None:
    """Take a host off the list; what waits for it stays waiting."""
    note_event(
        session,
        EventKind.HOST_FORBIDDEN,
        by=by,
        on=on,
        subject=f"host:{allowed.id}",
        before={"host": allowed.host, "port": allowed.port},
    )
    session.delete(allowed)


def host_of(kind: ChannelKind, address: str) -> tuple[str, str, int]:
    """(scheme, host, port) of a channel's address; Refused at `address` when it has none."""
    try:
        parts = urlsplit(address)
        port = parts.port or PORTS.get(parts.scheme, 0)
    except ValueError:
        refuse("address", f"地址看不懂，请写成 {kind.tone}。")
    wanted = SCHEMES.get(kind, ROBOTS)
    # What cannot stand in a request's first line; urlsplit drops some of it silently.
    if not WRITABLE.fullmatch(address):
        refuse("address", "地址里有空格、换行或中文，请从群机器人的设置里整段复制。")
    if parts.scheme not in wanted or not parts.hostname or parts.username or parts.password:
        refuse("address", f"地址看不懂，请写成 {kind.tone}。")
    return parts.scheme, parts.hostname.lower(), port


def judge_allowed(session: Session, kind: ChannelKind, address: str) -> None:
    """Refuse an address whose host and port are not on the list."""
    _, host, port = host_of(kind, address)
    listed = select(AllowedHost.id).where(AllowedHost.host == host, AllowedHost.port == port)
    if session.scalar(listed) is None:
        refuse("address", f"{host}:{port} 不在允许名单里，请先加进名单。")


def open_channel(
    session: Session,
    kind: ChannelKind,
    name: str,
    address: str,
    *,
    by: Actor,
    on: date,
    login: str = "",
    secret: str = "",
    department: Department | None = None,
) -> Channel:
    """A new channel, still off. Raises Refused when its host is not allowed."""
    judge_allowed(session, kind, address)
    if session.scalar(select(Channel.id).where(Channel.name == name)):
        refuse("name", f"已经有一个叫“{name}”的渠道，请换个名称。")
    channel = Channel(
        kind=kind,
        name=name,
        address=address,
        login=login,
        secret=secret,
        department_id=department.id if department else None,
    )
    session.add(channel)
    session.flush()
    _note(session, EventKind.CHANNEL_OPENED, channel, by=by, on=on)
    return channel


def switch(session: Session, channel: Channel, *, on_air: bool, by: Actor, on: date) -> None:
    """Begin or stop sending; what waits keeps waiting while it is off."""
    if channel.in_use is on_air:
        raise Refused(f"“{channel.name}”已经{'启用' if on_air else '停用'}了。")
    if on_air:
        judge_allowed(session, channel.kind, channel.address)
    channel.in_use = on_air
    kind = EventKind.CHANNEL_SWITCHED_ON if on_air else EventKind.CHANNEL_SWITCHED_OFF
    _note(session, kind, channel, by=by, on=on)


def try_out(session: Session, channel: Channel, *, by: Actor, on: date) -> OutboxMessage:
    """Put a message of no meaning into the outbox, to see that the channel carries."""
    if not channel.in_use:
        raise Refused(f"“{channel.name}”还没启用，先启用再试。")
    recipient = _mailbox(session, by) if channel.kind is ChannelKind.MAIL else ""
    if channel.kind is ChannelKind.MAIL and not recipient:
        raise Refused("您的账号没有邮箱，试发没有收件人；请先在账号里填上。")
    told = _note(session, EventKind.CHANNEL_TRIED, channel, by=by, on=on)
    session.flush()
    message = OutboxMessage(
        message_id=str(uuid4()),
        channel_id=channel.id,
        event_id=told.id,
        lane=f"{channel.id}/try/{told.id}",
        recipient=recipient,
        subject="【试发】",
        body="这是一条试发的通知，收到就说明渠道通了。",
        next_at=utc_now(),
    )
    session.add(message)
    return message


def send_again(session: Session, message: OutboxMessage, *, by: Actor, on: date) -> None:
    """Give a dead letter a new life, behind those that have gone meanwhile."""
    if message.state is not MessageState.DEAD:
        raise Refused("这条消息不在“发不出去”里，不用重发。")
    message.state, message.attempts, message.next_at = MessageState.WAITING, 0, utc_now()
    note_event(
        session,
        EventKind.MESSAGE_SENT_AGAIN,
        by=by,
        on=on,
        subject=f"message:{message.id}",
        after={"message_id": message.message_id},
    )


def _mailbox(session: Session, by: Actor) -> str:
    return session.scalar(select(User.mail).where(User.id == by.id)) or ""


def _note(session: Session, kind: EventKind, channel: Channel, *, by: Actor, on: date) -> Event:
    return note_event(
        session,
        kind,
        by=by,
        on=on,
        subject=f"channel:{channel.id}",
        after={"name": channel.name, "kind": channel.kind},
    )
