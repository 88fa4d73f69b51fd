"""Which of one's notices a list asks for, and the rows that answer it."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, select

from tracker.domain.event import Event
from tracker.domain.notice import Notice, Topic
from tracker.domain.people.asker import Asker
from tracker.domain.people.user import User
from tracker.domain.project import Project
from tracker.queries.listing.filter import Filter, argument
from tracker.queries.listing.paging import Order, row_number
from tracker.queries.listing.readers import truth
from tracker.queries.visible_notices import still_seen

NEWEST = Order("最近的在前", Notice.id, Notice.id, row_number, is_down=True)
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
    *NEWEST.place,
)


@dataclass(frozen=True, slots=True)
class NoticeFilter(Filter):
    """About what, and whether only those not read yet."""

    topic: Topic | None = argument("类别", Topic)
    unread: bool = argument("只看未读", truth, False)

    @property
    def order(self) -> Order:
        return NEWEST

    def statement(self, asker: Asker) -> Select[Any]:
        """One's own in order, as far as one still sees what they are about."""
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
        return found.order_by(*self.order.ordering())
