"""Copies: a played office made as large as one likes, each project with every row of its own.

The rows are copied in SQL, under new numbers and names; what the domain keeps beside them
(seals, tallies, keys, search) is made by the domain's own functions.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial
from random import Random
from typing import Any, NamedTuple

from sqlalchemy import (
    Column,
    ColumnElement,
    Integer,
    MetaData,
    Row,
    String,
    Table,
    func,
    insert,
    null,
    select,
    text,
)
from sqlalchemy.orm import Session

from seed.demo import leave_unseen
from seed.synthetic.firms import SampleFirm
from tracker.domain.base import Base
from tracker.domain.blocker import Blocker, BlockerHelper, BlockerStep
from tracker.domain.event import SEALED, Event, EventTail, content_of, seal_of, tail_seal_of
from tracker.domain.firm import Firm, FirmAlias
from tracker.domain.notice import Notice
from tracker.domain.project import Project
from tracker.domain.project.amount_trail import Amount
from tracker.domain.project.follow_ups import FollowUp
from tracker.domain.project.ownership import Handover
from tracker.domain.project.project_codes import CodeSeries
from tracker.domain.project.stage_moves import StageMove
from tracker.domain.project.tallies import recount
from tracker.domain.same_firm.firm_keys import rekey
from tracker.domain.search.contact_phones import insert_phones
from tracker.domain.search.firm_index import reindex
from tracker.domain.task_force import TaskForceMeeting, TaskForceMember
from tracker.domain.words import Source
from tracker.matching.pinyin import pinyin_of

OF_PROJECTS: tuple[type[Base], ...] = (
    StageMove,
    Amount,
    Handover,
    FollowUp,
    Blocker,
    TaskForceMember,
    TaskForceMeeting,
)
OF_BLOCKERS: tuple[type[Base], ...] = (BlockerStep, BlockerHelper)
AT_ONCE = 10_000


class Shift(NamedTuple):
    """New numbers for the copies of a table's rows: behind the last one, in the same order."""

    last: int
    times: int

    def __call__(self, number: Any, copy: Any) -> Any:
        return self.last + number * self.times + copy


Shifts = dict[str, Shift]

_temporary = MetaData()
FIRM_COPY = Table(
    "firm_copy",
    _temporary,
    Column("id", Integer, primary_key=True),
    Column("original_id", Integer, index=True),
    Column("copy", Integer),
    Column("old_brand", String),
    Column("brand", String),
    Column("name_key", String),
    Column("credit_code", String),
    prefixes=["TEMPORARY"],
)
PROJECT_COPY = Table(
    "project_copy",
    _temporary,
    Column("id", Integer, primary_key=True),
    Column("original_id", Integer, index=True),
    Column("copy", Integer),
    Column("code", String),
    Column("old_brand", String),
    Column("brand", String),
    Column("name_key", String),
    Column("contact_phone", String),
    Column("firm_id", Integer),
    prefixes=["TEMPORARY"],
)


def enlarge(session: Session, projects: int, on: date) -> None:
    """Copy the invented projects, one as often as another, until there are so many. No commit."""
    originals = session.execute(_originals()).all()
    wanted = projects - len(originals)
    if wanted <= 0:
        return
    chosen = _chosen(originals, wanted)
    times = max(copy for _, copy in chosen) + 1
    shifts = {
        model.__tablename__: Shift(session.scalar(select(func.max(model.id))) or 0, times)
        for model in (Firm, FirmAlias, Project, *OF_PROJECTS, *OF_BLOCKERS)
    }
    _temporary.create_all(session.connection())
    firms = _firm_copies(chosen, shifts["firm"], len(originals))
    copies = _project_copies(session, chosen, shifts, {row["id"]: row["brand"] for row in firms})
    session.execute(insert(FIRM_COPY), firms)
    session.execute(insert(PROJECT_COPY), copies)
    _copy_firms(session, shifts)
    _copy_projects(session, shifts)
    _copy_events(session, copies, shifts)
    insert_phones(session.connection(), ((row["id"], row["contact_phone"]) for row in copies))
    firm_ids = [row["id"] for row in firms]
    rekey(session, firm_ids)
    reindex(session, firm_ids)
    recount(session)
    leave_unseen(session, on)
    _temporary.drop_all(session.connection())
    session.execute(text("ANALYZE"))
    session.expire_all()


