"""Two entries that are one firm become one, and can become two again."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, select
from sqlalchemy.orm import Mapped, Session, mapped_column, object_session, relationship
from sqlalchemy.types import JSON

from tracker.domain.base import Moment, utc_now
from tracker.domain.event import DatedFact, EventKind
from tracker.domain.firm import Firm, FirmAlias
from tracker.domain.merging.belongings import move_all, put_back
from tracker.domain.merging.merge_rules import judge_merge, judge_undoing
from tracker.domain.merging.moved_settlements import move_settlements, put_settlements_back
from tracker.domain.people.user import Actor
from tracker.domain.ranking_matching.project_badges import retier
from tracker.domain.same_firm.firm_keys import rekey
from tracker.domain.search.firm_index import reindex

FILLED = ("credit_code", "source", "province", "city", "industry", "website", "remark")
"""What the kept firm takes over where it has nothing itself."""


class FirmMerge(DatedFact):
    """One merge: which firm was kept, which went into it, and every row that changed hands.

    `moved` holds whatever an undoing needs, so that each fact keeps its origin:
    `rows`, by table and column the ids of those that were the gone firm's; `settled`,
    the verdicts as they were; `filled`, column → [before, after] of the kept firm;
    `alias`, the id of the alias that the gone firm's name became.
    """

    __tablename__ = "firm_merge"

    kept_id: Mapped[int] = mapped_column(ForeignKey("firm.id"), index=True)
    gone_id: Mapped[int] = mapped_column(ForeignKey("firm.id"), index=True)
    because: Mapped[str]
    moved: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    undone_at: Mapped[datetime | None] = mapped_column(Moment())
    undone_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))

    kept: Mapped[Firm] = relationship(foreign_keys=kept_id)
    gone: Mapped[Firm] = relationship(foreign_keys=gone_id)


def merge(kept: Firm, gone: Firm, *, because: str, by: Actor, on: date) -> FirmMerge:
    """Make one firm of two: every row of the gone one becomes the kept one's.

    The gone firm's row stays, and leads to the kept one. Raises Refused where the two
    cannot be one, or where what both have cannot stand side by side.
    """
    session = kept.session
    judge_merge(session, kept, gone, because)
    why = f"与“{kept.name}”合并，同一件事已有一条"
    moved: dict[str, Any] = {"filled": _fill(kept, gone)}
    gone.merged_into_id = kept.id
    session.flush()
    moved["rows"] = move_all(session, gone.id, kept.id, by_id=by.id, because=why)
    moved["settled"] = move_settlements(session, gone.id, kept.id, by_id=by.id, because=why)
    session.expire_all()
    moved["alias"] = _name_remembered(kept, gone)
    kept.judge_shares(date.min)
    merged = FirmMerge(
        kept=kept, gone=gone, because=because.strip(), moved=moved, on=on, by_id=by.id
    )
    session.add(merged)
    _bring_in_line(EventKind.FIRM_MERGED, kept, gone, because, by=by, on=on)
    return merged


def undo(merged: FirmMerge, *, because: str, by: Actor, on: date) -> list[str]:
    """Make two firms of one again; says what could not be given back.

    Rows that became somebody else's in the meantime stay there, and what the kept firm
    was given since stays with it. Raises Refused for one that is not the last.
    """
    session = object_session(merged)
    assert session is not None, "a merge is undone inside a session"
    kept, gone, moved = merged.kept, merged.gone, merged.moved
    judge_undoing(kept, gone, _later(session, merged), because, is_undone=bool(merged.undone_at))
    merged.undone_at, merged.undone_by_id = utc_now(), by.id
    alias = session.get(FirmAlias, moved["alias"] or 0)
    if alias in kept.aliases:
        kept.aliases.remove(alias)
    gone.merged_into_id = None
    missed = _give_back(kept, gone, moved["filled"])
    session.flush()
    missed += put_back(session, moved["rows"], gone.id, kept.id)
    put_settlements_back(session, moved["settled"])
    session.expire_all()
    _bring_in_line(EventKind.FIRM_MERGE_UNDONE, kept, gone, because, by=by, on=on)
    return missed


def _fill(kept: Firm, gone: Firm) -> dict[str, list[Any]]:
    """What is empty at the kept firm is taken from the gone one; a code can be only at one."""
    filled: dict[str, list[Any]] = {}
    for name in FILLED:
        ours, theirs = getattr(kept, name), getattr(gone, name)
        if theirs and not ours:
            filled[name] = [ours, theirs]
    if gone.is_listed and not kept.is_listed:
        filled["is_listed"] = [False, True]
    if "credit_code" in filled:
        gone.credit_code = None
        gone.session.flush()
    for name, (_, theirs) in filled.items():
        setattr(kept, name, theirs)
    return filled


def _give_back(kept: Firm, gone: Firm, filled: dict[str, list[Any]]) -> list[str]:
    """Take back what was filled in, unless somebody has changed it since."""
    missed = []
    for name, (before, after) in filled.items():
        if getattr(kept, name) == after:
            setattr(kept, name, before)
        elif name == "credit_code":
            missed.append("统一社会信用代码")
    if "credit_code" in filled and not missed:
        kept.session.flush()
        gone.credit_code = filled["credit_code"][1]
    return missed


def _name_remembered(kept: Firm, gone: Firm) -> int | None:
    """The gone firm's name becomes an alias, unless it is one already."""
    known = {alias.normal_name for alias in kept.aliases}
    if gone.normal_name in known:
        return None
    kept.also_called(gone.name, "合并")
    kept.session.flush()
    return kept.aliases[-1].id


def _later(session: Session, merged: FirmMerge) -> Firm | None:
    """The firm that went into the kept one after this merge."""
    asked = select(FirmMerge).where(
        FirmMerge.kept_id == merged.kept_id,
        FirmMerge.id > merged.id,
        FirmMerge.undone_at.is_(None),
    )
    later = session.scalars(asked.order_by(FirmMerge.id.desc()).limit(1)).first()
    return later.gone if later else None


def _bring_in_line(
    kind: EventKind, kept: Firm, gone: Firm, because: str, *, by: Actor, on: date
) -> None:
    """Record it, and make all that is kept of the two firms fit again."""
    session, both = kept.session, {kept.id, gone.id}
    session.flush()
    rekey(session, both)
    reindex(session, both)
    retier(session, both, on)
    kept.note(
        kind,
        by=by,
        on=on,
        because=because.strip(),
        after={"kept": kept.name, "gone": gone.name, "gone_id": gone.id},
    )
