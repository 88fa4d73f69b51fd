"""Which of one's notices a list asks for, and the rows that answer it."""

from dataclasses import dataclass
from typing import Any, ClassVar

from sqlalchemy import Select, select

from tracker.domain.event import Event
from tracker.domain.notice import Notice, Topic
from tracker.domain.people.asker import Asker
from tracker.domain.people.user import User
from tracker.domain.project import Project
from tracker.queries.visible_notices import still_seen
from tracker.web.asked import Asked, RowOrder, number, truth

NEWEST = RowOrder("最近的在前", Notice.id, number, is_down=True, row_id=Notice.id)
READ = (
    Notice.topic,
    Notice.read_at,
    Event.recorded_at,
    Event.kind,
    Event.before,
    Event.after,
    Event.because,
    Event.subject,
    Project.code,
    Project.name.label("project"),
    User.name.label("who"),
    Notice.id.label("mark"),
    Notice.id,
)


@dataclass(frozen=True, slots=True)
class NoticeFilter(Asked):
    """About what, and whether only those not read yet."""

    READERS: ClassVar = {"topic": (Topic, "类别"), "unread": (truth, "只看未读")}
    topic: Topic | None = None
    unread: bool = False

    def statement(self, asker: Asker) -> Select[Any]:
        """One's own, as far as one still sees what they are about."""
        found = (
            select(*READ)
            .select_from(Notice)
            .join(Event, Event.id == Notice.event_id)
            .outerjoin(Project, Project.id == Event.project_id)
            .outerjoin(User, User.id == Event.by_id)
            .where(*still_seen(asker))
        )
        if self.topic:
            found = found.where(Notice.topic == self.topic)
        if self.unread:
            found = found.where(Notice.read_at.is_(None))
        return found
