"""Notices: what a person is told at once, and what each chose to be told."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from tracker.domain.base import Moment, Record, word_column
from tracker.word import Word


class Topic(Word):
    """What a notice is about; `tone` says when one gets it."""

    TO_CLEAR = "to-clear", "交给本单位的堵点", "下发、改期、退回、催办时"
    MY_BLOCKER = "my-blocker", "我提的堵点", "签收、答复、申请延期时"
    CLIMBED = "climbed", "堵点升级", "逾期升级到我这一级时"
    DIRECTIVE = "directive", "批示和答复", "批示交给我，或我的批示有答复时"
    HANDED_OVER = "handed-over", "移交给我的项目和目标", "别人把项目或目标企业交给我时"
    CROSSED = "crossed", "撞单", "别的单位登记了同一企业的项目时"
    LIT = "lit", "转黄、转红", "我的项目换灯的当天早上"
    DIGEST = "digest", "每日摘要", "工作日 8:30"


class Notice(Record):
    """One person told of one event, once; `read_at` is when they had seen it.

    Events are never removed, so that no key needs to hold one: the seals do.
    """

    __tablename__ = "notice"
    __table_args__ = (
        UniqueConstraint("user_id", "event_id"),
        Index("ix_notice_user_id_read_at_id", "user_id", "read_at", "id"),
    )

    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    event_id: Mapped[int]
    topic: Mapped[Topic] = mapped_column(word_column(Topic))
    read_at: Mapped[datetime | None] = mapped_column(Moment())


class NoticeWish(Record):
    """Whether a person wants a topic in the app, and by mail; without a row: DEFAULT_WISH."""

    __tablename__ = "notice_wish"
    __table_args__ = (UniqueConstraint("user_id", "topic"),)

    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    topic: Mapped[Topic] = mapped_column(word_column(Topic))
    in_app: Mapped[bool] = mapped_column(default=True)
    by_mail: Mapped[bool] = mapped_column(default=False)


DEFAULT_WISH = (True, False)
"""(in the app, by mail): told at once on screen, and nothing leaves the house unasked."""
