"""A department, street or park that people belong to and things are handed to."""

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from tracker.domain.base import Record


class Department(Record):
    """部门/街道/园区; `is_bureau` marks the commerce bureau itself."""

    __tablename__ = "department"

    name: Mapped[str] = mapped_column(String(60), unique=True)
    short_name: Mapped[str] = mapped_column(String(30))
    is_bureau: Mapped[bool] = mapped_column(default=False)
    in_use: Mapped[bool] = mapped_column(default=True)
