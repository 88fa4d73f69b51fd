"""Who is told of what: once each, in the act's own transaction, as each has wished."""

from datetime import date, timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.builders.blockers import of_the_street
from tests.builders.samples import user
from tests.world import STREET, TODAY, World
from tracker.domain.base import utc_now
from tracker.domain.event import Event
from tracker.domain.event.kinds import EventKind
from tracker.domain.notice import Notice, Topic
from tracker.domain.notice.digest import Digest, digests_due, make_digest
from tracker.domain.notice.light_turns import tell_of_turns
from tracker.domain.notice.wishes import wish
from tracker.domain.office.settings import Setting
from tracker.domain.outbox import AllowedHost, Channel, ChannelKind, OutboxMessage
from tracker.domain.settings_changes import set_number
from tracker.domain.words import Role


@pytest.fixture
def fresh(world: World) -> World:
    """The world, its own notices put out of the way."""
    world.session.query(Notice).delete()
    world.session.flush()
    return world


def told(world: World, who: str) -> list[Topic]:
    asked = select(Notice.topic).where(Notice.user_id == world.user(who).id).order_by(Notice.id)
    return list(world.session.scalars(asked))


def hand_out(world: World) -> None:
    of_the_street(world, what="没有地", due_on=TODAY + timedelta(days=5))
    world.session.flush()


def test_the_department_that_must_clear_a_blocker_is_told_and_nobody_else(fresh: World) -> None:
    hand_out(fresh)
    assert told(fresh, "street") == [Topic.TO_CLEAR]
    assert fresh.session.scalar(select(func.count()).select_from(Notice)) == 1


def test_whoever_raised_a_blocker_is_told_that_it_is_closed(fresh: World) -> None:
    fresh.blocker.close("协调好了", on=TODAY, by=fresh.by("head"))
    fresh.session.flush()
    assert told(fresh, "colleague") == [Topic.MY_BLOCKER]
    assert told(fresh, "street") == [Topic.TO_CLEAR]
    assert told(fresh, "head") == [], "who did it knows"


def test_the_new_owner_is_told_of_a_project_handed_over(fresh: World) -> None:
    fresh.jia.hand_over_to(
        fresh.user("colleague"), by=fresh.by("head"), on=TODAY, because="岗位调整"
    )
    fresh.session.flush()
    assert told(fresh, "colleague") == [Topic.HANDED_OVER]
    assert told(fresh, "officer") == []


def test_a_closed_account_and_one_without_a_role_are_told_nothing(fresh: World) -> None:
    user(fresh, "gone", Role.UNIT, STREET, is_active=False)
    user(fresh, "none", None, STREET)
    hand_out(fresh)
    assert fresh.session.scalar(select(func.count()).select_from(Notice)) == 1


def test_a_topic_that_somebody_does_not_want_is_not_told_them(fresh: World) -> None:
    wish(fresh.session, Topic.TO_CLEAR, in_app=False, by_mail=False, by=fresh.by("street"))
    hand_out(fresh)
    assert told(fresh, "street") == []


def test_an_act_that_is_taken_back_takes_its_notices_along(fresh: World) -> None:
    fresh.session.commit()
    hand_out(fresh)
    fresh.session.rollback()
    assert told(fresh, "street") == []


def channel(world: World, kind: ChannelKind = ChannelKind.WECOM, **more: object) -> Channel:
    one = Channel(
        kind=kind, name=f"示例群{kind}", address="https://robot.example/send?key=1", **more
    )
    world.session.add_all([one, AllowedHost(host="robot.example", port=443)])
    world.session.flush()
    return one


def messages(world: World) -> list[OutboxMessage]:
    return list(world.session.scalars(select(OutboxMessage).order_by(OutboxMessage.id)))


def test_nothing_leaves_the_house_while_a_channel_is_off(fresh: World) -> None:
    channel(fresh)
    hand_out(fresh)
    assert messages(fresh) == []


def test_one_message_goes_to_a_group_however_many_of_it_are_concerned(fresh: World) -> None:
    channel(fresh, in_use=True, department_id=fresh.department(STREET).id)
    user(fresh, "sun2", Role.UNIT, STREET)
    hand_out(fresh)
    [message] = messages(fresh)
    event = fresh.session.scalars(select(Event).order_by(Event.id.desc())).first()
    assert event is not None
    assert message.event_id == event.id
    assert fresh.jia.code in message.body


def test_a_group_hears_nothing_of_what_concerns_others_alone(fresh: World) -> None:
    channel(fresh, in_use=True, department_id=fresh.department("工信局").id)
    hand_out(fresh)
    assert messages(fresh) == []


def test_no_name_leaves_the_house_unless_the_office_says_so(fresh: World) -> None:
    channel(fresh, in_use=True)
    hand_out(fresh)
    set_number(
        fresh.session, Setting.NAMES_OUT, 1, holds_from=TODAY, by=fresh.by("admin"), on=TODAY
    )
    fresh.session.flush()
    hand_out(fresh)
    silent, open_ = messages(fresh)
    for name in (fresh.jia.name, fresh.jia.firm.name, "没有地"):
        assert name not in silent.body + silent.subject
    assert fresh.jia.name in open_.body
    assert "没有地" in open_.body


def test_mail_goes_to_those_who_asked_for_it_and_have_a_mailbox(fresh: World) -> None:
    channel(fresh, ChannelKind.MAIL, in_use=True)
    street = fresh.user("street")
    hand_out(fresh)
    assert messages(fresh) == [], "nobody has asked"
    street.mail = "sun@example.com"
    wish(fresh.session, Topic.TO_CLEAR, in_app=True, by_mail=True, by=fresh.by("street"))
    hand_out(fresh)
    assert [one.recipient for one in messages(fresh)] == ["sun@example.com"]


def digest_all(session: Session, on: date) -> int:
    """As the job does it."""
    return sum(make_digest(session, *one, on) for one in digests_due(session, on))


def test_an_owner_is_told_once_a_morning_how_many_lights_turned(fresh: World) -> None:
    jia = fresh.jia
    assert jia.red_on is not None
    day = jia.red_on
    assert tell_of_turns(fresh.session, day - timedelta(days=1), day) >= 1
    assert Topic.LIT in told(fresh, "officer")
    last = fresh.session.scalars(
        select(Event).where(Event.kind == EventKind.LIGHTS_TURNED).order_by(Event.id)
    ).first()
    assert last is not None
    assert last.after["red"] >= 1


def test_a_digest_is_made_once_a_day_for_each(fresh: World) -> None:
    made = digest_all(fresh.session, TODAY)
    assert made >= 2
    assert digest_all(fresh.session, TODAY) == 0
    mine = fresh.session.scalars(
        select(Digest).where(Digest.user_id == fresh.user("officer").id)
    ).one()
    assert ["到期要跟进", 1, f"/projects?owner={fresh.user('officer').id}&sort=next"] in mine.lines


def test_a_digest_that_nobody_wants_is_not_made(session: Session, fresh: World) -> None:
    for who in ("officer", "colleague", "head", "stranger", "leader", "street"):
        wish(session, Topic.DIGEST, in_app=False, by_mail=False, by=fresh.by(who))
    assert digest_all(session, date(2026, 6, 11)) == 0


def test_reading_is_remembered(fresh: World) -> None:
    hand_out(fresh)
    one = fresh.session.scalars(select(Notice)).one()
    one.read_at = utc_now()
    fresh.session.flush()
    assert fresh.session.scalars(select(Notice).where(Notice.read_at.is_(None))).all() == []
