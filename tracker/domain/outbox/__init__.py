"""The outbox: messages that leave the house, written with the fact and sent by the worker."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tracker.domain.base import Moment, Record, word_column
from tracker.word import Word


class ChannelKind(Word):
    """By what a message travels; `tone` is how its address is written."""

    WECOM = "wecom", "企业微信机器人", "https://…/cgi-bin/webhook/send?key=…"
    DINGTALK = "dingtalk", "钉钉机器人", "https://…/robot/send?access_token=…"
    FEISHU = "feishu", "飞书机器人", "https://…/open-apis/bot/v2/hook/…"
    MAIL = "mail", "邮件（SMTP）", "smtp://主机:端口 或 smtps://主机:端口"


class MessageState(Word):
    """How far a message has come."""

    WAITING = "waiting", "待发"
    SENT = "sent", "已发"
    DEAD = "dead", "发不出去"


class AllowedHost(Record):
    """A host and port that messages may go to; whatever is not here is not spoken to."""

    __tablename__ = "allowed_host"
    __table_args__ = (UniqueConstraint("host", "port"),)

    host: Mapped[str] = mapped_column(String(200))
    port: Mapped[int]


class Channel(Record):
    """One robot in one group, or the mail server. Off until an admin switches it on.

    `department_id` says whose group it is: only what concerns that department goes
    there; None: what concerns anybody. `secret` signs a robot's calls, or is the mail
    server's password; it is written and never shown again.
    """

    __tablename__ = "channel"

    kind: Mapped[ChannelKind] = mapped_column(word_column(ChannelKind))
    name: Mapped[str] = mapped_column(String(40), unique=True)
    address: Mapped[str] = mapped_column(String(500))
    login: Mapped[str] = mapped_column(String(100), default="")
    secret: Mapped[str] = mapped_column(String(200), default="")
    department_id: Mapped[int | None] = mapped_column(ForeignKey("department.id"))
    in_use: Mapped[bool] = mapped_column(default=False)


class OutboxMessage(Record):
    """One message to one channel about one event, never two.

    `lane` is what keeps order: within one channel and project the older goes first.
    """

    __tablename__ = "outbox_message"
    __table_args__ = (
        UniqueConstraint("channel_id", "event_id", "recipient"),
        Index("ix_outbox_message_state_lane_id", "state", "lane", "id"),
        Index("ix_outbox_message_state_next_at", "state", "next_at", "id"),
    )

    message_id: Mapped[str] = mapped_column(String(36), unique=True)
    channel_id: Mapped[int] = mapped_column(ForeignKey("channel.id"))
    event_id: Mapped[int]
    lane: Mapped[str] = mapped_column(String(160))
    recipient: Mapped[str] = mapped_column(String(120), default="")
    subject: Mapped[str] = mapped_column(String(200))
    body: Mapped[str] = mapped_column(Text)
    state: Mapped[MessageState] = mapped_column(
        word_column(MessageState), default=MessageState.WAITING
    )
    attempts: Mapped[int] = mapped_column(default=0)
    next_at: Mapped[datetime] = mapped_column(Moment())
    sent_at: Mapped[datetime | None] = mapped_column(Moment())
    error: Mapped[str] = mapped_column(String(300), default="")

    channel: Mapped[Channel] = relationship()
