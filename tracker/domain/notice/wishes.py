"""What a person chose to be told, and by which way."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.domain.notice import DEFAULT_WISH, NoticeWish, Topic
from tracker.domain.people.user import Actor


def wishes(session: Session, user_id: int, topic: Topic) -> tuple[bool, bool]:
    """(in the app, by mail): what that person chose for that topic."""
    chosen = session.execute(
        select(NoticeWish.in_app, NoticeWish.by_mail).where(
            NoticeWish.user_id == user_id, NoticeWish.topic == topic
        )
    ).first()
    return (chosen.in_app, chosen.by_mail) if chosen else DEFAULT_WISH


def wish(session: Session, topic: Topic, *, in_app: bool, by_mail: bool, by: Actor) -> None:
    """Choose for oneself; holds from the next event on."""
    chosen = session.scalar(
        select(NoticeWish).where(NoticeWish.user_id == by.id, NoticeWish.topic == topic)
    )
    if chosen is None:
        chosen = NoticeWish(user_id=by.id, topic=topic)
        session.add(chosen)
    chosen.in_app, chosen.by_mail = in_app, by_mail
