"""The messages of an event, in the event's own transaction.

Nothing is sent here, and no name goes out: neither a firm's nor a project's,
unless the office has said that it may.
"""

from collections.abc import Sequence
from typing import Any
from uuid import uuid4

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from tracker.domain.base import utc_now
from tracker.domain.event import Event
from tracker.domain.notice import Topic
from tracker.domain.notice.wishes import wishes
from tracker.domain.office.office import Office
from tracker.domain.office.settings import Setting, number_in_force
from tracker.domain.outbox import Channel, ChannelKind, MessageState, OutboxMessage
from tracker.domain.people.user import User
from tracker.domain.project import Project
from tracker.domain.sentences import sentence

LOOK = "请登录系统查看。"


def write_messages(session: Session, event: Event, people: Sequence[tuple[int, Topic]]) -> None:
    """One message to each channel in use that one of these people belongs to."""
    if not people:
        return
    channels = session.scalars(select(Channel).where(Channel.in_use)).all()
    if not channels:
        return
    topics = dict(people)
    users = session.execute(
        select(User.id, User.department_id, User.mail).where(User.id.in_(topics))
    ).all()
    subject, body = worded(session, event, next(iter(topics.values())))
    rows = [
        _row(event, channel, recipient, subject, body)
        for channel in channels
        for recipient in _recipients(session, channel, users, topics)
    ]
    if rows:
        session.execute(insert(OutboxMessage), rows)


def worded(session: Session, event: Event, topic: Topic) -> tuple[str, str]:
    """(subject, body) as they may leave the house."""
    office = session.scalar(select(Office.name)) or ""
    project = session.execute(
        select(Project.code, Project.name).where(Project.id == event.project_id)
    ).first()
    what = f"{topic.label}：{event.kind.label}"
    code = f"　{project.code}" if project else ""
    if not number_in_force(session, Setting.NAMES_OUT, event.on):
        return f"【{office}】{topic.label}", f"{what}{code}\n{LOOK}"
    name = f"　{project.name}" if project else ""
    said = sentence(event.kind, event.before, event.after)
    return f"【{office}】{topic.label}", f"{what}{code}{name}\n{said}\n{LOOK}"


def _recipients(
    session: Session, channel: Channel, users: Sequence[Any], topics: dict[int, Topic]
) -> list[str]:
    """A robot speaks to its whole group at once; mail goes to each who asked for it."""
    if channel.kind is ChannelKind.MAIL:
        return sorted(
            user.mail
            for user in users
            if user.mail and wishes(session, user.id, topics[user.id])[1]
        )
    if channel.department_id is None:
        return [""]
    return [""] if any(user.department_id == channel.department_id for user in users) else []


def _row(event: Event, channel: Channel, recipient: str, subject: str, body: str) -> dict[str, Any]:
    now = utc_now()
    return {
        "message_id": str(uuid4()),
        "channel_id": channel.id,
        "event_id": event.id,
        "lane": f"{channel.id}/{event.project_id or 0}/{recipient}",
        "recipient": recipient,
        "subject": subject,
        "body": body,
        "state": MessageState.WAITING,
        "attempts": 0,
        "next_at": now,
        "error": "",
        "recorded_at": now,
    }
