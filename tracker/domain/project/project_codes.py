"""The running number in a project's code, e.g. ZX2026-0001."""

from sqlalchemy import String, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from tracker.domain.base import Record


class CodeSeries(Record):
    """The last number given out under a prefix and year."""

    __tablename__ = "code_series"

    name: Mapped[str] = mapped_column(String(20), unique=True)
    last: Mapped[int] = mapped_column(default=0)


def next_code(session: Session, prefix: str, year: int) -> str:
    """The next free code; the series is locked until the commit, so none is given twice."""
    name = f"{prefix}{year}"
    series = session.scalar(select(CodeSeries).where(CodeSeries.name == name).with_for_update())
    if series is None:
        series = CodeSeries(name=name, last=0)
        session.add(series)
    series.last += 1
    return f"{name}-{series.last:04d}"
