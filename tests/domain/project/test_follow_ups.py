"""What was said, the next step, and striking out a wrong one."""

from datetime import date, timedelta

import pytest

from tests.world import TODAY, World
from tracker.domain.base import FAR_OFF
from tracker.domain.event import EventKind
from tracker.domain.words import Contact
from tracker.refusal import Refused

NEXT = date(2026, 6, 17)


def next_of(world: World) -> tuple[date | None, str, date]:
    jia = world.jia
    return jia.last_followed_on, jia.next_step, jia.next_on


def test_the_newest_contact_gives_the_next_step(world: World) -> None:
    jia, officer = world.jia, world.by("officer")
    told = jia.log_follow_up(
        Contact.CALL,
        on=TODAY,
        by=officer,
        said="电价谈妥",
        present="示例联系人",
        next_step="约签约",
        next_on=NEXT,
    )
    world.session.commit()
    assert next_of(world) == (TODAY, "约签约", NEXT)
    event = jia.events_since(0)[-1]
    assert (event.kind, event.subject) == (EventKind.FOLLOW_UP_LOGGED, f"follow-up:{told.id}")
    assert event.after == {
        "kind": "call",
        "present": "示例联系人",
        "said": "电价谈妥",
        "next_step": "约签约",
        "next_on": NEXT.isoformat(),
    }


def test_an_older_contact_logged_late_changes_no_next_step(world: World) -> None:
    before = next_of(world)
    world.jia.log_follow_up(
        Contact.CALL,
        on=date(2026, 5, 20),
        by=world.by("officer"),
        said="补记",
        next_step="早就做了",
        next_on=date(2026, 5, 25),
    )
    assert next_of(world) == before
    assert len(world.jia.follow_ups) == 2


def test_of_two_contacts_on_a_day_the_later_written_counts(world: World) -> None:
    jia, officer = world.jia, world.by("officer")
    for step in ("甲", "乙"):
        jia.log_follow_up(
            Contact.CALL, on=TODAY, by=officer, said=step, next_step=step, next_on=NEXT
        )
    assert jia.next_step == "乙"


def test_a_contact_without_a_next_step_leaves_none(world: World) -> None:
    world.jia.log_follow_up(Contact.SITE, on=TODAY, by=world.by("officer"), said="看现场")
    assert next_of(world) == (TODAY, "", FAR_OFF)


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"next_step": "约签约"}, "请选哪天做"),
        ({"next_step": "约签约", "next_on": TODAY - timedelta(days=1)}, "不能早于这次跟进"),
    ],
)
def test_a_next_step_needs_a_day_that_is_not_before(
    world: World, given: dict[str, object], sentence: str
) -> None:
    before = (next_of(world), world.jia.version, len(world.jia.follow_ups))
    with pytest.raises(Refused, match=sentence) as refusal:
        world.jia.log_follow_up(
            Contact.CALL,
            on=TODAY,
            by=world.by("officer"),
            said="谈",
            **given,  # type: ignore[arg-type]
        )
    assert list(refusal.value.fields) == ["next_on"]
    assert (next_of(world), world.jia.version, len(world.jia.follow_ups)) == before


def test_a_struck_out_contact_gives_the_next_step_back(world: World) -> None:
    jia, officer, before = world.jia, world.by("officer"), next_of(world)
    wrong = jia.log_follow_up(Contact.CALL, on=TODAY, by=officer, said="记错了项目")
    jia.void_follow_up(wrong, by=officer, on=TODAY, because="记错了项目")
    world.session.commit()
    assert next_of(world) == before
    assert wrong.is_void
    assert wrong.voided_because == "记错了项目"
    event = jia.events_since(0)[-1]
    assert (event.kind, event.before) == (EventKind.FOLLOW_UP_VOIDED, {"said": "记错了项目"})


def test_when_the_only_contact_is_struck_out_there_was_none(world: World) -> None:
    jia = world.jia
    jia.void_follow_up(jia.follow_ups[0], by=world.by("officer"), on=TODAY, because="错")
    assert next_of(world) == (None, "", FAR_OFF)


def test_a_contact_is_struck_out_once_and_with_a_reason(world: World) -> None:
    jia, officer = world.jia, world.by("officer")
    wrong = jia.follow_ups[0]
    with pytest.raises(Refused) as refusal:
        jia.void_follow_up(wrong, by=officer, on=TODAY, because=" ")
    assert list(refusal.value.fields) == ["because"]
    jia.void_follow_up(wrong, by=officer, on=TODAY, because="错")
    with pytest.raises(Refused, match="已经作废"):
        jia.void_follow_up(wrong, by=officer, on=TODAY, because="错")
