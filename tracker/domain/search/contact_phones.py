"""The numbers of projects' contacts, digits only, to find who was talked with before."""

from collections.abc import Iterable, Iterator

from sqlalchemy import Connection, ForeignKey, Index, String, delete, insert, inspect, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from tracker.domain.base import Base
from tracker.domain.project import Project
from tracker.matching.phone_numbers import phones_of

AT_ONCE = 1000


class ProjectPhone(Base):
    """One number of a project's contact."""

    __tablename__ = "project_phone"
    __table_args__ = (
        Index("ix_project_phone_project_id", "project_id"),
        {"sqlite_with_rowid": False},
    )

    digits: Mapped[str] = mapped_column(String(20), primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"), primary_key=True)


def insert_phones(connection: Connection, contacts: Iterable[tuple[int, str]]) -> None:
    """Write the numbers of new projects: (project's id, its contact's phone as typed)."""
    rows = [
        {"project_id": number, "digits": digits}
        for number, text in contacts
        for digits in sorted(phones_of(text or ""))
    ]
    if rows:
        connection.execute(insert(ProjectPhone), rows)


def phone_differences(session: Session) -> Iterator[str]:
    """Every project whose numbers are not those of its contact."""
    last = 0
    while True:
        asked = (
            select(Project.id, Project.code, Project.contact_phone)
            .where(Project.id > last)
            .order_by(Project.id)
            .limit(AT_ONCE)
        )
        batch = session.execute(asked).all()
        kept = _kept(session, [row.id for row in batch])
        for row in batch:
            if kept.get(row.id, set()) != phones_of(row.contact_phone):
                yield f"{row.code}: the phone index does not hold its contact's number"
        if len(batch) < AT_ONCE:
            return
        last = batch[-1].id


def _kept(session: Session, ids: list[int]) -> dict[int, set[str]]:
    found: dict[int, set[str]] = {}
    asked = select(ProjectPhone.project_id, ProjectPhone.digits)
    for number, digits in session.execute(asked.where(ProjectPhone.project_id.in_(ids))):
        found.setdefault(number, set()).add(digits)
    return found


def keep_phones(session: Session, *_: object) -> None:
    """Keep the numbers of every project that comes or whose contact changes."""
    new = [row for row in session.new if isinstance(row, Project)]
    changed = [
        row
        for row in session.dirty
        if isinstance(row, Project) and inspect(row).attrs.contact_phone.history.has_changes()
    ]
    connection = session.connection() if new or changed else None
    if connection is None:
        return
    for row in changed:
        connection.execute(delete(ProjectPhone).where(ProjectPhone.project_id == row.id))
    insert_phones(connection, [(row.id, row.contact_phone) for row in (*new, *changed)])