def _originals() -> Any:
    return (
        select(Project.id, Project.name, Project.code, Project.firm_id)
        .add_columns(Firm.name.label("firm"), FirmAlias.name.label("brand"))
        .join(Firm, Firm.id == Project.firm_id)
        .join(FirmAlias, FirmAlias.firm_id == Firm.id)
        .where(Project.source != Source.PRINT)
        .order_by(Project.id)
    )


def _chosen(originals: Sequence[Row[Any]], wanted: int) -> list[tuple[Row[Any], int]]:
    """Which are copied, each with the number of its copy; in the order of their filing."""
    shuffled = Random(wanted).sample(originals, len(originals))
    turns = (divmod(place, len(shuffled)) for place in range(wanted))
    return sorted((shuffled[place], copy) for copy, place in turns)


def _firm_copies(
    chosen: Sequence[tuple[Row[Any], int]], shift: Shift, named: int
) -> list[dict[str, Any]]:
    """The firms of these copies under brands and codes that nobody has yet."""
    firms = {shift(row.firm_id, copy): (row, copy) for row, copy in chosen}
    rows = []
    for number, (firm_id, (row, copy)) in enumerate(sorted(firms.items()), start=named):
        line = row.firm.removeprefix(row.brand).removesuffix("有限公司")
        sample = SampleFirm(number, line)
        rows.append(
            {
                "id": firm_id,
                "original_id": row.firm_id,
                "copy": copy,
                "old_brand": row.brand,
                "brand": sample.brand,
                "name_key": pinyin_of(sample.name)[0][:200],
                "credit_code": sample.credit_code,
            }
        )
    return rows


def _project_copies(
    session: Session,
    chosen: Sequence[tuple[Row[Any], int]],
    shifts: Shifts,
    brands: dict[int, str],
) -> list[dict[str, Any]]:
    series = {one.name: one for one in session.scalars(select(CodeSeries))}
    rows = []
    for row, copy in chosen:
        year, _, _ = row.code.partition("-")
        series[year].last += 1
        number = shifts["project"](row.id, copy)
        firm_id = shifts["firm"](row.firm_id, copy)
        name = row.name.replace(row.brand, brands[firm_id])
        rows.append(
            {
                "id": number,
                "original_id": row.id,
                "copy": copy,
                "code": f"{year}-{series[year].last:04d}",
                "old_brand": row.brand,
                "brand": brands[firm_id],
                "name_key": pinyin_of(name)[0][:200],
                "contact_phone": f"000{number:08d}",
                "firm_id": firm_id,
            }
        )
    session.flush()
    return rows


def _copy_firms(session: Session, shifts: Shifts) -> None:
    copy, firm, alias = FIRM_COPY.c, Firm.__table__, FirmAlias.__table__
    renamed = partial(_renamed, copy)
    _insert(
        session,
        firm,
        FIRM_COPY.join(firm, firm.c.id == copy.original_id),
        id=copy.id,
        name=renamed(firm.c.name),
        normal_name=renamed(firm.c.normal_name),
        name_key=copy.name_key,
        credit_code=copy.credit_code,
    )
    _insert(
        session,
        alias,
        FIRM_COPY.join(alias, alias.c.firm_id == copy.original_id),
        id=shifts["firm_alias"](alias.c.id, copy.copy),
        firm_id=copy.id,
        name=renamed(alias.c.name),
        normal_name=renamed(alias.c.normal_name),
    )


def _copy_projects(session: Session, shifts: Shifts) -> None:
    copy, project, blocker = PROJECT_COPY.c, Project.__table__, Blocker.__table__
    own = ("id", "code", "name_key", "contact_phone", "firm_id")
    _insert(
        session,
        project,
        PROJECT_COPY.join(project, project.c.id == copy.original_id),
        name=_renamed(copy, project.c.name),
        **{name: copy[name] for name in own},
    )
    for model in OF_PROJECTS:
        table = model.__table__
        source = PROJECT_COPY.join(table, table.c.project_id == copy.original_id)
        _insert(session, table, source, **_of_project(table, shifts))
    blockers = PROJECT_COPY.join(blocker, blocker.c.project_id == copy.original_id)
    for model in OF_BLOCKERS:
        table = model.__table__
        source = blockers.join(table, table.c.blocker_id == blocker.c.id)
        _insert(session, table, source, **_of_project(table, shifts))


