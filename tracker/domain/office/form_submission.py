"""A form that was saved once: its token, what it held, and where the answer led."""

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from tracker.domain.base import Record


class Submission(Record):
    """Written in the same transaction as the act, so that a second click finds the first.

    `digest` tells a second click from a form that was changed and sent again.
    """

    __tablename__ = "submission"
    __table_args__ = (UniqueConstraint("user_id", "token"),)

    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    token: Mapped[str] = mapped_column(String(64))
    digest: Mapped[str] = mapped_column(String(64))
    location: Mapped[str] = mapped_column(Text)
