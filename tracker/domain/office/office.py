"""The office itself: its name, the prefix of its codes, and whether it is a demonstration."""

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from tracker.domain.base import Record


class Office(Record):
    """One row: what a bureau is called and how it was set up."""

    __tablename__ = "office"

    name: Mapped[str] = mapped_column(String(40))
    code_prefix: Mapped[str] = mapped_column(String(8))
    is_demo: Mapped[bool] = mapped_column(default=False)
    setup_digest: Mapped[str | None] = mapped_column(String(64))
