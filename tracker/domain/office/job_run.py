"""Which of the night's work has been done for which day."""

from datetime import date, datetime

from sqlalchemy import String, UniqueConstraint, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from tracker.domain.base import Moment, Record


class JobRun(Record):
    """A job that came to its end for a day; a second run for it finds this and does nothing."""

    __tablename__ = "job_run"
    __table_args__ = (UniqueConstraint("job", "on"),)

    job: Mapped[str] = mapped_column(String(40))
    on: Mapped[date]
    began_at: Mapped[datetime] = mapped_column(Moment())
    told: Mapped[str] = mapped_column(String(200), default="")


def last_done(session: Session, job: str) -> date | None:
    """The newest day for which that job came to its end."""
    return session.scalar(select(func.max(JobRun.on)).where(JobRun.job == job))
