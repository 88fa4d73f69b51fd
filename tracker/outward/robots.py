"""Robots: one message as each of the three takes it, and how each says that it was taken."""

import base64
import hashlib
import hmac
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from tracker.domain.outbox import Channel, ChannelKind, OutboxMessage

Body = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Robot:
    """How one kind of robot is spoken to.

    `call` gives the address and the body; `took` says of the answer whether it
    was taken, for a robot that refuses answers 200 as well.
    """

    call: Callable[[Channel, OutboxMessage, datetime], tuple[str, Body]]
    took: Callable[[Body], bool]


def text_of(message: OutboxMessage) -> str:
    """What the group reads; the id tells a second delivery from a second message."""
    return f"{message.subject}\n{message.body}\n编号 {message.message_id[:8]}"


def _wecom(channel: Channel, message: OutboxMessage, _: datetime) -> tuple[str, Body]:
    return channel.address, {"msgtype": "text", "text": {"content": text_of(message)}}


def _dingtalk(channel: Channel, message: OutboxMessage, now: datetime) -> tuple[str, Body]:
    """Signed, where the robot has a secret, over its own time in milliseconds."""
    body = {"msgtype": "text", "text": {"content": text_of(message)}}
    if not channel.secret:
        return channel.address, body
    stamp = str(int(now.timestamp() * 1000))
    sign = _signed(channel.secret, f"{stamp}\n{channel.secret}")
    between = "&" if "?" in channel.address else "?"
    return f"{channel.address}{between}{urlencode({'timestamp': stamp, 'sign': sign})}", body


def _feishu(channel: Channel, message: OutboxMessage, now: datetime) -> tuple[str, Body]:
    """Signed, where the robot has a secret: the text to sign is the key, the signed text empty."""
    body: Body = {"msg_type": "text", "content": {"text": text_of(message)}}
    if channel.secret:
        stamp = str(int(now.timestamp()))
        body |= {"timestamp": stamp, "sign": _signed(f"{stamp}\n{channel.secret}", "")}
    return channel.address, body


def _signed(key: str, text: str) -> str:
    return base64.b64encode(hmac.new(key.encode(), text.encode(), hashlib.sha256).digest()).decode()


ROBOTS: dict[ChannelKind, Robot] = {
    ChannelKind.WECOM: Robot(_wecom, lambda answer: answer.get("errcode") == 0),
    ChannelKind.DINGTALK: Robot(_dingtalk, lambda answer: answer.get("errcode") == 0),
    ChannelKind.FEISHU: Robot(
        _feishu, lambda answer: answer.get("code", answer.get("StatusCode")) == 0
    ),
}


def read_answer(text: bytes) -> Body:
    """A robot's answer; empty where it is no JSON object."""
    try:
        answer = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return answer if isinstance(answer, dict) else {}
