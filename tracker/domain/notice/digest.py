"""Digest: what a person finds at half past eight on a workday, made once a day."""

from datetime import date
from typing import Any

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.types import JSON

from tracker.domain.base import Record


class Digest(Record):
    """每日摘要: the lines of one person's day, as (label, count, address) triples."""

    __tablename__ = "digest"
    __table_args__ = (UniqueConstraint("user_id", "on"),)

    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    on: Mapped[date]
    lines: Mapped[list[Any]] = mapped_column(JSON, default=list)
