"""A filter that somebody pinned under a name."""

from datetime import date

from sqlalchemy import ForeignKey, String, UniqueConstraint, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from tracker.domain.base import Record
from tracker.domain.event import EventKind, note_event
from tracker.domain.people.user import Actor
from tracker.refusal import refuse

VIEWS_AT_MOST = 30
LONGEST_ADDRESS = 1000


class SavedView(Record):
    """One person's view: a page (`board` or `ledger`) and the address line's arguments."""

    __tablename__ = "saved_view"
    __table_args__ = (UniqueConstraint("user_id", "name"),)

    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    name: Mapped[str] = mapped_column(String(40))
    page: Mapped[str] = mapped_column(String(20))
    arguments: Mapped[str] = mapped_column(String(LONGEST_ADDRESS))


def pin_view(
    session: Session, name: str, *, page: str, arguments: str, by: Actor, on: date
) -> SavedView:
    """Keep a filter under a name of one's own. Raises Refused when the name is taken."""
    mine = select(SavedView.name).where(SavedView.user_id == by.id)
    if session.scalar(mine.where(SavedView.name == name)):
        refuse("name", f"您已经有一个叫“{name}”的视图，请换个名称。")
    if (session.scalar(select(func.count()).select_from(mine.subquery())) or 0) >= VIEWS_AT_MOST:
        refuse("name", f"最多存 {VIEWS_AT_MOST} 个视图，请先删掉不用的。")
    if len(arguments) > LONGEST_ADDRESS:
        refuse("name", "这组筛选条件太长，存不下，请去掉几个条件。")
    view = SavedView(user_id=by.id, name=name, page=page, arguments=arguments)
    session.add(view)
    session.flush()
    note_event(
        session,
        EventKind.VIEW_SAVED,
        by=by,
        on=on,
        subject=f"view:{view.id}",
        after={"name": name, "page": page, "arguments": arguments},
    )
    return view


def drop_view(session: Session, view: SavedView, *, by: Actor, on: date) -> None:
    """Forget a view."""
    note_event(
        session,
        EventKind.VIEW_DROPPED,
        by=by,
        on=on,
        subject=f"view:{view.id}",
        before={"name": view.name, "page": view.page, "arguments": view.arguments},
    )
    session.delete(view)