def _of_project(table: Any, shifts: Shifts) -> dict[str, ColumnElement[Any]]:
    """What differs in the copy of a row: its number, whose it is, and the firm's name in it."""
    copy = PROJECT_COPY.c
    changed: dict[str, Any] = {
        "id": shifts[table.name](table.c.id, copy.copy),
        "project_id": copy.id,
        "target_id": null(),
    }
    if "blocker_id" in table.c:
        changed["blocker_id"] = shifts["blocker"](table.c.blocker_id, copy.copy)
    if "said" in table.c:
        changed["said"] = _renamed(copy, table.c.said)
    return {name: value for name, value in changed.items() if name in table.c}


def _insert(session: Session, table: Any, source: Any, **changed: Any) -> None:
    """INSERT … SELECT every column of the table, those that are changed aside."""
    columns = [changed.get(column.name, column) for column in table.columns]
    rows = select(*columns).select_from(source).order_by(changed["id"])
    session.execute(insert(table).from_select([column.name for column in table.columns], rows))


def _copy_events(session: Session, copies: Sequence[dict[str, Any]], shifts: Shifts) -> None:
    """Seal the copies of all events behind the last one, in the order of their moments."""
    key: bytes = session.info["event_key"]
    tail = session.get_one(EventTail, 1, with_for_update=True, populate_existing=True)
    told = _told(session)
    number, seal, events, notices = tail.event_id, tail.seal, [], []
    for original, event in _event_copies(session, copies, shifts):
        number += 1
        event["id"] = number
        event["seal"] = seal = seal_of(key, seal, content_of(event))
        events.append(event)
        notices += [notice | {"event_id": number} for notice in told[original]]
        if len(events) == AT_ONCE:
            session.execute(insert(Event.__table__), events)
            events = []
    for table, rows in ((Event.__table__, events), (Notice.__table__, notices)):
        if rows:
            session.execute(insert(table), rows)
    tail.event_id, tail.project_event_id, tail.seal = number, number, seal
    tail.tail_seal = tail_seal_of(key, number, seal)
    session.flush()


def _event_copies(
    session: Session, copies: Sequence[dict[str, Any]], shifts: Shifts
) -> Iterator[tuple[int, dict[str, Any]]]:
    """Each copy of an event with the number of its original; what leaders and targets did aside."""
    of_original = defaultdict(list)
    for copy in copies:
        of_original[copy["original_id"]].append(copy)
    columns = [Event.__table__.c[name] for name in SEALED]
    asked = select(*columns).where(Event.project_id.in_(of_original))
    for event in session.execute(asked.order_by(Event.recorded_at, Event.id)).mappings().all():
        noun, _, subject = event["subject"].partition(":")
        if noun not in SUBJECTS:
            continue
        for copy in of_original[event["project_id"]]:
            changed = {"project_id": copy["id"], "after": _renamed_in(event["after"], copy)}
            if noun:
                moved = shifts[SUBJECTS[noun]](int(subject), copy["copy"])
                changed["subject"] = f"{noun}:{moved}"
            yield event["id"], {**event, **changed}


SUBJECTS = {"": "", "blocker": "blocker", "follow-up": "follow_up"}
"""What of a project its events are about, and the table that it stands in."""


def _told(session: Session) -> dict[int, list[dict[str, Any]]]:
    """Who was told of each event."""
    told = defaultdict(list)
    names = ("user_id", "event_id", "topic", "recorded_at")
    for row in session.execute(select(*(Notice.__table__.c[name] for name in names))).mappings():
        told[row["event_id"]].append(dict(row))
    return told


def _renamed(copy: Any, column: ColumnElement[str]) -> ColumnElement[str]:
    return func.replace(column, copy.old_brand, copy.brand)


def _renamed_in(values: dict[str, Any], copy: dict[str, Any]) -> dict[str, Any]:
    old_brand, brand = copy["old_brand"], copy["brand"]
    renamed = {
        name: value.replace(old_brand, brand) if isinstance(value, str) else value
        for name, value in values.items()
    }
    return renamed | ({"code": copy["code"]} if "code" in renamed else {})
