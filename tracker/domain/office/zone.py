"""A place where projects settle: 园区、街区、商区、景区、片区."""

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from tracker.domain.base import Record


class Zone(Record):
    """载体/区域 that a project is to stand in."""

    __tablename__ = "zone"

    name: Mapped[str] = mapped_column(String(60), unique=True)
    kind: Mapped[str] = mapped_column(String(20))
