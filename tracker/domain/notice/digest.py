"""The morning digest: each person's lines of the day, made once and kept."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from sqlalchemy import ForeignKey, UniqueConstraint, func, or_, select
from sqlalchemy.orm import Mapped, Session, mapped_column
from sqlalchemy.types import JSON

from tracker.domain.base import Record
from tracker.domain.blocker import Blocker
from tracker.domain.blocker.open_conditions import STILL_OPEN, late_on
from tracker.domain.event import note_event
from tracker.domain.event.kinds import EventKind
from tracker.domain.notice import Notice, Topic
from tracker.domain.notice.wishes import wishes
from tracker.domain.people.user import Actor, User
from tracker.domain.permissions import visible_blockers
from tracker.domain.project import Project
from tracker.domain.project.light_rules import UNLIT
from tracker.domain.words import Role


class Digest(Record):
    """每日摘要: the lines of one person's day, as (label, count, address) triples."""

    __tablename__ = "digest"
    __table_args__ = (UniqueConstraint("user_id", "on"),)

    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    on: Mapped[date]
    lines: Mapped[list[Any]] = mapped_column(JSON, default=list)


Line = tuple[str, int, str]
"""What, how many, and the address of the list behind it."""

READERS = (Role.OFFICER, Role.HEAD, Role.LEADER, Role.UNIT)


def digests_due(session: Session, on: date) -> list[tuple[int, list[Line]]]:
    """(user, lines) of everybody who wants a digest, has not got today's, and has anything in it.

    Reads only: counting takes its time, and no writer should wait for it.
    """
    had = set(session.scalars(select(Digest.user_id).where(Digest.on == on)))
    people = session.scalars(
        select(User).where(User.is_active, User.role.in_(READERS)).order_by(User.id)
    ).all()
    found = []
    for person in people:
        if person.id in had or not any(wishes(session, person.id, Topic.DIGEST)):
            continue
        lines = [line for line in lines_of(session, person.as_actor(), on) if line[1]]
        if lines:
            found.append((person.id, lines))
    return found


def make_digest(session: Session, user_id: int, lines: list[Line], on: date) -> bool:
    """Write one down and tell its reader; False where another was quicker."""
    had = select(Digest.id).where(Digest.user_id == user_id, Digest.on == on)
    if session.scalar(had) is not None:
        return False
    session.add(Digest(user_id=user_id, on=on, lines=[list(line) for line in lines]))
    note_event(
        session,
        EventKind.DIGEST_MADE,
        by=None,
        on=on,
        subject=f"user:{user_id}",
        after={"lines": [f"{label} {count}" for label, count, _ in lines]},
    )
    session.flush()
    return True


def lines_of(session: Session, who: Actor, on: date) -> Iterator[Line]:
    """Each with the list that shows just these."""

    def count(*conditions: Any) -> int:
        return session.scalar(select(func.count()).where(*conditions)) or 0

    own = Project.owner_id == who.id
    lit = Project.stage.not_in(UNLIT)
    if who.role in (Role.OFFICER, Role.HEAD):
        mine = f"/projects?owner={who.id}"
        yield "到期要跟进", count(own, lit, Project.next_on <= on), f"{mine}&sort=next"
        yield "红灯项目", count(own, lit, Project.red_on <= on), f"{mine}&light=red"
    if who.role is Role.LEADER:
        yield "红灯项目", count(lit, Project.red_on <= on), "/projects?light=red"
    seen = [visible_blockers(who.asker), STILL_OPEN]
    if who.role is not Role.LEADER:
        seen.append(or_(Blocker.by_id == who.id, Blocker.department_id == who.department_id))
    yield "未销号堵点", count(*seen), "/blockers"
    yield "其中逾期", count(*seen, late_on(on)), "/blockers?state=overdue"
    unread = count(Notice.user_id == who.id, Notice.read_at.is_(None))
    yield "未读通知", unread, "/notices"
