"""The district's own figures, each with its year and the paper that printed it."""

from sqlalchemy import String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from tracker.domain.base import Record


class DistrictFigure(Record):
    """区情数据. `value` stays as it was printed, for some are ratios or bounds: 1.0:31.9:67.1."""

    __tablename__ = "district_figure"
    __table_args__ = (UniqueConstraint("figure", "year"),)

    figure: Mapped[str] = mapped_column(String(60))
    year: Mapped[int]
    value: Mapped[str] = mapped_column(String(40))
    unit: Mapped[str] = mapped_column(String(20), default="")
    source: Mapped[str] = mapped_column(String(100))
