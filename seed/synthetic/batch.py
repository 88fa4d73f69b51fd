"""Batch: many lives written at once, in the very rows that the verbs would have written."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from seed.synthetic.act import Act
from seed.synthetic.chained import chain_events
from seed.synthetic.draft import Draft
from seed.synthetic.firms import SampleFirm
from seed.synthetic.folded import project_row
from seed.synthetic.life import Life
from seed.synthetic.setting import Setting
from seed.synthetic.sheaf import Owned, Row
from seed.synthetic.spelling import name_key, searched
from tracker.domain.base import Base
from tracker.domain.blocker import Blocker, BlockerHelper, BlockerStep
from tracker.domain.firm import Firm, FirmAlias
from tracker.domain.project import Project
from tracker.domain.project.amount_trail import Amount
from tracker.domain.project.follow_ups import FollowUp
from tracker.domain.project.ownership import Handover
from tracker.domain.project.stage_moves import StageMove
from tracker.domain.same_firm.firm_keys import insert_keys, keys_of
from tracker.domain.search.contact_phones import insert_phones
from tracker.domain.search.text_index import FIRMS, insert_many
from tracker.domain.task_force import TaskForceMeeting, TaskForceMember
from tracker.matching.normal_name import normal_name

SOURCE = "演示数据"


def play(life: Life, code: str, setting: Setting) -> Draft:
    """Live a life through: the draft with all of its rows."""
    draft = Draft(
        setting.rng(f"{life.number}/hours"),
        code=code,
        firm=life.firm.name,
        owner=life.owner,
        on=life.filed_on,
        **life.registration,
    )
    for act in life.acts:
        draft.begin_act(act.on)
        _do(draft, act)
    return draft


def write(session: Session, lives: Sequence[Life], codes: Iterable[str], setting: Setting) -> None:
    """Write these lives; a firm that stands twice in the batch is written once. No commit."""
    drafts = [play(life, code, setting) for life, code in zip(lives, codes, strict=True)]
    firm_ids = _write_firms(session, lives, drafts)
    rows = [
        project_row(draft, firm_ids[life.firm.number], setting.clocks)
        for life, draft in zip(lives, drafts, strict=True)
    ]
    ids = _insert_numbered(session, Project, rows)
    _index(session, ids, lives, drafts)
    phones = [row.get("contact_phone", "") for row in rows]
    insert_phones(session.connection(), zip(ids, phones, strict=True))
    _insert(session, StageMove, _of_projects(ids, [draft.stage_moves for draft in drafts]))
    _insert(session, Amount, _of_projects(ids, [draft.amounts for draft in drafts]))
    _insert(session, Handover, _of_projects(ids, [draft.handovers for draft in drafts]))
    for model, noun, groups in (
        (FollowUp, "follow-up", [draft.follow_ups for draft in drafts]),
        (Blocker, "blocker", [draft.blockers for draft in drafts]),
    ):
        told = _of_projects(ids, groups)
        for row, number in zip(told, _insert_numbered(session, model, told), strict=True):
            row["subject"], row["number"] = f"{noun}:{number}", number
    for table, owned in (
        (BlockerStep, [draft.steps for draft in drafts]),
        (BlockerHelper, [draft.helpers for draft in drafts]),
        (TaskForceMember, [draft.members for draft in drafts]),
        (TaskForceMeeting, [draft.meetings for draft in drafts]),
    ):
        _insert(session, table, _of_blockers(ids, owned, table))
    chain_events(session, _events(ids, drafts))


def _do(draft: Draft, act: Act) -> None:
    getattr(draft, act.verb)(on=act.on, by=act.by or draft.owner, **act.told)


def _write_firms(
    session: Session, lives: Sequence[Life], drafts: Sequence[Draft]
) -> dict[int, int]:
    """Each firm as it was first named, with its brand as an alias; ids by the firm's number."""
    first: dict[int, tuple[SampleFirm, Draft]] = {}
    for life, draft in zip(lives, drafts, strict=True):
        first.setdefault(life.firm.number, (life.firm, draft))
    rows = [
        {
            "name": firm.name,
            "normal_name": normal_name(firm.name),
            "source": SOURCE,
            "credit_code": firm.credit_code,
            "recorded_at": draft.filed_at,
            "name_key": name_key(firm.words),
        }
        for firm, draft in first.values()
    ]
    firm_ids = dict(zip(first, _insert_numbered(session, Firm, rows), strict=True))
    aliases = [
        {
            "firm_id": firm_ids[firm.number],
            "name": firm.brand,
            "source": SOURCE,
            "normal_name": normal_name(firm.brand),
            "recorded_at": draft.filed_at,
        }
        for firm, draft in first.values()
    ]
    _insert(session, FirmAlias, aliases)
    found_by = [
        {
            "id": firm_ids[firm.number],
            "tokens": searched((firm.words, firm.brand_words, (firm.credit_code,))).tokens,
        }
        for firm, _ in first.values()
    ]
    insert_many(session.connection(), found_by, FIRMS)
    keys = (
        (firm_ids[firm.number], key)
        for firm, _ in first.values()
        for key in keys_of((firm.name, firm.brand))
    )
    insert_keys(session.connection(), keys)
    return firm_ids


def _index(
    session: Session, ids: Sequence[int], lives: Sequence[Life], drafts: Sequence[Draft]
) -> None:
    rows: list[dict[str, Any]] = []
    for number, life, draft in zip(ids, lives, drafts, strict=True):
        firm, owner = life.firm, draft.owner
        names = (draft.words, (draft.code,), firm.words, firm.brand_words, (owner.name,))
        rows.append({"id": number, "tokens": searched(names).tokens})
    insert_many(session.connection(), rows)


def _events(ids: Sequence[int], drafts: Sequence[Draft]) -> list[Row]:
    """Every event of the batch in the order of its moment."""
    events = []
    for number, draft in zip(ids, drafts, strict=True):
        for event, subject in draft.events:
            event["project_id"] = number
            if subject:
                event["subject"] = subject["subject"]
            events.append(event)
    return sorted(events, key=lambda event: event["recorded_at"])


def _of_projects(ids: Sequence[int], groups: Sequence[list[Row]]) -> list[Row]:
    """The rows of all projects in one list, each told whose it is."""
    for number, rows in zip(ids, groups, strict=True):
        for row in rows:
            row["project_id"] = number
    return [row for rows in groups for row in rows]


def _of_blockers(ids: Sequence[int], groups: Sequence[list[Owned]], model: type[Base]) -> list[Row]:
    """The rows of all projects in one list, each told of which blocker it is, if of one."""
    rows = []
    for number, owned in zip(ids, groups, strict=True):
        for row, blocker in owned:
            row["blocker_id"] = blocker["number"] if blocker else None
            if "project_id" in model.__table__.columns:
                row["project_id"] = number
            rows.append(row)
    return rows


def _insert(session: Session, model: type[Base], rows: list[Row]) -> None:
    if rows:
        session.execute(insert(model.__table__), rows)  # type: ignore[arg-type]


def _insert_numbered(
    session: Session, model: type[Firm | Project | FollowUp | Blocker], rows: list[Row]
) -> list[int]:
    """The ids that the database gave, in the order of the rows; quicker than RETURNING.

    Nobody else writes to an office that is being made; the callers' strict zips would tell.
    """
    last = session.scalar(select(func.max(model.id))) or 0
    _insert(session, model, rows)
    return list(session.scalars(select(model.id).where(model.id > last).order_by(model.id)))
