"""Posting: one call to a robot or one mail, within a bound of time and of bytes."""

import json
import smtplib
import ssl
from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from email.message import EmailMessage
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from urllib.parse import urlsplit

from tracker.domain.outbox import Channel, ChannelKind, OutboxMessage
from tracker.domain.outbox.channels import Lookup, addresses_of, host_of, judge_reach
from tracker.outward.robots import ROBOTS, read_answer
from tracker.refusal import Refused

SECONDS = 10
MOST_BYTES = 64 * 1024
"""A robot answers in a hundred bytes; whoever sends more is not read to the end."""


class NotTaken(Exception):
    """The other side did not take the message; the words go to the page of dead letters."""


def post(
    channel: Channel, message: OutboxMessage, now: datetime, lookup: Lookup = addresses_of
) -> None:
    """Send one message. Raises NotTaken, in a sentence, when it has not surely arrived."""
    try:
        _, host, port = host_of(channel.kind, channel.address)
        judge_reach(host, port, lookup)
        SENDERS.get(channel.kind, _to_robot)(channel, message, now)
    except Refused as refusal:
        raise NotTaken(refusal.message) from refusal
    except TimeoutError as problem:
        raise NotTaken(f"{SECONDS} 秒没有回应") from problem
    # A ValueError is a text that cannot go over the wire, such as a sender written in Chinese.
    except (OSError, ValueError, HTTPException, smtplib.SMTPException) as problem:
        raise NotTaken(f"没连上：{type(problem).__name__}") from problem


def _to_robot(channel: Channel, message: OutboxMessage, now: datetime) -> None:
    robot = ROBOTS[channel.kind]
    address, body = robot.call(channel, message, now)
    parts = urlsplit(address)
    secure = parts.scheme == "https"
    connect = HTTPSConnection if secure else HTTPConnection
    with closing(connect(parts.hostname or "", parts.port, timeout=SECONDS)) as connection:
        path = f"{parts.path or '/'}{'?' if parts.query else ''}{parts.query}"
        headers = {
            "Content-Type": "application/json; charset=utf-8",
            "X-Message-Id": message.message_id,
        }
        connection.request("POST", path, json.dumps(body, ensure_ascii=False).encode(), headers)
        answer = connection.getresponse()
        told = answer.read(MOST_BYTES)
    # A redirect is not followed: it would lead past the allow-list.
    if answer.status != 200:
        raise NotTaken(f"对方回应 {answer.status}")
    if not robot.took(read_answer(told)):
        raise NotTaken(f"对方没有收下：{told[:120].decode(errors='replace')}")


def _to_mailbox(channel: Channel, message: OutboxMessage, _: datetime) -> None:
    scheme, host, port = host_of(channel.kind, channel.address)
    letter = EmailMessage()
    letter["Subject"], letter["To"] = message.subject, message.recipient
    letter["From"] = channel.login
    letter["Message-ID"] = f"<{message.message_id}@tracker>"
    letter.set_content(f"{message.body}\n编号 {message.message_id[:8]}\n")
    secure = scheme == "smtps"
    server: smtplib.SMTP = (
        smtplib.SMTP_SSL(host, port, timeout=SECONDS, context=ssl.create_default_context())
        if secure
        else smtplib.SMTP(host, port, timeout=SECONDS)
    )
    with server:
        if not secure and server.has_extn("starttls"):
            server.starttls(context=ssl.create_default_context())
        if channel.secret:
            server.login(channel.login, channel.secret)
        server.send_message(letter)


SENDERS: dict[ChannelKind, Callable[[Channel, OutboxMessage, datetime], None]] = {
    ChannelKind.MAIL: _to_mailbox,
}
