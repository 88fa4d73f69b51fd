"""Merged: two entries that are one firm become one, and can become two again."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship
from sqlalchemy.types import JSON

from tracker.domain.base import Moment
from tracker.domain.event import Witnessed
from tracker.domain.firm import Firm


class FirmMerge(Witnessed):
    """One merge: which firm was kept, which went into it, and every row that changed hands.

    `moved` maps a table's name to the ids of its rows that were the gone firm's, so
    that each fact keeps its origin and a merge can be undone row by row.
    """

    __tablename__ = "firm_merge"

    kept_id: Mapped[int] = mapped_column(ForeignKey("firm.id"), index=True)
    gone_id: Mapped[int] = mapped_column(ForeignKey("firm.id"), index=True)
    because: Mapped[str]
    moved: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    undone_at: Mapped[datetime | None] = mapped_column(Moment())
    undone_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))

    kept: Mapped[Firm] = relationship(foreign_keys=kept_id)
    gone: Mapped[Firm] = relationship(foreign_keys=gone_id)
