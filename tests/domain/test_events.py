"""The chain of events: it holds, it cannot be changed, and a change made behind its back shows."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import select, text, update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from tests.databases import EVENT_KEY, Database
from tests.plans import dialect_of
from tests.world import TODAY, World
from tracker.domain.event import (
    SEALED,
    Event,
    EventKind,
    EventTail,
    broken_links,
    note_event,
    seal_of,
)

KEY = EVENT_KEY.encode()


def breaks(session: Session) -> list[str]:
    session.expire_all()
    return list(broken_links(session, KEY))


def test_the_chain_of_the_world_holds(many: World) -> None:
    assert breaks(many.session) == []
    ids = list(many.session.scalars(select(Event.id).order_by(Event.id)))
    assert ids == list(range(1, len(ids) + 1))


def test_another_key_fits_no_seal(session: Session) -> None:
    count = len(session.scalars(select(Event.id)).all())
    assert len(list(broken_links(session, b"another key"))) == count + 1


def test_an_event_says_who_when_and_from_where(world: World) -> None:
    world.jia.revise({"sponsor": "示例领导"}, by=world.by("officer"), on=TODAY)
    world.session.commit()
    event = world.jia.events_since(0)[-1]
    assert (event.by, event.on, event.origin) == (world.user("officer"), TODAY, "测试")
    assert event.recorded_at.utcoffset() == timedelta(0)
    tail = world.session.scalars(select(EventTail)).one()
    assert (tail.event_id, tail.seal, tail.project_event_id) == (event.id, event.seal, event.id)


def test_an_event_without_a_project_leaves_the_lists_version_alone(session: Session) -> None:
    tail = session.scalars(select(EventTail)).one()
    before = tail.project_event_id
    note_event(session, EventKind.SIGNED_IN, by=None, on=TODAY)
    session.commit()
    assert (tail.project_event_id, tail.event_id) == (before, before + 1)
    assert breaks(session) == []


def test_an_act_that_is_rolled_back_leaves_no_gap(world: World) -> None:
    jia, officer = world.jia, world.by("officer")
    jia.revise({"sponsor": "甲"}, by=officer, on=TODAY)
    world.session.flush()
    world.session.rollback()
    jia.revise({"sponsor": "乙"}, by=officer, on=TODAY)
    world.session.commit()
    assert breaks(world.session) == []


def test_many_writers_at_once_make_one_chain(database: Database) -> None:
    def write(name: int) -> None:
        for number in range(5):
            with database.session() as session:
                note_event(
                    session, EventKind.SIGNED_IN, by=None, on=TODAY, subject=f"{name}-{number}"
                )
                session.commit()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(write, range(4)))
    with database.session() as session:
        assert breaks(session) == []
        subjects = session.scalars(
            select(Event.subject).where(Event.kind == EventKind.SIGNED_IN)
        ).all()
        assert len(set(subjects)) == 20


@pytest.mark.parametrize("kept", ["𠮷‮\u0301", 'a"b\\c\n', "1e400", "\x7f", "\u2028"])
def test_whatever_was_said_is_sealed_and_read_back(session: Session, kept: str) -> None:
    told = {"said": kept, "number": 2**60, "none": None, "list": [1, 0.5, True]}
    note_event(session, EventKind.FOLLOW_UP_LOGGED, by=None, on=TODAY, after=told, because=kept)
    session.commit()
    assert breaks(session) == []


REFUSED = [
    "UPDATE event SET because = 'x'",
    "DELETE FROM event",
    "UPDATE event SET id = id + 1000 WHERE id = 2",
    "DELETE FROM event WHERE id = 1",
]


@pytest.mark.parametrize("statement", REFUSED)
def test_the_database_itself_refuses_to_change_an_event(session: Session, statement: str) -> None:
    with pytest.raises(DBAPIError, match="append-only"):
        session.execute(text(statement))
    session.rollback()
    assert breaks(session) == []


def test_an_event_is_not_changed_through_its_object_either(session: Session) -> None:
    session.scalars(select(Event).where(Event.id == 3)).one().because = "x"
    with pytest.raises(DBAPIError, match="append-only"):
        session.commit()


@pytest.fixture
def unguarded(session: Session) -> Session:
    """A session in whose transaction, never committed, the database guards nothing."""
    on_table = " ON event" if dialect_of(session) == "postgresql" else ""
    for act in ("UPDATE", "DELETE"):
        session.execute(text(f"DROP TRIGGER event_keeps_{act}{on_table}"))
    return session


EDITS = {
    "because": "'x'",
    "on": "'2020-01-01'",
    "by_id": "2",
    "kind": "'signed-in'",
    "project_id": "2",
    "version": "99",
    "origin": "'x'",
    "subject": "'x'",
    "before": "'{}'",
    "after": "'{\"a\": 1}'",
    "recorded_at": "'2020-01-01 00:00:00.000000'",
    "seal": "'x'",
}


@pytest.mark.parametrize("name", EDITS)
def test_an_edited_event_is_found(unguarded: Session, name: str) -> None:
    number = unguarded.scalar(
        select(Event.id).where(Event.kind == EventKind.STAGE_ADVANCED).limit(1)
    )
    unguarded.execute(text(f'UPDATE event SET "{name}" = {EDITS[name]} WHERE id = {number}'))
    assert f"event {number} does not fit its seal" in breaks(unguarded)


def test_every_sealed_column_was_edited() -> None:
    assert set(EDITS) == set(SEALED) - {"id"} | {"seal"}


def test_an_event_taken_out_is_found(unguarded: Session) -> None:
    unguarded.execute(text("DELETE FROM event WHERE id = 4"))
    assert breaks(unguarded) == [
        "events 4 to 4 are missing",
        "event 5 does not fit its seal",
    ]


def test_an_event_taken_out_and_the_others_moved_up_is_found(unguarded: Session) -> None:
    unguarded.execute(text("DELETE FROM event WHERE id = 4"))
    last = unguarded.scalars(select(EventTail)).one().event_id
    for number in range(5, last + 1):
        unguarded.execute(text(f"UPDATE event SET id = {number - 1} WHERE id = {number}"))
    assert "event 4 does not fit its seal" in breaks(unguarded)


def test_two_events_swapped_are_found(unguarded: Session) -> None:
    for old, new in ((3, 1003), (4, 3), (1003, 4)):
        unguarded.execute(text(f"UPDATE event SET id = {new} WHERE id = {old}"))
    found = breaks(unguarded)
    assert "event 3 does not fit its seal" in found
    assert "event 4 does not fit its seal" in found


def test_a_cut_tail_is_found(unguarded: Session) -> None:
    last = unguarded.scalars(select(EventTail)).one().event_id
    unguarded.execute(text(f"DELETE FROM event WHERE id > {last - 3}"))
    assert breaks(unguarded) == [f"the chain ends at event {last - 3}, its tail says {last}"]


def test_a_cut_tail_is_found_even_if_the_tail_was_moved(unguarded: Session) -> None:
    last = unguarded.scalars(select(EventTail)).one().event_id
    unguarded.execute(text(f"DELETE FROM event WHERE id > {last - 3}"))
    end = unguarded.scalars(select(Event).where(Event.id == last - 3)).one()
    unguarded.execute(update(EventTail).values(event_id=end.id, seal=end.seal))
    assert breaks(unguarded) == ["the tail of the chain does not fit its seal"]


def test_a_tail_taken_away_is_found(unguarded: Session) -> None:
    unguarded.execute(text("DELETE FROM event_tail"))
    assert breaks(unguarded) == ["the tail of the chain is missing"]


def test_all_events_taken_away_is_found(unguarded: Session) -> None:
    last = unguarded.scalars(select(EventTail)).one().event_id
    unguarded.execute(text("DELETE FROM event"))
    assert breaks(unguarded) == [f"the chain ends at event 0, its tail says {last}"]


def test_an_event_added_without_the_key_is_found(unguarded: Session) -> None:
    last = unguarded.scalars(select(Event).order_by(Event.id.desc()).limit(1)).one()
    names = ", ".join(f'"{name}"' for name in SEALED if name != "id")
    seal = seal_of(b"guessed", last.seal, last.content())
    unguarded.execute(
        text(
            f"INSERT INTO event (id, {names}, seal) SELECT id + 1, {names}, '{seal}'"
            f" FROM event WHERE id = {last.id}"
        )
    )
    assert f"event {last.id + 1} does not fit its seal" in breaks(unguarded)
